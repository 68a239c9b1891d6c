"""Versions of one article: which records are, and what changed from each to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from crossread.stories.archive import Columns, Hashes
from crossread.stories.differences import Difference, differences
from crossread.stories.records import Record

SAME_ARTICLE = 0.15
"""Resemblance from which two texts at one address are versions of one article, not what a page happens to show."""
TOGETHER = 1_000
"""Records whose texts are in memory at a time."""

Chain = tuple[str, Sequence[int]]
"""A story's id, and the reports that are one article, in the order of time."""
Some = Callable[[Collection[int]], Mapping[int, Record]]
"""Numbers of records, in the order in which they were read, to the records."""


class Version(Struct, frozen=True, kw_only=True):
    """What changed in an article from the version before. Offsets are into the titles and texts of the two records."""

    story: str
    report: str
    """The first version."""
    version: str
    """The record's own id, which may be that of the first."""
    url: str
    before: str
    """The date of the version before; empty if it is not known."""
    date: str
    title: tuple[Difference, ...]
    text: tuple[Difference, ...]


class Versions(Struct, frozen=True):
    """Reports by number."""

    later: dict[int, int]
    """Each that is no report of its own, and the first version of its article."""
    again: dict[int, int]
    """Those among them that were read before, and when they were first: text and headline are the same."""
    strangers: tuple[int, ...]
    """Other articles that have the id of an earlier one."""

    def chains(self) -> list[list[int]]:
        """Each article that changed: its first version and the later ones, in the order of time."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, start in sorted(self.later.items()):
            if number not in self.again:
                found[start].append(number)
        return [[start, *numbers] for start, numbers in sorted(found.items())]


def versions(columns: Columns) -> Versions:
    """Later versions of articles: one address or one id, and another text or headline.

    What did not change is a copy, which `copies.fold` finds.
    """
    place_first: dict[int, int] = {}
    name_first: dict[int, int] = {}
    seen: dict[tuple[int, bytes, str], int] = {}
    later: dict[int, int] = {}
    again: dict[int, int] = {}
    strangers: list[int] = []
    repeated = _again(columns.names) | ((columns.addresses != 0) & _again(columns.addresses))
    for number in np.flatnonzero(repeated).tolist():
        place, name = int(columns.addresses[number]), int(columns.names[number])
        start = min(place_first.get(place, number) if place else number, name_first.get(name, number))
        start = later.get(start, start)
        if place:
            place_first.setdefault(place, number)
        name_first.setdefault(name, number)
        told = columns.titles[number]
        before = seen.setdefault((start, columns.exact[number], told), number)
        if before == start:
            continue
        alike = (columns.signatures[start] == columns.signatures[number]).mean()
        if alike >= SAME_ARTICLE or columns.titles[start] == told:
            later[number] = start
            if before != number:
                again[number] = before
        elif name_first[name] != number and before == number:
            strangers.append(number)
    return Versions(later, again, tuple(strangers))


def _again(values: Hashes) -> npt.NDArray[np.bool_]:
    """The values that stand there more than once."""
    _, at, many = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray(many[at] > 1)


def changes(chains: Sequence[Chain], order: npt.NDArray[np.int64], some: Some) -> Iterator[Version]:
    """What changed, version by version. ``order`` has the place in which each report came."""
    for part in _parts(chains):
        records = some({int(order[n]) for _, chain in part for n in chain})
        for story, chain in part:
            told = [records[int(order[n])] for n in chain]
            for before, record in pairwise(told):
                yield Version(
                    story=story,
                    report=told[0].id,
                    version=record.id,
                    url=record.url,
                    before=before.date,
                    date=record.date,
                    title=differences(before.title, record.title),
                    text=differences(before.text, record.text),
                )


def _parts(chains: Sequence[Chain]) -> Iterator[list[Chain]]:
    """Chains together, as many as have `TOGETHER` records."""
    part: list[Chain] = []
    size = 0
    for chain in chains:
        part.append(chain)
        size += len(chain[1])
        if size >= TOGETHER:
            yield part
            part, size = [], 0
    if part:
        yield part
