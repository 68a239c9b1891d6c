"""One report's amount that adds up what another tells apart: a fine and a compensation made one fine."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from crossread.comparison.conflicts import amounts
from crossread.comparison.conflicts.figures import Figure
from crossread.comparison.story import Story
from crossread.values import Quantity

NEAR = 250
"""Characters within which two amounts stand that another report adds up."""
EXACT = 0.01
"""Relative error of a sum: amounts in the news are rounded."""
LARGE = 1_000
"""Figures from which a sum is no chance: amounts of a currency without a code, large counts."""
LEAST_SHARE = 0.02
"""Share of the sum that the smaller part has at least."""

Sum = tuple[list[Figure], list[Figure], list[Figure]]
"""Where a sum is told, and where the greater and the smaller of its parts."""


def find(held: Sequence[Figure]) -> list[Sum]:
    """Each amount that is the sum of two in another report, and has words in common with one of them."""
    large = [f for f in held if f.quantity.kind == "money" or (f.quantity.what and (f.quantity.low or 0) >= LARGE)]
    by_report: dict[str, list[Figure]] = {}
    for f in large:
        by_report.setdefault(f.statement.report, []).append(f)
    sums: dict[tuple[float, float], Sum] = {}
    for whole in large:
        for report, parts in sorted(by_report.items()):
            if report == whole.statement.report:
                continue
            for a, b in combinations(parts, 2):
                if abs(a.quantity.start - b.quantity.start) > NEAR:
                    continue
                first, second = sorted((a, b), key=lambda f: -amounts.top(f.quantity))
                values = _in_unit(whole.quantity, first.quantity, second.quantity)
                if values is None or not whole.stems & (first.stems | second.stems):
                    continue
                total, x, y = values
                if min(x, y) >= LEAST_SHARE * total and abs(x + y - total) <= EXACT * total:
                    told = sums.setdefault((total, x), ([], [], []))
                    for side, figure in zip(told, (whole, first, second), strict=True):
                        if figure not in side:
                            side.append(figure)
    return list(sums.values())


def _in_unit(*quantities: Quantity, named: bool = True) -> tuple[float, ...] | None:
    """The amounts in the first unit that all of them are given in; None if there is none, or one is vague. Counts are
    in units of what they count, unless it need not be ``named``."""
    forms = [
        {
            (q.unit or (q.what if named else "")): q.low
            for q in (quantity, quantity.converted)
            if q and q.low is not None and q.low == q.high
        }
        for quantity in quantities
    ]
    units = [u for u in forms[0] if (u or not named) and all(u in form for form in forms)]
    return tuple(form[units[0]] for form in forms) if units else None


def explains(added: Sequence[Sum], a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether one of two values is a known sum and the other a part of it."""
    return any(
        set(x) & set(whole) and set(y) & {*first, *second}
        for whole, first, second in added
        for x, y in ((a, b), (b, a))
    )


def beside(story: Story, a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether one of two values of one thing is the other and what stands beside it ("71 votes to 38, with six
    abstentions" made 44)."""
    for x, y in ((a, b), (b, a)):
        for part in y:
            for other in story.reading(part.statement.report).quantities:
                if other.start == part.quantity.start or abs(other.start - part.quantity.start) > NEAR // 2:
                    continue
                for whole in x:
                    values = _in_unit(whole.quantity, part.quantity, other, named=False)
                    if values and whole.quantity.kind == other.kind and values[0] == values[1] + values[2] > values[1]:
                        return True
    return False
