"""Who copied whom, drawn: reports one below the other in the order of time, an arc for each two that share copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossread.values import Relation, SharedCopy
from crossread.views.outline import Outline

ROW = 40
"""Units of the drawing between two reports."""
WIDTH = 120
"""Units that the widest arc may take."""


@dataclass(frozen=True)
class Arc:
    """One pair. ``path`` is an SVG path from the report copied from, where that is told, to the other."""

    copy: SharedCopy
    path: str
    weight: float
    relation: Relation
    head: float | None
    """Where an arrowhead stands, from the top; None without direction."""


@dataclass(frozen=True)
class Drawing:
    """Reports from top to bottom, those of one origin beside each other, and their arcs."""

    reports: tuple[str, ...]
    arcs: tuple[Arc, ...]

    @property
    def height(self) -> int:
        """Units from top to bottom."""
        return ROW * len(self.reports)


def drawing(outline: Outline, copies: Sequence[tuple[SharedCopy, int]]) -> Drawing:
    """The drawing. An arc is the heavier the more of the shorter report it stands for."""
    first: dict[str, int] = {}
    for r in sorted(outline.reports, key=lambda r: (outline.reports[r].published or "9999", outline.rank(r))):
        first.setdefault(outline.origin(r), len(first))
    order = sorted(
        outline.reports,
        key=lambda r: (first[outline.origin(r)], outline.reports[r].published or "9999", outline.rank(r)),
    )
    row = {r: n for n, r in enumerate(order)}
    farthest = max((abs(row[c.reports[0]] - row[c.reports[1]]) for c, _ in copies), default=1)
    arcs = []
    for copy, size in copies:
        a, b = copy.reports
        if copy.from_ == b:
            a, b = b, a
        above, below = (ROW * row[r] + ROW // 2 for r in (a, b))
        reach = WIDTH - 14 - round((WIDTH - 44) * abs(row[a] - row[b]) / farthest)
        least = min(len(outline.reports[r].text) for r in (a, b)) or 1
        arcs.append(
            Arc(
                copy=copy,
                path=f"M{WIDTH - 14} {above}C{reach} {above} {reach} {below} {WIDTH - 14} {below}",
                weight=round(1.5 + 4.5 * min(1.0, size / least), 1),
                relation=copy.relation,
                head=below if copy.from_ else None,
            )
        )
    return Drawing(tuple(order), tuple(arcs))
