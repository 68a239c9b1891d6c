"""Whether a record that comes in is a copy or a version of one that came before."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np

from crossread.stories.copies import NEAR, Signature
from crossread.stories.neighbours import WINDOW
from crossread.stories.records import hashed
from crossread.stories.versions import SAME_ARTICLE
from crossread.stories.watching.prepared import Prepared

Kind = Literal["report", "copy", "version"]
KEPT = 16
"""Bands of a sketch that are kept, of its 32: memory for a hundredth of the copies."""


class _Held(NamedTuple):
    """What is kept of a record; ``original`` is the number of the report that it is, or is a copy or version of."""

    exact: bytes
    signature: Signature
    title: str
    original: int
    day: int


class Originals:
    """Texts that came, by what finds them again: their words in order, a band of their sketch, address and id.

    A copy is looked for among those of the window in which a report can join a story; a version among all.
    """

    def __init__(self) -> None:
        self._held: list[_Held] = []
        self._exact: dict[bytes, int] = {}
        self._bands: dict[int, int] = {}
        self._names: dict[int, int] = {}
        self._within: deque[tuple[int, tuple[int, ...]]] = deque()

    def find(self, new: Prepared, day: int) -> tuple[Kind, int | None]:
        """What a record is, and the number of the report that it is a copy or a version of."""
        self._forget(day - WINDOW)
        start = min((self._names[name] for name in _names(new) if name in self._names), default=None)
        first = None if start is None else self._held[start]
        if first and (first.exact, first.title) != (new.exact, new.title):
            alike = (first.signature == new.signature).mean() >= SAME_ARTICLE
            if alike or first.title == new.title:
                return "version", first.original
        if not new.own:
            return "report", None
        at = self._exact.get(new.exact)
        if at is None:
            near = {self._bands[key] for key in _bands(new) if key in self._bands}
            at = min((at for at in near if (self._held[at].signature == new.signature).mean() >= NEAR), default=None)
        return ("report", None) if at is None else ("copy", self._held[at].original)

    def add(self, new: Prepared, original: int, day: int) -> None:
        """Takes note of a record; ``original`` is its own number if it is a report."""
        self._forget(day - WINDOW)
        at = len(self._held)
        self._held.append(_Held(new.exact, new.signature, new.title, original, day))
        for name in _names(new):
            self._names.setdefault(name, at)
        if not new.own:
            return
        self._exact.setdefault(new.exact, at)
        keys = tuple(_bands(new))
        self._bands.update(dict.fromkeys(keys, at))
        self._within.append((at, keys))

    def _forget(self, before: int) -> None:
        while self._within and self._held[self._within[0][0]].day < before:
            at, keys = self._within.popleft()
            if self._exact.get(self._held[at].exact) == at:
                del self._exact[self._held[at].exact]
            for key in keys:
                if self._bands.get(key) == at:
                    del self._bands[key]


def _names(record: Prepared) -> Iterator[int]:
    if record.address:
        yield hashed(f"address {record.address}")
    yield hashed(f"id {record.id}")


def _bands(record: Prepared) -> Iterator[int]:
    """Keys of a sketch: of two texts of the resemblance `NEAR` all but one pair in 150 share one."""
    values = np.ascontiguousarray(record.signature).view(np.uint64).tolist()
    for band, value in enumerate(values[:KEPT]):
        yield hash((band, value))
