"""Figures for one thing that differ.

Figures of one kind and unit that count the same, in clauses that speak of the same thing, are grouped. Values of a
group that are one amount, told more or less precisely, are one conflict; amounts that differ are another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from crossread.comparison import linkage
from crossread.comparison.conflicts import amounts, evidence, figures, sums
from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.conflicts.figures import Figure
from crossread.comparison.conflicts.sums import Sum
from crossread.comparison.points import of_sentences
from crossread.comparison.story import Story
from crossread.values import Point, Quantity, Stretch

BONUS_NAMED, BONUS_STEMS, BONUS_POINT = 0.15, 0.10, 0.20
"""What the same counted noun, else a word in common, and a shared point add to the cosine of the clauses around two
figures."""
LEAST_FATE = 0.60
"""Likeness at least of two figures of those whom the same befell, if they are not further apart than by this factor:"""
FATE_FAR = 5.0
BONUS_NEAR = 0.25
"""What a figure of many digits and its rounding add: they are hardly near each other by chance."""
MALUS_FAR, VERY_FAR = 0.2, 4.0
"""What is taken off where the figures are further apart than by amounts.FAR: rather two things than one in dispute; and
from where on twice, but for a nought too many."""
SLIPS = (10.0, 100.0, 1000.0)
LEAST_EDGE, LEAST_LINK = 0.35, 0.40
"""Likeness from which two figures are looked at, and groups joined. Tuned on seven stories."""
WEAK = 0.55
"""Mean likeness below which a group is less sure to be of one thing."""

OF_THEM = re.compile(r"\s+(?:\w+\s+)?of\s+(?:whom|which|them|those)\b")
"""Stands behind the figure of a part."""
UNEXPLAINED = "both-cannot-be-true"
"""The reason where no other is found."""

Value = list[Figure]
"""The figures of one value under one bound."""


def find(story: Story, points: Sequence[Point]) -> Iterator[Draft]:
    """Number conflicts: groups of figures for one thing, inside points and across them."""
    points_of = of_sentences(story, points)
    held = figures.of(story)
    yield from _conversions(held, points_of)
    added = sums.find(held)
    edges: dict[tuple[int, int], float] = {}
    for i, a in enumerate(held):
        for j in range(i + 1, len(held)):
            b = held[j]
            if a.statement.report != b.statement.report and figures.one_thing(a, b):
                weight = _likeness(a, b, points_of)
                if weight >= LEAST_EDGE:
                    edges[i, j] = weight
    for group in linkage.groups(len(held), edges, [f.statement.report for f in held], LEAST_LINK):
        chosen = [held[i] for i in _one_a_sentence(group, held, edges)]
        for why, sides in _differences(story, _values(chosen), added):
            weak = _tie(sides, held, edges) < WEAK
            yield Draft("number", why, tuple(map(_holdings, sides)), _point(chosen, points_of), weak)
        added = [told for told in added if not set(chosen) & set(told[0]) or not set(chosen) & {*told[1], *told[2]}]
    for told in added:
        yield Draft("number", "one-adds-them-up", tuple(map(_holdings, told)))


def _tie(sides: Sequence[Value], held: Sequence[Figure], edges: Mapping[tuple[int, int], float]) -> float:
    """Mean likeness of the figures of different sides and reports; pairs that were not looked at count as none."""
    at = {figure: n for n, figure in enumerate(held)}
    found = [
        edges.get((min(at[a], at[b]), max(at[a], at[b])), 0.0)
        for one, other in combinations(sides, 2)
        for a in one
        for b in other
        if a.statement.report != b.statement.report
    ]
    return sum(found) / len(found) if found else 0.0


def _differences(story: Story, values: Sequence[Value], added: Sequence[Sum]) -> Iterator[tuple[str, list[Value]]]:
    """The conflicts among the values of one thing: the forms of each amount, then the amounts by what tells them
    apart."""
    classes = _amounts(values)
    for known in classes:
        if len(known) > 1 and any(not _reports(a) & _reports(b) for a, b in combinations(known, 2)):
            why = [amounts.precision(*p) for a, b in combinations(known, 2) if (p := _pair(a, b))]
            yield max(w for w in why if w), known
    classes = [[v for v in known if v[0].quantity.bound != "vague"] or known for known in classes]
    sides = [[figure for value in known for figure in value] for known in classes]
    apart: dict[str, list[tuple[int, int]]] = {}
    for i, j in combinations(range(len(sides)), 2):
        two_things = _reports(sides[i]) & _reports(sides[j]) or _both_know(story, sides[i], sides[j])
        why_apart = None if two_things else _why(story, classes[i], classes[j], added)
        if why_apart is not None:
            apart.setdefault(why_apart, []).append((i, j))
    unexplained = apart.pop(UNEXPLAINED, [])
    together = [(reason, members) for reason, pairs in sorted(apart.items()) for members in linkage.components(pairs)]
    counted_on = [set(members) for reason, members in together if reason == "later-report-differs"]
    left = [pair for pair in unexplained if not any(set(pair) <= members for members in counted_on)]
    for reason, members in [*together, *((UNEXPLAINED, members) for members in linkage.components(left))]:
        yield reason, [sides[n] for n in members]


def _both_know(story: Story, a: Value, b: Value) -> bool:
    """Whether a report of each side has the other side's figure, too, for something else."""
    return all(
        any(
            (q.kind, q.low, q.high) == (f.quantity.kind, f.quantity.low, f.quantity.high)
            for report in sorted(_reports(one))
            for q in story.reading(report).quantities
            for f in other[:1]
        )
        for one, other in ((a, b), (b, a))
    )


