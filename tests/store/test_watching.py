"""Watching into either kind of store: taken up again, and by one alone."""

from __future__ import annotations

import pytest

from crossread.errors import CrossreadError
from crossread.store import Archive
from crossread.stories.watching.lock import alone
from crossread.stories.watching.placer import Placer
from tests.stories.watching.test_placer import days, vectors


def test_a_stop_changes_nothing(place: str) -> None:
    records = days(30)
    archive = Archive(place)
    told = 0
    for part in (records[:11], records[11:12], records[12:]):
        placer = Placer(archive, vectors)
        placer.take_up(lambda *_: None, lambda _: None)
        archive.add(part)
        told += sum(event.number > 0 for event in placer.place())
    found = [sorted(k.number for k in archive.reports(s.id)) for s in archive.stories(most=100)]
    assert told == len(records) and sorted(n for story in found for n in story) == list(range(1, told + 1))
    archive.close()


def test_one_watches_alone(place: str) -> None:
    Archive(place).close()
    with alone(place), pytest.raises(CrossreadError, match="watched into already"), alone(place):
        pass
    with alone(place):
        pass
