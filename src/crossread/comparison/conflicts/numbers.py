"""Figures for one thing that differ.

Within a point, a figure that another report's sentence has too is settled. What is left over on both sides is compared
if it is of one kind and unit, counts the same, and the clauses around the two figures speak of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from crossread.comparison.conflicts.draft import Draft, Holding, later, other_sources
from crossread.comparison.story import Story
from crossread.values import Point, Quantity, Statement

ALIKE = frozenset(
    {"people", "person", "man", "woman", "passenger", "victim", "citizen", "dead", "casualty", "fatality"}
)
"""Nouns that may count the same heads."""
ROUNDING = 0.06
"""Relative distance within which two figures may be one, rounded."""
FAR = 1.6
"""A bound and a figure further apart than by this factor are of two things."""
SAME_CONTEXT = {True: 0.35, False: 0.55}
"""Least cosine between the clauses around two figures, the figures taken out: where both name what they count, and
where they do not. Set on seven stories by reading what came out."""
LEAST_WORDS = 4
VAGUE_SPAN = 10
"""How far a vague word reaches: "hundreds" are fewer than some thousands."""


@dataclass(frozen=True)
class Figure:
    """A quantity, the smallest statement that holds it, and the vector of what stands around it."""

    quantity: Quantity
    statement: Statement
    context: npt.NDArray[np.float32]


def find(story: Story, points: Sequence[Point]) -> Iterator[Draft]:
    """Number conflicts inside points."""
    for point in points:
        yield from _slots(story, point, _figures(story, point))


def _figures(story: Story, point: Point) -> list[Figure]:
    held = []
    for member in point.members:
        sentence = story.statements[member]
        for quantity in sentence.quantities:
            if quantity.kind != "ordinal":
                held.append((quantity, _around(story, sentence, quantity)))
    vectors = story.language.vectors([_blanked(s, q) for q, s in held])
    return [Figure(q, s, vectors[n]) for n, (q, s) in enumerate(held)]


def _around(story: Story, sentence: Statement, quantity: Quantity) -> Statement:
    """The smallest statement of a few words that holds a figure."""
    inner = [
        s
        for s in story.reading(sentence.report).statements
        if s.sentence == sentence.sentence
        and s.start <= quantity.start
        and quantity.end <= s.end
        and len(s.text.split()) >= LEAST_WORDS + len(quantity.text.split())
    ]
    return min(inner, key=lambda s: (s.end - s.start, s.start), default=sentence)


def _blanked(s: Statement, q: Quantity) -> str:
    """A statement without its figure, for figures pull vectors about."""
    text = s.text[: max(0, q.start - s.start)] + s.text[q.end - s.start :]
    return re.sub(r"\s+", " ", re.sub(r"\d[\d.,]*", "", text)).strip() or s.text


def _slots(story: Story, point: Point, held: Sequence[Figure]) -> Iterator[Draft]:
    reports = {f.statement.report for f in held}
    by_report = {r: [f for f in held if f.statement.report == r] for r in sorted(reports)}
    left = [
        f
        for f in held
        if any(
            not any(same(f.quantity, other.quantity) for other in figures)
            for r, figures in by_report.items()
            if r != f.statement.report
        )
    ]
    done: set[int] = set()
    for n, figure in enumerate(left):
        if n in done:
            continue
        slot = [n] + [
            m
            for m in range(n + 1, len(left))
            if m not in done and comparable(figure.quantity, left[m].quantity) and _same_context(figure, left[m])
        ]
        done |= set(slot)
        values = _values([left[m] for m in slot])
        if len(values) < 2:
            continue
        why = _why(story, values)
        if why is not None:
            sides = tuple(tuple(Holding(f.quantity.text, f.statement) for f in side) for side in values)
            yield Draft("number", why, _confidence(point, values), sides, point.id)


def _same_context(a: Figure, b: Figure) -> bool:
    named = a.quantity.what is not None or (
        a.quantity.kind == "age" and a.quantity.bound == b.quantity.bound == "range"
    )
    return float(np.round(a.context @ b.context, 6)) >= SAME_CONTEXT[named]


def _values(slot: Sequence[Figure]) -> list[list[Figure]]:
    """The figures of a slot by value, without those of a report that has two of them (it speaks of two things)."""
    values: list[list[Figure]] = []
    for figure in slot:
        side = next((v for v in values if same(figure.quantity, v[0].quantity)), None)
        if side is None:
            values.append([figure])
        else:
            side.append(figure)
    reports = [{f.statement.report for f in side} for side in values]
    return [
        side
        for n, side in enumerate(values)
        if any(m != n and not reports[n] <= reports[m] for m in range(len(values)))
    ]


def same(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are one value under one bound, also through a conversion given beside either."""
    return any(
        x.unit == y.unit and x.low == y.low and x.high == y.high
        for x in (a, *([a.converted] if a.converted else []))
        for y in (b, *([b.converted] if b.converted else []))
    )


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two figures can be of one thing: kind, unit (also through a conversion) and what is counted."""
    if a.kind != b.kind or _aligned(a, b) is None:
        return False
    if a.kind == "count":
        return a.what is not None and b.what is not None and (a.what == b.what or {a.what, b.what} <= ALIKE)
    return a.what is None or b.what is None or a.what == b.what or a.kind == "money"


def _aligned(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity] | None:
    """The two in one unit, as written or as converted beside it in the text."""
    for x in (a, *([a.converted] if a.converted else [])):
        for y in (b, *([b.converted] if b.converted else [])):
            if x.unit == y.unit:
                return x, y
    return None


def _ends(q: Quantity) -> tuple[float, float]:
    if q.bound == "vague" and q.low is not None:
        return q.low, q.low * VAGUE_SPAN
    return (q.low if q.low is not None else 0.0, q.high if q.high is not None else float("inf"))


def _middle(q: Quantity) -> float:
    known = [v for v in (q.low, q.high) if v is not None]
    return max(known)


def _why(story: Story, values: Sequence[Sequence[Figure]]) -> str | None:
    """The reason of the fixed list, None if the figures are rather of two things."""
    firsts = [side[0].quantity for side in values]
    pairs = [p for a, b in combinations(firsts, 2) if (p := _aligned(a, b))]
    vague = any("vague" in (a.bound, b.bound) for a, b in pairs)
    far = any(max(_middle(a), _middle(b)) > FAR * min(_middle(a), _middle(b)) for a, b in pairs)
    if vague and all(_overlap(a, b) for a, b in pairs):
        return "one-is-vaguer"
    if all(_overlap(a, b) for a, b in pairs) and any(q.bound not in ("exact", "about") for q in firsts):
        if far:
            return None
        if len({_middle(q) for q in firsts}) == 1:
            return "one-bounds-the-other"
    if all(_near(a, b) for a, b in pairs) and any("about" in (a.bound, b.bound) for a, b in pairs):
        return "one-is-rounded"
    if all(_rounded(a, b) for a, b in pairs):
        return "one-is-rounded"
    sides = [[Holding(f.quantity.text, f.statement) for f in side] for side in values]
    if other_sources(sides):
        return "each-cites-another-source"
    if later(story, sides):
        return "later-report-differs"
    places = [{f.statement.place for f in side if f.statement.place} for side in values]
    if all(places) and all(not a & b for a, b in combinations(places, 2)):
        return "another-place-or-time"
    return "one-bounds-the-other" if all(_overlap(a, b) for a, b in pairs) else "both-cannot-be-true"


def _overlap(a: Quantity, b: Quantity) -> bool:
    """Whether one amount can fulfil both."""
    (low, high), (low2, high2) = _ends(a), _ends(b)
    if low == high2 or low2 == high:  # "over 5" and "almost 5" only touch
        return not ({a.bound, b.bound} & {"more-than", "less-than"})
    return low < high2 and low2 < high


def _near(a: Quantity, b: Quantity) -> bool:
    if a.low is None or b.low is None:
        return False
    return abs(a.low - b.low) <= ROUNDING * max(abs(a.low), abs(b.low))


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Whether one is the other with fewer digits."""
    if a.low is None or b.low is None or a.bound != b.bound:
        return False
    return any(round(x, digits) == y for x, y in ((a.low, b.low), (b.low, a.low)) for digits in (0, 1))


def _confidence(point: Point, values: Sequence[Sequence[Figure]]) -> float:
    known = all(f.quantity.what is not None for side in values for f in side)
    return round(min(0.95, point.confidence + (0.2 if known else 0.0)), 3)
