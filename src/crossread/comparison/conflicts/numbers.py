"""Figures for one thing that differ.

Figures of one kind and unit that count the same, in clauses that speak of the same thing, are grouped; the values of a
group are its sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from crossread.comparison import linkage
from crossread.comparison.conflicts.draft import Draft, Holding, later, other_sources
from crossread.comparison.story import Story
from crossread.reading import names
from crossread.values import Point, Quantity, Statement, Stretch

ALIKE = frozenset(
    {"people", "person", "man", "woman", "passenger", "victim", "citizen", "dead", "casualty", "fatality"}
)
"""Nouns that may count the same heads."""
DOLLARS = frozenset({"USD", "SGD", "AUD", "CAD", "NZD", "HKD"})
ROUNDING = 0.06
"""Relative distance within which two figures may be one, rounded."""
FAR = 1.6
"""A bound and a figure further apart than by this factor are of two things."""
BONUS_NAMED, BONUS_POINT = 0.15, 0.20
"""What the same counted noun and a shared point add to the cosine of the clauses around two figures."""
MALUS_FAR = 0.2
"""What is taken off where the figures are further apart than by FAR: rather two things than one in dispute."""
LEAST_EDGE, LEAST_LINK = 0.45, 0.50
"""Likeness from which two figures are looked at, and groups joined. Tuned on seven stories."""
CONVERTED = 0.85
"""Confidence where one amount is converted in two ways."""
LEAST_WORDS = 4
HEADS = 22
"""Characters behind a figure in which it says whom it counts."""
REACH = 70
"""Characters on either side of a figure that tell what it is."""
VAGUE_SPAN = 10
"""How far a vague word reaches: "hundreds" are fewer than some thousands."""


@dataclass(frozen=True)
class Figure:
    """A quantity, the smallest statement that holds it, and the vector of what stands around it."""

    quantity: Quantity
    statement: Statement
    context: npt.NDArray[np.float32]


def find(story: Story, points: Sequence[Point]) -> Iterator[Draft]:
    """Number conflicts: groups of figures for one thing, inside points and across them."""
    point_of = {(story.statements[m].report, story.statements[m].sentence): p for p in points for m in p.members}
    held = _figures(story)
    yield from _conversions(held, point_of)
    edges: dict[tuple[int, int], float] = {}
    for i, a in enumerate(held):
        for j in range(i + 1, len(held)):
            b = held[j]
            if a.statement.report != b.statement.report and comparable(a.quantity, b.quantity):
                weight = _likeness(a, b, point_of)
                if weight >= LEAST_EDGE:
                    edges[i, j] = weight
    for group in linkage.groups(len(held), edges, [f.statement.report for f in held], LEAST_LINK):
        figures = [held[i] for i in _one_a_sentence(group, held, edges)]
        values = _values(figures)
        sides = _sides(values)
        why = _why(story, values, sides) if len(values) > 1 else None
        if why is None:
            continue
        found = [weight for (i, j), weight in sorted(edges.items()) if i in group and j in group]
        yield Draft("number", why, round(min(0.95, sum(found) / len(found)), 3), sides, _point(figures, point_of))


def _conversions(held: Sequence[Figure], point_of: Mapping[tuple[str, Stretch], Point]) -> Iterator[Draft]:
    """One amount that is given in a second unit beside it, and there differs from report to report."""
    by_amount: dict[tuple[str, str, float, float, str], dict[float, list[Figure]]] = {}
    for figure in held:
        q, other = figure.quantity, figure.quantity.converted
        if other is None or other.low is None or q.low is None or q.high is None or not q.unit or not other.unit:
            continue
        by_amount.setdefault((q.kind, q.unit, q.low, q.high, other.unit), {}).setdefault(other.low, []).append(figure)
    for _, values in sorted(by_amount.items()):
        figures = [f for _, side in sorted(values.items()) for f in side]
        if len(values) < 2 or len({f.statement.report for f in figures}) < 2:
            continue
        rounded = any(f.quantity.converted is not None and f.quantity.converted.bound == "about" for f in figures)
        sides = tuple(
            tuple(Holding(c.text, f.statement, (c.start, c.end)) for f in side if (c := f.quantity.converted))
            for _, side in sorted(values.items())
        )
        why = "one-is-rounded" if rounded else "converted-differently"
        yield Draft("number", why, CONVERTED, sides, _point(figures, point_of))


def _one_a_sentence(group: Sequence[int], held: Sequence[Figure], edges: Mapping[tuple[int, int], float]) -> list[int]:
    """A group with one figure of each sentence, the nearest to the others: two figures of a sentence are two things."""
    best: dict[tuple[str, Stretch], tuple[float, int]] = {}
    for i in group:
        place = (held[i].statement.report, held[i].statement.sentence)
        value = sum(edges.get((min(i, j), max(i, j)), 0.0) for j in group)
        if place not in best or value > best[place][0]:
            best[place] = (value, i)
    return sorted(i for _, i in best.values())


def _point(figures: Sequence[Figure], point_of: Mapping[tuple[str, Stretch], Point]) -> str | None:
    """The point that most of the figures stand in."""
    places = [(f.statement.report, f.statement.sentence) for f in figures]
    shared = [point_of[place].id for place in places if place in point_of]
    return max(sorted(shared), key=shared.count, default=None)


def _likeness(a: Figure, b: Figure, point_of: Mapping[tuple[str, Stretch], Point]) -> float:
    """How surely two figures are of one thing, 0 to 1: the clauses around them, what they count, a shared point."""
    cosine = float(np.round(a.context @ b.context, 6))
    named = a.quantity.what is not None and a.quantity.what == b.quantity.what
    ranges = a.quantity.kind == "age" and a.quantity.bound == b.quantity.bound == "range"
    p, q = (point_of.get((f.statement.report, f.statement.sentence)) for f in (a, b))
    together = p is not None and q is not None and p.id == q.id
    far = _far(*(_aligned(a.quantity, b.quantity) or (a.quantity, b.quantity)))
    return max(
        0.0,
        min(
            1.0,
            cosine - MALUS_FAR * far + BONUS_NAMED * (named or ranges) + BONUS_POINT * (together and (named or ranges)),
        ),
    )


def _figures(story: Story) -> list[Figure]:
    held: list[tuple[Quantity, Statement]] = []
    windows: list[str] = []
    for reading in story.readings:
        text = reading.report.text
        for sentence in reading.statements:
            if not sentence.whole:
                continue
            figures = [q for q in sentence.quantities if q.kind != "ordinal"]
            held += [(q, _around(story, sentence, q)) for q in figures]
            windows += [_window(text, sentence, q, figures) for q in figures]
    vectors = story.language.vectors(windows)
    return [Figure(q, s, vectors[n]) for n, (q, s) in enumerate(held)]


def _window(text: str, sentence: Statement, q: Quantity, figures: Sequence[Quantity]) -> str:
    """What stands around a figure, up to the next figure on either side; the figure itself would pull the vector."""
    end = q.converted.end + 1 if q.converted else q.end  # the bracket of a conversion belongs to the figure
    before = max([sentence.start, q.start - REACH, *(o.end for o in figures if o.end <= q.start)])
    after = min([sentence.end, end + REACH, *(o.start for o in figures if o.start >= end)])
    return re.sub(r"\s+", " ", f"{text[before : q.start]} {text[end : max(end, after)]}").strip() or sentence.text


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
    return [side for n, side in enumerate(values) if not any(reports[n] < other for other in reports)]


def same(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are one value under one bound, also through a conversion given beside either."""
    pair = _aligned(a, b)
    return pair is not None and pair[0].low == pair[1].low and pair[0].high == pair[1].high


