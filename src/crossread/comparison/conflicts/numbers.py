"""Figures for one thing that differ.

Within a point, a figure that another report's sentence has too is settled; what is left over on both sides is compared
if it is of one kind and unit and counts the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from crossread.comparison.conflicts.draft import Draft, Holding, later, other_sources
from crossread.comparison.story import Story
from crossread.values import Point, Quantity, Statement

ALIKE = frozenset(
    {"people", "person", "man", "woman", "passenger", "victim", "citizen", "dead", "casualty", "fatality"}
)
"""Nouns that may count the same heads."""
ROUNDING = 0.06
"""Relative distance within which two figures may be one, rounded."""


def find(story: Story, points: Sequence[Point]) -> Iterator[Draft]:
    """Number conflicts inside points."""
    for point in points:
        members = [story.statements[m] for m in point.members]
        held = [(s, q) for s in members for q in s.quantities if q.kind != "ordinal"]
        yield from _slots(story, point, held)


def _slots(story: Story, point: Point, held: Sequence[tuple[Statement, Quantity]]) -> Iterator[Draft]:
    left = [
        (s, q)
        for s, q in held
        if any(s2.report != s.report for s2, _ in held)
        and not all(
            any(same(q, q2) for s3, q2 in held if s3 is s2)
            for s2 in {id(x): x for x, _ in held if x.report != s.report}.values()
        )
    ]
    done: set[int] = set()
    for n, (_, q) in enumerate(left):
        if n in done:
            continue
        slot = [n] + [m for m in range(n + 1, len(left)) if m not in done and comparable(q, left[m][1])]
        values: list[list[tuple[Statement, Quantity]]] = []
        for m in slot:
            for side in values:
                if same(left[m][1], side[0][1]):
                    side.append(left[m])
                    break
            else:
                values.append([left[m]])
        done |= set(slot)
        values = _crossed(values)
        if len(values) < 2:
            continue
        sides = tuple(tuple(Holding(q2.text, s2) for s2, q2 in side) for side in values)
        yield Draft("number", _why(story, values, sides), _confidence(point, values), sides, point.id)


def _crossed(values: list[list[tuple[Statement, Quantity]]]) -> list[list[tuple[Statement, Quantity]]]:
    """Without the values of a report that itself has two of them (it speaks of two things)."""
    reports = [{s.report for s, _ in side} for side in values]
    return [
        side
        for n, side in enumerate(values)
        if any(m != n and not (reports[n] <= reports[m]) for m in range(len(values)))
    ]


def same(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are one value under one bound, also through a conversion given beside either."""
    return any(
        x.unit == y.unit and x.low == y.low and x.high == y.high
        for x in (a, *([a.converted] if a.converted else []))
        for y in (b, *([b.converted] if b.converted else []))
    )


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two figures can be of one thing: kind, unit and what is counted."""
    if a.kind != b.kind or a.unit != b.unit:
        return False
    if a.kind == "count":
        return a.what is not None and (a.what == b.what or {a.what, b.what} <= ALIKE)
    return a.what is None or b.what is None or a.what == b.what or a.kind == "money"


def _ends(q: Quantity) -> tuple[float, float]:
    return (q.low if q.low is not None else 0.0, q.high if q.high is not None else float("inf"))


def _why(
    story: Story, values: Sequence[Sequence[tuple[Statement, Quantity]]], sides: tuple[tuple[Holding, ...], ...]
) -> str:
    firsts = [side[0][1] for side in values]
    pairs = list(combinations(firsts, 2))
    if all(_nested(a, b) for a, b in pairs):
        vague = any("vague" in (a.bound, b.bound) for a, b in pairs)
        return "one-is-vaguer" if vague else "one-bounds-the-other"
    if all(_near(a, b) for a, b in pairs) and any(q.bound == "about" for q in firsts):
        return "one-is-rounded"
    if other_sources(sides):
        return "each-cites-another-source"
    if later(story, sides):
        return "later-report-differs"
    places = [{s.place for s, _ in side if s.place} for side in values]
    if all(places) and all(not a & b for a, b in combinations(places, 2)):
        return "another-place-or-time"
    return "both-cannot-be-true"


def _nested(a: Quantity, b: Quantity) -> bool:
    """Whether one is a bound or a vaguer word that the other fulfils."""
    (low, high), (low2, high2) = _ends(a), _ends(b)
    return (low <= low2 and high2 <= high) or (low2 <= low and high <= high2)


def _near(a: Quantity, b: Quantity) -> bool:
    if a.low is None or b.low is None:
        return False
    return abs(a.low - b.low) <= ROUNDING * max(abs(a.low), abs(b.low))


def _confidence(point: Point, values: Sequence[Sequence[tuple[Statement, Quantity]]]) -> float:
    known = all(q.what is not None for side in values for _, q in side)
    return round(min(0.95, point.confidence + (0.2 if known else 0.0)), 3)
