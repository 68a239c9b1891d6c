"""Columns of an archive to stories: versions and copies aside, the rest in a batch or as a stream."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from typing import Literal, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from crossread.identity import identity
from crossread.language import Language, load
from crossread.settings import Settings
from crossread.stories import batch, copies, likeness
from crossread.stories.archive import Block, Columns, Spool, Unread, read
from crossread.stories.executors import Executor, Here
from crossread.stories.furniture import Furniture
from crossread.stories.likeness import Fixed, loose
from crossread.stories.records import Record
from crossread.stories.stream import Change as Moved
from crossread.stories.stream import Stream
from crossread.stories.values import Change, Story
from crossread.stories.vectors import Keeper, Maker
from crossread.stories.versions import Version, changes, versions
from crossread.stories.words import host, told

Numbers = npt.NDArray[np.int64]
TOGETHER = 256
"""Reports of one day that a stream takes at once; its stories do not hang on it."""
WEIGHED = 32
"""Reports of either side, the earliest, by which is told how likely two stories are one."""


class Progress(Protocol):
    """Told a stage, how many are done and of how many; with ``bytes`` it is bytes that are counted."""

    def __call__(self, stage: str, done: int, total: int, bytes: bool = False, /) -> None: ...


class Place(NamedTuple):
    """Where a record stands in a story. Records are called by the place in which they came."""

    record: int
    kind: Literal["report", "copy", "version"]
    original: int | None
    """What it is a copy or a version of."""


@contextmanager
def clustered(
    records: Iterable[Record],
    language: Language,
    settings: Settings,
    tell: Progress,
    stream: bool = False,
    keep: Keeper | None = None,
    executor: Executor | None = None,
) -> Iterator[Clustered]:
    """The stories of these records; the same for any order of them.

    With ``stream`` each report is placed as if it had just come in, in the order of dates. Vectors are looked for in
    ``keep`` and put there. The ``executor`` (`executors.chosen`) does what blocks of the archive need; who does it
    makes no difference. It cannot be sent a ``language`` of the caller's own, whose vectors are made here.
    """
    executor = executor or Here()
    furniture = Furniture()
    count = 0
    with closing(Spool()) as spool:
        for record in records:
            count += 1
            spool.write(record)
            furniture.count(host(record.url), told(record.title, record.url), record.text)
        site = furniture.found()
        del furniture
        blocks = executor.map(read, (Unread(data, site) for data in spool.blocks()))
        columns = Columns(_told(blocks, tell, count))
        sent = None if isinstance(executor, Here) or language is not load(settings) else executor
        with closing(columns), Maker(language, settings, keep, sent) as make:
            yield Clustered(columns, spool, make, executor, tell, stream)


class Clustered:
    """An archive whose stories are known."""

    def __init__(
        self, columns: Columns, spool: Spool, make: Maker, executor: Executor, tell: Progress, stream: bool
    ) -> None:
        tell("folding copies", 0, 1)
        self._columns, self._spool, self._make, self._tell = columns, spool, make, tell
        self._versions = versions(columns)
        self._later, self._again = self._versions.later, self._versions.again
        self._first = self._folded()
        self._kept = np.flatnonzero(self._first == np.arange(len(columns)))
        self._counts = columns.counts[self._kept]
        self._days, self._brief = columns.days[self._kept], columns.brief[self._kept]
        columns.drop()
        self.changes: tuple[Change, ...] = ()
        labels = self._streamed() if stream else self._batch(executor)
        story = np.empty(len(columns), dtype=np.int64)
        story[self._kept] = self._kept[labels] if len(self._kept) else labels
        self._members: list[list[int]] = _grouped(story[self._first])

    def stories(self) -> Iterator[Story]:
        """The stories, by their earliest report."""
        columns, first = self._columns, self._first
        for numbers in self._members:
            ids = columns.ids
            folded: dict[str, list[str]] = defaultdict(list)
            changed: dict[str, list[str]] = defaultdict(list)
            reports: list[str] = []
            for n in numbers:
                start = int(first[n])
                if n in self._again:
                    if ids[n] != ids[self._again[n]]:
                        folded[ids[self._again[n]]].append(ids[n])
                elif n in self._later:
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

    def versions(self, ids: Sequence[str]) -> Iterator[Version]:
        """What changed in each later version of an article. ``ids`` are the stories', in the order of `stories`."""
        story = {n: id for id, numbers in zip(ids, self._members, strict=True) for n in numbers}
        chains = [(story[chain[0]], chain) for chain in self._versions.chains()]
        return changes(chains, self._columns.came, self._spool.some)

    def doubtful(self) -> list[str]:
        """Ids that several articles have."""
        return sorted({self._columns.ids[n] for n in self._versions.strangers})

    def places(self) -> Iterator[list[Place]]:
        """The records of each story, in the order of time, in the order of `stories`."""
        came = self._columns.came.tolist()
        for numbers in self._members:
            yield [self._place(n, came) for n in numbers]

    def likelihood(self, some: Sequence[int], others: Sequence[int]) -> float | None:
        """How likely a record of the one side and one of the other tell of one event, on average.

        None if a side is empty.
        """
        a, b = self._weighed(some), self._weighed(others)
        if not len(a) or not len(b):
            return None
        both = np.concatenate((a, b))
        words = likeness.weighted(self._counts[both], self._seen, len(self._kept))
        vectors = self._encode(both)
        likely = likeness.square(words, vectors, self._days[both], self._brief[both], self._prior)
        return round(float(likely[: len(a), len(a) :].mean()), 4)

    def _place(self, n: int, came: list[int]) -> Place:
        if n in self._later:
            return Place(came[n], "version", came[self._later[n]])
        start = int(self._first[n])
        return Place(came[n], "report", None) if start == n else Place(came[n], "copy", came[start])

    def _folded(self) -> Numbers:
        first = copies.fold(self._columns.exact, self._columns.signatures, self._columns.own)
        for number, start in self._later.items():
            first[number] = start
        while (first[first] != first).any():
            first = first[first]
        return first

    def _encode(self, numbers: Sequence[int] | Numbers) -> Fixed:
        return self._make(self._columns.leads.some(self._kept[numbers]), self._tell)

    def _batch(self, executor: Executor) -> Numbers:
        labels, self._prior = batch.cluster(self._counts, self._days, self._brief, self._encode, executor, self._tell)
        return labels

    def _streamed(self) -> Numbers:
        run = Stream(lambda numbers: loose(self._encode(numbers)))
        for start, stop in _days(self._days):
            self._tell("placing reports", start, len(self._kept))
            run.add(self._counts[start:stop], self._days[start:stop], self._brief[start:stop])
        run.settle()
        self._prior = run.live.prior
        self.changes = tuple(self._change(c) for c in run.changes)
        return run.stories

    def _change(self, change: Moved) -> Change:
        return Change(
            change=change.kind,
            story=identity(self._columns.ids[self._kept[change.story]]),
            other=identity(self._columns.ids[self._kept[change.other]]),
            date=date.fromordinal(change.day).isoformat() if change.day > 0 else "",
            reports=change.reports,
            likelihood=round(change.likelihood, 3),
        )

    # --- likelihood ---

    def _weighed(self, records: Sequence[int]) -> Numbers:
        """The earliest of the reports that are kept for these records, among those that are kept."""
        wanted = np.unique(self._first[self._at[np.array(records, dtype=np.int64)]])
        return np.searchsorted(self._kept, wanted)[:WEIGHED]

    @functools.cached_property
    def _at(self) -> Numbers:
        """Where the record stands that came in this place."""
        at = np.empty(len(self._columns), dtype=np.int64)
        at[self._columns.came] = np.arange(len(at))
        return at

    @functools.cached_property
    def _seen(self) -> npt.NDArray[np.float64]:
        return np.bincount(self._counts.indices, minlength=self._counts.shape[1]).astype(np.float64)


def _told(blocks: Iterable[Block], tell: Progress, total: int) -> Iterator[Block]:
    done = 0
    for block in blocks:
        yield block
        done += len(block.ids)
        tell("counting words", done - 1, total)


def _grouped(story: Numbers) -> list[list[int]]:
    members: dict[int, list[int]] = defaultdict(list)
    for number, label in enumerate(story.tolist()):
        members[label].append(number)
    return sorted(members.values())


def _days(days: Numbers) -> Iterator[tuple[int, int]]:
    """Stretches of one day, of no more than `TOGETHER` reports."""
    start = 0
    while start < len(days):
        stop = int(np.searchsorted(days[start : start + TOGETHER], days[start], side="right")) + start
        yield start, stop
        start = stop
