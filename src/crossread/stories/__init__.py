"""From an archive or a stream to stories: which reports tell of one event."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from crossread.language import Language, load
from crossread.settings import Settings
from crossread.stories import batch, copies, sources
from crossread.stories.archive import Block, Columns, Spool, Unread, read, versions
from crossread.stories.executors import Executor, Here
from crossread.stories.furniture import Furniture
from crossread.stories.likeness import Fixed, loose
from crossread.stories.sources import Refuse
from crossread.stories.stream import Stream
from crossread.stories.vectors import Maker
from crossread.stories.words import headline, host

__all__ = ["Change", "Found", "Story", "cluster"]

Progress = Callable[[str, int, int], None]
TOGETHER = 256
"""Reports of one day that a stream takes at once; its stories do not hang on it."""


class Story(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Reports of one event, in the order of time. ``story`` is made from the id of the earliest."""

    story: str
    reports: tuple[str, ...]
    title: str = ""
    """The earliest report's."""
    first: str = ""
    last: str = ""
    copies: dict[str, tuple[str, ...]] = {}
    """Reports with the same text as an earlier one, by the id of that; they are among the reports."""
    versions: dict[str, tuple[str, ...]] = {}
    """Later versions of a report: its address, another text; they are no reports of their own."""


class Change(Struct, frozen=True, kw_only=True):
    """A stream's stories merged or parted: when, how many reports moved, and how alike both sides were on average."""

    change: str
    story: str
    other: str
    date: str
    reports: int
    likelihood: float


class Found(Struct, frozen=True, kw_only=True):
    """The stories, by their earliest report, and what a stream changed on its way."""

    stories: tuple[Story, ...]
    changes: tuple[Change, ...] = ()


def cluster(
    names: Sequence[str],
    language: Language,
    settings: Settings,
    refuse: Refuse,
    tell: Progress,
    stream: bool = False,
    keep: Path | None = None,
    executor: Executor | None = None,
) -> Found:
    """The stories of all records in files, folders and archives; the same for any order of them.

    With ``stream`` each report is placed as if it had just come in, in the order of dates. In the folder ``keep``
    vectors are kept, so that a run that was stopped goes on where it was. The ``executor`` (`executors.chosen`) does
    what blocks of the archive need; who does it makes no difference. It cannot be sent a ``language`` of the caller's
    own, whose vectors are made here.
    """
    executor = executor or Here()
    furniture = Furniture()
    spool = Spool()
    number = -1
    try:
        for number, record in enumerate(sources.records(names, settings, refuse)):
            spool.write(record)
            place = host(record.url)
            furniture.count(place, headline(record.title, place), record.text)
            if number % 500 == 0:
                tell(f"reading, {number:,} so far", 0, 1)
        site = furniture.found()
        del furniture
        blocks = executor.map(read, (Unread(data, site) for data in spool.blocks()))
        columns = Columns(_told(blocks, tell, number + 1))
    finally:
        spool.close()
    sent = None if isinstance(executor, Here) or language is not load(settings) else executor
    with closing(columns), Maker(language, settings, keep, sent) as make:
        return _stories(columns, make, executor, tell, stream)


def _told(blocks: Iterable[Block], tell: Progress, total: int) -> Iterator[Block]:
    done = 0
    for block in blocks:
        yield block
        done += len(block.ids)
        tell("counting words", done - 1, total)


def _stories(columns: Columns, make: Maker, executor: Executor, tell: Progress, stream: bool) -> Found:
    tell("folding copies", 0, 1)
    later = versions(columns)
    first = copies.fold(columns.exact, columns.signatures, columns.own)
    for number, start in later.items():
        first[number] = start
    while (first[first] != first).any():
        first = first[first]
    kept = np.flatnonzero(first == np.arange(len(columns)))
    counts, days, brief = columns.counts[kept], columns.days[kept], columns.brief[kept]
    columns.drop()
    changes: tuple[Change, ...] = ()

    def encode(numbers: Sequence[int] | npt.NDArray[np.int64]) -> Fixed:
        return make(columns.leads.some(kept[numbers]), tell)

    if stream:
        run = Stream(lambda numbers: loose(encode(numbers)))
        for start, stop in _days(days):
            tell("placing reports", start, len(kept))
            run.add(counts[start:stop], days[start:stop], brief[start:stop])
        run.settle()
        labels = run.stories
        changes = tuple(_change(c, [columns.ids[n] for n in kept.tolist()], run) for c in run.changes)
    else:
        labels = batch.cluster(counts, days, brief, encode, executor, tell)
    story = np.empty(len(columns), dtype=np.int64)
    story[kept] = kept[labels] if len(kept) else labels
    story = story[first]
    return Found(stories=tuple(_made(columns, first, story, later)), changes=changes)


def _days(days: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Stretches of one day, of no more than `TOGETHER` reports."""
    start = 0
    while start < len(days):
        stop = int(np.searchsorted(days[start : start + TOGETHER], days[start], side="right")) + start
        yield start, stop
        start = stop


def _made(
    columns: Columns, first: npt.NDArray[np.int64], story: npt.NDArray[np.int64], later: dict[int, int]
) -> Iterator[Story]:
    members: dict[int, list[int]] = defaultdict(list)
    for number, label in enumerate(story.tolist()):
        members[label].append(number)
    for numbers in sorted(members.values()):
        ids = columns.ids
        folded: dict[str, list[str]] = defaultdict(list)
        changed: dict[str, list[str]] = defaultdict(list)
        reports: list[str] = []
        for n in numbers:
            start = int(first[n])
            if n in later:
                changed[ids[start]].append(ids[n])
            elif ids[n] not in reports[-1:]:
                reports.append(ids[n])
                if start != n:
                    folded[ids[start]].append(ids[n])
        dated = [columns.dates[n] for n in numbers if columns.dates[n]]
        yield Story(
            story=identity(reports[0]),
            reports=tuple(dict.fromkeys(reports)),
            title=columns.titles[numbers[0]],
            first=min(dated, default=""),
            last=max(dated, default=""),
            copies={k: tuple(v) for k, v in folded.items()},
            versions={k: tuple(v) for k, v in changed.items()},
        )


def identity(report: str) -> str:
    """A story's id, from the id of its earliest report."""
    return "s" + hashlib.blake2b(report.encode("utf-8", "replace"), digest_size=6).hexdigest()


def _change(change: object, ids: list[str], run: Stream) -> Change:
    from datetime import date

    from crossread.stories.stream import Change as Moved

    assert isinstance(change, Moved)
    return Change(
        change=change.kind,
        story=identity(ids[change.story]),
        other=identity(ids[change.other]),
        date=date.fromordinal(change.day).isoformat() if change.day > 0 else "",
        reports=change.reports,
        likelihood=round(change.likelihood, 3),
    )