def _amounts(values: Sequence[Value]) -> list[list[Value]]:
    """Values that are one amount, each told with another precision, together."""
    classes: list[list[Value]] = []
    for value in values:
        for known in classes:
            if all((p := _pair(value, other)) and amounts.precision(*p) for other in known):
                known.append(value)
                break
        else:
            classes.append([value])
    return classes


def _pair(a: Value, b: Value) -> tuple[Quantity, Quantity] | None:
    return amounts.aligned(a[0].quantity, b[0].quantity)


def _why(story: Story, one: Sequence[Value], other: Sequence[Value], added: Sequence[Sum]) -> str | None:
    """The reason of the fixed list why two amounts differ, None if they are rather of two things."""
    a, b = ([f for value in side for f in value] for side in (one, other))
    if sums.explains(added, a, b) or sums.beside(story, a, b):
        return "one-adds-them-up"
    if _part_of(story, a, b) or _part_of(story, b, a):
        return "another-thing-is-counted"
    if _counted_on(story, a, b):
        return "later-report-differs"
    pairs = [p for x in one for y in other if (p := _pair(x, y))]
    overlap = all(amounts.overlap(x, y) for x, y in pairs)
    if overlap and any(amounts.ratio(x, y) > amounts.FAR for x, y in pairs):
        return None
    if _elsewhere(a, b) or _another_year(story, a, b):
        return "another-place-or-time"
    if evidence.other_sources(story, _holdings(a), _holdings(b)):
        return "each-cites-another-source"
    return "one-bounds-the-other" if overlap else UNEXPLAINED


def _part_of(story: Story, part: Value, whole: Value) -> bool:
    """Whether a report that tells the whole goes on to tell the part, in so many words: "52 people, 38 of whom"."""
    return any(
        (q.kind, q.low, q.high) == (part[0].quantity.kind, part[0].quantity.low, part[0].quantity.high)
        and f.quantity.end <= q.start
        and q.end <= f.statement.sentence[1]
        and OF_THEM.match(story.reports[f.statement.report].text, q.end)
        for f in whole
        for q in story.reading(f.statement.report).quantities
    )


def _counted_on(story: Story, a: Value, b: Value) -> bool:
    """Whether one figure is the other, counted on: a later report's, or one that says of itself that it has changed.
    The dead do not become fewer."""
    sides = (_holdings(a), _holdings(b))
    order = evidence.later(story, *sides)
    fates = {fate for f in (*a, *b) for fate in f.fate} & figures.lists().counted_up
    revised = [evidence.revised(story, side) for side in sides]
    if not order:
        return bool(fates) and any(revised)
    old, new = (a, b) if order > 0 else (b, a)
    fewer = amounts.top(new[0].quantity) < amounts.top(old[0].quantity)
    return revised[order > 0] or bool(fates - {"dead"} if fewer else fates)


def _elsewhere(a: Value, b: Value) -> bool:
    """Whether each side names a place and none of them is the other's."""
    one, other = ({f.statement.place for f in side if f.statement.place} for side in (a, b))
    return bool(one and other and not one & other)


def _another_year(story: Story, a: Value, b: Value) -> bool:
    """Whether shares are told for different years; a share without a year is of the report's own."""
    if a[0].quantity.kind != "share":
        return False
    years = [{_year(story, f) for f in side} for side in (a, b)]
    return None not in years[0] | years[1] and not years[0] & years[1]


