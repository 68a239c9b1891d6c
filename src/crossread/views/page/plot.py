"""The figures of a conflict as dots on one axis: a row for each figure, in the order in which they were reported."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from crossread.values import Bound, Conflict, Quantity, Quotation, Side, Statement
from crossread.views.outline import Outline, Place

SPREAD = 30.0
"""Largest over smallest figure from which the axis is logarithmic: below it the small ones can still be told apart."""
LEFT, RIGHT = 6.0, 94.0
"""Percent of the width between which figures lie; an arrow for "or more" goes beyond."""
SHORT = ((1e9, "bn"), (1e6, "m"))
ROOM, GAP = 36, 2
"""Characters that the words below the axis have where it is narrowest, and those between two of them."""


@dataclass(frozen=True)
class Row:
    """One figure: ``at`` and ``to`` are percents of the width (equal unless it is a range; None without that bound)."""

    side: int
    report: str
    text: str
    place: Place
    who: tuple[str, ...]
    when: str | None
    bound: Bound
    at: float | None
    to: float | None


@dataclass(frozen=True)
class Plot:
    """Rows and the ticks of their axis, each with its percent of the width."""

    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    logarithmic: bool
    unit: str | None


def plot(outline: Outline, conflict: Conflict) -> Plot | None:
    """The plot, or None where fewer than two sides have a figure, or figures of different units."""
    if conflict.kind != "number":
        return None
    found = [(n, item, q) for n, side in enumerate(conflict.sides) for item, q in _figures(outline, side)]
    if len({n for n, _, _ in found}) < 2 or len({(q.kind, q.unit) for _, _, q in found}) > 1:
        return None
    values = [v for _, _, q in found for v in (q.low, q.high) if v is not None]
    low, high = min(values), max(values)
    if low == high and len({q.bound for _, _, q in found}) < 2:
        return None
    logarithmic = low > 0 and high / low >= SPREAD
    ticks = _decades(low, high) if logarithmic else _steps(low, high)
    axis = _Axis(min(low, ticks[0]), max(high, ticks[-1]), logarithmic)
    rows: dict[tuple[object, ...], Row] = {}
    for n, item, q in found:
        report = outline.reports[item.report]
        row = Row(
            side=n,
            report=item.report,
            text=report.text[q.start : q.end],
            place=Place(item.report, q.start, q.end),
            who=outline.who_says([item.id]),
            when=report.published,
            bound=q.bound,
            at=None if q.low is None else axis.percent(q.low),
            to=None if q.high is None else axis.percent(q.high),
        )
        rows.setdefault((n, item.report, q.low, q.high, q.bound), row)
    ordered = sorted(rows.values(), key=lambda r: (r.when or "9999", outline.rank(r.report), r.place.start))
    unit = found[0][2].unit
    marked = zip(map(axis.percent, ticks), _written(ticks), strict=True)
    return Plot(tuple(ordered), tuple(marked), logarithmic, unit)


def _figures(outline: Outline, side: Side) -> list[tuple[Statement | Quotation, Quantity]]:
    """Each member of a side with the figure that the side stands for."""
    found = []
    for item in outline.items(side.members):
        at = item.start + item.text.find(side.value) if side.value in item.text else -1
        known = outline.quantities(item)
        meant = [q for q in known if at <= q.start < at + len(side.value) or q.start <= at < q.end] if at >= 0 else []
        meant = meant or [q for q in known if q.text == side.value]
        if meant and not (meant[0].low is None and meant[0].high is None):
            found.append((item, meant[0]))
    values = {(q.low, q.high, q.unit) for _, q in found}
    for item in outline.items(side.members):
        if all(item.id != i.id for i, _ in found):
            found += [(item, q) for q in outline.quantities(item) if (q.low, q.high, q.unit) in values][:1]
    return found


@dataclass(frozen=True)
class _Axis:
    low: float
    high: float
    logarithmic: bool

    def percent(self, value: float) -> float:
        low, high, value = (math.log(v) if self.logarithmic else v for v in (self.low, self.high, value))
        share = (value - low) / (high - low) if high > low else 0.5
        return round(LEFT + share * (RIGHT - LEFT), 2)


def _steps(low: float, high: float) -> Sequence[float]:
    """Round numbers from below the lowest to above the highest, four or five."""
    width = (high - low) or abs(high) or 1.0
    size = 10.0 ** math.floor(math.log10(width / 3))
    step = next(m * size for m in (1, 2, 2.5, 5, 10, 20) if width / (m * size) <= 4)
    if float(low).is_integer() and float(high).is_integer():
        step = max(1.0, math.ceil(step))
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(n * step, 10) for n in range(first, last + 1)]


def _written(ticks: Sequence[float]) -> list[str]:
    """The ticks as they stand below the axis: millions and billions short, every second one where all are too wide."""
    size, short = next(((s, word) for s, word in SHORT if ticks[-1] >= s), (1.0, ""))
    words = [f"{t / size:,.10g}{short if t else ''}" for t in ticks]
    if sum(map(len, words)) + GAP * len(words) > ROOM:
        words = [word if n % 2 == 0 else "" for n, word in enumerate(words)]
    return words


def _decades(low: float, high: float) -> Sequence[float]:
    return [10.0**n for n in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]
