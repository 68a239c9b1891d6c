"""Whether a record that comes in is a copy or a version of one that came before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from crossread.stories.archive import SAME_ARTICLE
from crossread.stories.copies import BANDS, NEAR
from crossread.stories.watching.prepared import Prepared

Kind = Literal["report", "copy", "version"]


class Originals:
    """Texts that came, by what finds them again: their words in order, a band of their sketch, address and id."""

    def __init__(self) -> None:
        self._held: list[tuple[Prepared, int]] = []
        self._exact: dict[bytes, int] = {}
        self._bands: dict[tuple[int, int], tuple[int, int]] = {}
        self._names: dict[str, int] = {}

    def find(self, new: Prepared) -> tuple[Kind, int | None]:
        """What a record is, and the number of the report that it is a copy or a version of."""
        start = min((self._names[name] for name in _names(new) if name in self._names), default=None)
        if start is not None and self._held[start][0].exact != new.exact:
            first = self._held[start][0]
            alike = (first.signature == new.signature).mean() >= SAME_ARTICLE
            if alike or first.title == new.title:
                return "version", self._held[start][1]
        if not new.own:
            return "report", None
        at = self._exact.get(new.exact)
        if at is None:
            near = {at for key in _bands(new) for at in self._bands.get(key, ())}
            at = min((at for at in near if (self._held[at][0].signature == new.signature).mean() >= NEAR), default=None)
        return ("report", None) if at is None else ("copy", self._held[at][1])

    def add(self, new: Prepared, original: int) -> None:
        """Takes note of a record; ``original`` is its own number if it is a report."""
        at = len(self._held)
        self._held.append((new, original))
        for name in _names(new):
            self._names.setdefault(name, at)
        if not new.own:
            return
        self._exact.setdefault(new.exact, at)
        for key in _bands(new):
            first, _ = self._bands.get(key, (at, at))
            self._bands[key] = (first, at)


def _names(record: Prepared) -> Iterator[str]:
    if record.address:
        yield f"address {record.address}"
    yield f"id {record.id}"


def _bands(record: Prepared) -> Iterator[tuple[int, int]]:
    """The keys of a sketch: texts that resemble each other share one, as `copies.fold` has it."""
    values = np.ascontiguousarray(record.signature).view(np.uint64)
    assert len(values) == BANDS
    yield from enumerate(values.tolist())