def _year(story: Story, f: Figure) -> str | None:
    reading = story.reading(f.statement.report)
    start, end = f.statement.sentence
    told = {t.date[:4] for t in reading.times if t.date and start <= t.start and t.end <= end}
    return told.pop() if len(told) == 1 else None if told else (reading.report.published or "")[:4] or None


def _conversions(held: Sequence[Figure], points_of: Mapping[tuple[str, Stretch], Sequence[str]]) -> Iterator[Draft]:
    """One amount that is given in a second unit beside it, and there differs from report to report."""
    by_amount: dict[tuple[str, str, float, float, str], dict[float, list[Figure]]] = {}
    for figure in held:
        q, other = figure.quantity, figure.quantity.converted
        if other is None or other.low is None or q.low is None or q.high is None or not q.unit or not other.unit:
            continue
        by_amount.setdefault((q.kind, q.unit, q.low, q.high, other.unit), {}).setdefault(other.low, []).append(figure)
    for _, values in sorted(by_amount.items()):
        chosen = [f for _, side in sorted(values.items()) for f in side]
        if len(values) < 2 or len({f.statement.report for f in chosen}) < 2:
            continue
        rounded = any(f.quantity.converted is not None and f.quantity.converted.bound == "about" for f in chosen)
        sides = tuple(
            tuple(Holding(c.text, f.statement, (c.start, c.end)) for f in side if (c := f.quantity.converted))
            for _, side in sorted(values.items())
        )
        why = "one-is-rounded" if rounded else "converted-differently"
        yield Draft("number", why, sides, _point(chosen, points_of))


def _one_a_sentence(group: Sequence[int], held: Sequence[Figure], edges: Mapping[tuple[int, int], float]) -> list[int]:
    """A group with one figure of each sentence, the nearest to the others: two figures of a sentence are two things."""
    best: dict[tuple[str, Stretch], tuple[float, int]] = {}
    for i in group:
        place = (held[i].statement.report, held[i].statement.sentence)
        value = sum(edges.get((min(i, j), max(i, j)), 0.0) for j in group)
        if place not in best or value > best[place][0]:
            best[place] = (value, i)
    return sorted(i for _, i in best.values())


def _point(chosen: Sequence[Figure], points_of: Mapping[tuple[str, Stretch], Sequence[str]]) -> str | None:
    """The point that most of the figures stand in."""
    places = [(f.statement.report, f.statement.sentence) for f in chosen]
    shared = [point for place in places for point in points_of.get(place, ())]
    return max(sorted(shared), key=shared.count, default=None)


def _likeness(a: Figure, b: Figure, points_of: Mapping[tuple[str, Stretch], Sequence[str]]) -> float:
    """How surely two figures are of one thing, 0 to 1: the clauses around them, what they count, a shared point."""
    cosine = float(np.round(a.context @ b.context, 6))
    ranges = a.quantity.kind == "age" and a.quantity.bound == b.quantity.bound == "range"
    fate = bool(a.fate & b.fate)
    named = bool(a.counted & b.counted) or ranges or fate
    p, q = (set(points_of.get((f.statement.report, f.statement.sentence), ())) for f in (a, b))
    together = bool(p & q)
    far = amounts.ratio(*(amounts.aligned(a.quantity, b.quantity) or (a.quantity, b.quantity)))
    value = (
        cosine
        + BONUS_NAMED * named
        + BONUS_STEMS * (not named and bool(a.stems & b.stems))
        + BONUS_POINT * (together and named)
    )
    value += BONUS_NEAR * amounts.telling(*(amounts.aligned(a.quantity, b.quantity) or (a.quantity, b.quantity)))
    value -= MALUS_FAR * ((far > amounts.FAR) + (far > VERY_FAR and far not in SLIPS))
    return max(LEAST_FATE if fate and far <= FATE_FAR else 0.0, min(1.0, value))


def _values(slot: Sequence[Figure]) -> list[Value]:
    """The figures of a slot by value."""
    values: list[Value] = []
    for figure in slot:
        side = next((v for v in values if amounts.same(figure.quantity, v[0].quantity)), None)
        if side is None:
            values.append([figure])
        else:
            side.append(figure)
    return values


def _reports(side: Sequence[Figure]) -> set[str]:
    return {f.statement.report for f in side}


def _holdings(side: Value) -> tuple[Holding, ...]:
    return tuple(Holding(f.quantity.text, f.statement, (f.quantity.start, f.quantity.end)) for f in side)
