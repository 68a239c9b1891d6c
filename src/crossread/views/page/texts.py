"""The reports' full texts, cut so that any extract is a run of pieces."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crossread.values import Report, Stretch
from crossread.views.labels import label
from crossread.views.outline import Place
from crossread.views.page.places import anchor


@dataclass(frozen=True)
class Piece:
    """A stretch of a report's text that no extract begins or ends inside of. ``findings`` stand in it."""

    start: int
    text: str
    anchors: tuple[str, ...]
    findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A part of a report, in pieces."""

    kind: str
    note: str
    pieces: tuple[Piece, ...]


def blocks(report: Report, places: Iterable[Stretch], findings: Sequence[tuple[int, int, str]] = ()) -> list[Block]:
    """A report's whole text, part by part; what lies between parts and is not blank is a block too."""
    places = sorted(places)
    cuts = sorted({c for p in places for c in p} | {c for f in findings for c in f[:2]})
    found: list[Block] = []
    waiting = list(places)

    def add(kind: str, note: str, start: int, end: int) -> None:
        if not report.text[start:end].strip():
            return
        bounds = [start, *(c for c in cuts if start < c < end), end]
        here = [f for f in findings if f[0] < end and start < f[1]]
        pieces = []
        for a, b in itertools.pairwise(bounds):
            names = []
            while waiting and waiting[0][0] <= a:
                names.append(anchor(Place(report.id, *waiting.pop(0))))
            # a blank between two statements leads nowhere: it would be a link without a name
            inside = dict.fromkeys(f[2] for f in here if f[0] <= a and b <= f[1] and report.text[a:b].strip())
            pieces.append(Piece(a, report.text[a:b], tuple(names), tuple(inside)))
        found.append(Block(kind, note, tuple(pieces)))

    at = 0
    for part in report.parts:
        add("body", "", at, part.start)
        note = label("part", part.kind) if part.kind in ("dropped", "repeat") else ""
        if part.why:
            note += f": {label('dropped', part.why)}"
        add(part.kind, note, part.start, part.end)
        at = part.end
    add("body", "", at, len(report.text))
    return found
