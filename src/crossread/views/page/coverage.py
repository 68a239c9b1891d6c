"""Which report carries which point, and what only one of them has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crossread.values import Point, Report
from crossread.views.outline import Extract, Outline, Place

Cell = Literal["carries", "lacks", "open"]
"""Whether a report states a point, is found to leave it out, or neither is found."""


@dataclass(frozen=True)
class Line:
    """A point with what each report does with it, in the order of the reports, and the place where it states it."""

    point: Point
    extract: Extract
    cells: tuple[tuple[str, Cell, Place | None], ...]


def matrix(outline: Outline) -> list[Line]:
    """Points and reports, what most reports carry first."""
    lacking = {(o.report, o.point) for o in outline.dossier.omissions}
    lines = []
    for point in outline.dossier.points:
        if not point.shown:
            continue
        where = {i.report: Place(i.report, i.start, i.end) for i in reversed(outline.items(point.members))}
        cells: list[tuple[str, Cell, Place | None]] = []
        for r in outline.reports:
            kind: Cell = "carries" if r in where else "lacks" if (r, point.id) in lacking else "open"
            cells.append((r, kind, where.get(r)))
        lines.append(Line(point, outline.extracts([point.clearest])[0], tuple(cells)))
    return sorted(lines, key=lambda x: (-sum(c == "carries" for _, c, _ in x.cells), -x.point.origins))


def alone(outline: Outline) -> list[tuple[Report, list[Extract]]]:
    """Sentences of each report of which nothing was found in another, in the order of the text."""
    d = outline.dossier
    shared = {m for p in d.points for m in p.members} | {m for u in d.utterances for m in u.members}
    shared |= {m for c in d.conflicts for side in c.sides for m in side.members}
    known: dict[str, list[tuple[int, int]]] = {r: [] for r in outline.reports}
    for item in outline.items(sorted(shared)):
        known[item.report].append((item.start, item.end))
    for copy in d.lineage:
        for passage in copy.passages:
            for r, stretch in zip(copy.reports, passage, strict=True):
                known[r].append(stretch)
    found = []
    for report in d.reports:
        sentences = sorted({s.sentence for s in d.statements if s.report == report.id and s.sentence[1]})
        own = [
            Extract(report.text[a:b], (Place(report.id, a, b),), report.language)
            for a, b in sentences
            if not any(start < b and a < end for start, end in known[report.id])
        ]
        if own:
            found.append((report, own))
    return found
