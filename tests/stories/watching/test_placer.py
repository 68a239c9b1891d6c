"""Placing as reports come: taken up after a stop it goes on as if it had not been."""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from crossread.store import Archive, Member
from crossread.stories.likeness import Vectors
from crossread.stories.records import Record
from crossread.stories.watching.placer import Event, Placer
from evaluation import generator

Stories = dict[str, list[str]]


@functools.cache
def direction(word: str) -> Vectors:
    seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest(), "little")
    return np.random.Generator(np.random.PCG64(seed)).standard_normal(384, dtype=np.float32)


def vectors(texts: Sequence[str]) -> Vectors:
    """Unit vectors that are alike for texts with the same words."""
    sums = np.stack([sum(map(direction, text.lower().split()), np.zeros(384, np.float32)) for text in texts])
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def days(count: int) -> list[Record]:
    """Four days of reports, with copies among them, some undated, and a later version of one at the end."""
    rows = sorted(generator.archive(count, seed=5), key=lambda r: (r["date"], r["id"]))
    dates = [f"2024-03-0{1 + n * 4 // len(rows)}" if n % 9 else "" for n in range(len(rows))]
    made = [
        Record(id=r["id"], url=r["url"], title=r["title"], date=date, text=r["text"])
        for r, date in zip(rows, dates, strict=True)
    ]
    changed = made[3].text + " More was said in the evening, when the square had been cleared."
    return [*made, Record(id=made[3].id, url=made[3].url, title=made[3].title, date="2024-03-04", text=changed)]


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return days(160)


def placed(place: Path, parts: Sequence[Sequence[Record]], added: int = 50) -> tuple[Stories, list[Event]]:
    """The stories by id, and what was told, of a run for each part."""
    archive = Archive(str(place))
    told: list[Event] = []
    for part in parts:
        placer = Placer(archive, vectors)
        placer.take_up(lambda *_: None, lambda _: None)
        for start in range(0, len(part), added):
            archive.add(part[start : start + added])
            told += placer.place()
    found = {s.id: [k.id for k in archive.reports(s.id)] for s in archive.stories(most=1_000)}
    archive.close()
    return found, told


def test_stopped_and_taken_up_it_does_what_it_does_in_one_go(records: list[Record], tmp_path: Path) -> None:
    whole, told = placed(tmp_path / "whole.db", [records])
    changes = {event.change for event in told}
    assert {"new", "joined", "copy", "version"} <= changes and changes & {"merged", "parted"}
    assert sorted(e.number for e in told if e.number) == list(range(1, len(records) + 1))
    for cuts in ((1, 2, 80), (39, 40, 41, 120, 159)):
        edges = [0, *cuts, len(records)]
        parts = [records[a:b] for a, b in itertools.pairwise(edges)]
        again, told_again = placed(tmp_path / f"{cuts[0]}.db", parts, added=7)
        assert again == whole and told_again == told


def test_what_was_kept_and_not_placed_is_placed_when_it_is_taken_up(records: list[Record], tmp_path: Path) -> None:
    archive = Archive(str(tmp_path / "s.db"))
    archive.add(records[:20])
    placer = Placer(archive, vectors)
    placer.take_up(lambda *_: None, lambda _: None)
    coming = placer.place()
    for _ in range(5):
        next(coming)  # and then it is killed
    archive.add(records[20:40])
    placer = Placer(archive, vectors)
    seen: list[int] = []
    placer.take_up(lambda *_: None, lambda kept: seen.append(kept.number))
    assert len(seen) == 40
    told = list(placer.place())
    assert 35 <= sum(e.number > 0 for e in told) <= 36
    assert [k.number for k in archive.records(unplaced=True)] == []


def test_stories_that_others_found_are_gone_on_with(records: list[Record], tmp_path: Path) -> None:
    archive = Archive(str(tmp_path / "s.db"))
    numbers = [a.number for a in archive.add(records[:6])]
    archive.place([[Member(n) for n in numbers]])
    placer = Placer(archive, vectors)
    placer.take_up(lambda *_: None, lambda _: None)
    before = archive.stories()
    assert len(before) == 1 and before[0].reports == 6
    archive.add(records[6:8])
    list(placer.place())
    assert {k.number for s in archive.stories() for k in archive.reports(s.id)} == set(range(1, 9))
    assert archive.story(before[0].id).reports >= 6


def test_a_copy_is_known_within_the_window(records: list[Record], tmp_path: Path) -> None:
    first = records[1]
    dates = ("2024-03-01", "2024-04-01", "2024-05-20", "2024-05-21")
    again = [Record(id=f"x{n}", title=first.title, date=date, text=first.text) for n, date in enumerate(dates)]
    _, told = placed(tmp_path / "s.db", [again])
    assert [event.change for event in told if event.number] == ["new", "copy", "new", "copy"]