def _bare_dollars(a: Quantity, b: Quantity) -> bool:
    """Whether one has a bare "$", which stands for the dollar of wherever it is read, and the other some dollar."""
    return {a.unit, b.unit} <= DOLLARS and any(
        q.text.replace("US$", "").find(" $") >= 0 or q.text[:1] == "$" for q in (a, b)
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
            if x.unit == y.unit or _bare_dollars(x, y):
                return x, y
            if x.kind == y.kind == "duration" and {x.unit, y.unit} == {"month", "year"}:
                return _in_months(x), _in_months(y)
    return None


def _in_months(q: Quantity) -> Quantity:
    if q.unit != "year":
        return q
    low, high = (None if v is None else v * 12 for v in (q.low, q.high))
    return replace(q, low=low, high=high, unit="month")


def _ends(q: Quantity) -> tuple[float, float]:
    if q.bound == "vague" and q.low is not None:
        return q.low, q.low * VAGUE_SPAN
    return (q.low if q.low is not None else 0.0, q.high if q.high is not None else float("inf"))


def _middle(q: Quantity) -> float:
    known = [v for v in (q.low, q.high) if v is not None]
    return max(known)


def _sides(values: Sequence[Sequence[Figure]]) -> tuple[tuple[Holding, ...], ...]:
    return tuple(
        tuple(Holding(f.quantity.text, f.statement, (f.quantity.start, f.quantity.end)) for f in side)
        for side in values
    )


def _why(story: Story, values: Sequence[Sequence[Figure]], sides: Sequence[Sequence[Holding]]) -> str | None:
    """The reason of the fixed list, None if the figures are rather of two things."""
    firsts = [side[0].quantity for side in values]
    pairs = [p for a, b in combinations(firsts, 2) if (p := _aligned(a, b))]
    vague = any("vague" in (a.bound, b.bound) for a, b in pairs)
    far = any(_far(a, b) for a, b in pairs)
    if vague and all(_overlap(a, b) for a, b in pairs):
        return "one-is-vaguer"
    if all(_overlap(a, b) for a, b in pairs) and any(q.bound not in ("exact", "about") for q in firsts):
        if far:
            return None
        if all(_close(a, b) for a, b in pairs):
            return "one-bounds-the-other"
    if all(_near(a, b) for a, b in pairs) and any("about" in (a.bound, b.bound) for a, b in pairs):
        return "one-is-rounded"
    if all(_rounded(a, b) for a, b in pairs):
        return "one-is-rounded"
    if other_sources(story, sides):
        return "each-cites-another-source"
    if later(story, sides):
        return "later-report-differs"
    places = [{f.statement.place for f in side if f.statement.place} for side in values]
    if all(places) and all(not a & b for a, b in combinations(places, 2)):
        return "another-place-or-time"
    return "one-bounds-the-other" if all(_overlap(a, b) for a, b in pairs) else "both-cannot-be-true"


def _overlap(a: Quantity, b: Quantity) -> bool:
    """Whether one amount can fulfil both. Two ranges are two accounts of one thing, even where they overlap."""
    if a.bound == b.bound == "range":
        return False
    (low, high), (low2, high2) = _ends(a), _ends(b)
    if low == high2 or low2 == high:  # "over 5" and "almost 5" only touch
        return not ({a.bound, b.bound} & {"more-than", "less-than"})
    return low < high2 and low2 < high


def _close(a: Quantity, b: Quantity) -> bool:
    return abs(_middle(a) - _middle(b)) <= ROUNDING * max(_middle(a), _middle(b))


def _other_heads(story: Story, values: Sequence[Sequence[Figure]]) -> bool:
    """Whether some sides count people of one country only ("10 Ordlanders") and others do not."""
    whose = [{names.country(_beside(story, f)) for f in side} for side in values]
    return any(None not in w for w in whose) and any(w == {None} for w in whose)


def _beside(story: Story, f: Figure) -> str:
    text = story.reports[f.statement.report].text
    return text[f.quantity.end : min(f.quantity.end + HEADS, f.statement.end)]


def _far(a: Quantity, b: Quantity) -> bool:
    if "vague" in (a.bound, b.bound):
        return False
    return max(_middle(a), _middle(b)) > FAR * min(_middle(a), _middle(b))


def _near(a: Quantity, b: Quantity) -> bool:
    if a.low is None or b.low is None:
        return False
    return abs(a.low - b.low) <= ROUNDING * max(abs(a.low), abs(b.low))


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Whether one is the other with fewer digits."""
    if a.low is None or b.low is None or a.bound != b.bound:
        return False
    return any(round(x, digits) == y for x, y in ((a.low, b.low), (b.low, a.low)) for digits in (0, 1))
