"""One event under several dates, or at two times of one day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from crossread.comparison import dated, instances, linkage
from crossread.comparison.conflicts import evidence
from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.conflicts.spans import apart, minutes_between
from crossread.comparison.dated import Dated
from crossread.comparison.points import of_sentences
from crossread.comparison.profiles import LIGHT
from crossread.comparison.story import Story
from crossread.values import Point, Stretch, Word

SAME_EVENT, SAME_HOUR = 0.50, 0.40
"""Least cosine of two clauses, their dates left out, that tell of one event: on several days, with one predicate; and
at two times of one day."""
CLOCKS = (5, 59)
"""Minutes by which two times of day differ that are of one event; further apart they are of two."""
TELLING = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})


def find(story: Story, points: Sequence[Point]) -> Iterator[Draft]:
    """Date conflicts: clauses of different reports that are alike but for dates that do not meet, and no report that
    has both."""
    known = [d for d in dated.find(story) if not _in_bracket(story, d)]
    vectors = story.language.vectors([_rest(story, d) for d in known])
    cosine = np.round(vectors @ vectors.T, 6)
    points_of = of_sentences(story, points)
    pairs = [
        (int(i), int(j))
        for i, j in np.argwhere(np.triu(cosine >= SAME_HOUR, 1))
        if _one_event(story, known[i], known[j], float(cosine[i, j]))
    ]
    for group in linkage.components(pairs):
        sides: list[list[Dated]] = []
        for d in sorted((known[n] for n in group), key=lambda d: (d.date, d.statement.id)):
            side = next((s for s in sides if not _differ(s[0], d)), None)
            if side is None:
                sides.append([d])
            else:
                side.append(d)
        sides = [side for side in sides if not _both(side, sides)]
        if len(sides) > 1:
            held = tuple(tuple(_holding(d) for d in side) for side in sides)
            places = [(d.statement.report, d.statement.sentence) for side in sides for d in side]
            shared = [point for place in places for point in points_of.get(place, ())]
            yield Draft("date", _why(story, held), held, next(iter(shared), None))


def _one_event(story: Story, a: Dated, b: Dated, cosine: float) -> bool:
    s, t = a.statement, b.statement
    if s.report == t.report or dated.apart(a, b) or not _differ(a, b) or a.time.text.lower() == b.time.text.lower():
        return False  # two reports' "today" are two days only if a report's own date is right
    if not apart(a.date, b.date):
        return True
    if instances.repeats(s.text, t.text):
        return False  # "three men on Monday", "a fourth on Tuesday"
    if cosine < SAME_EVENT or s.predicate is None or s.predicate != t.predicate:
        return False
    return _dates_the_clause(story, a) and _dates_the_clause(story, b) and bool(_content(story, a) & _content(story, b))


def _differ(a: Dated, b: Dated) -> bool:
    """Whether two dates have no day in common, or are two times of one day."""
    minutes = minutes_between(a.date, b.date)
    return apart(a.date, b.date) or (minutes is not None and CLOCKS[0] <= minutes <= CLOCKS[1])


def _dates_the_clause(story: Story, d: Dated) -> bool:
    """Whether a time hangs from the clause's own predicate, not from a verb further down ("like that fired in May")."""
    table = story.reading(d.statement.report).words
    words = story.words(d.statement)
    own = next((w for w in words if w.lemma == d.statement.predicate), None)
    at = next((w for w in words if d.time.start <= w.start < d.time.end), None)
    for _ in range(12):
        if at is None or own is None or at.start == own.start:
            break
        if at.pos in ("VERB", "AUX") and at.lemma == own.lemma:
            return False
        at = table[at.head] if table[at.head].start != at.start else None
    return True


def _content(story: Story, d: Dated) -> frozenset[str]:
    return frozenset(
        w.lemma for w in _outside(story.words(d.statement), d) if w.pos in TELLING and w.lemma not in LIGHT
    )


def _outside(words: Sequence[Word], d: Dated) -> list[Word]:
    return [w for w in words if not d.time.start <= w.start < d.time.end]


def _rest(story: Story, d: Dated) -> str:
    """A dated clause without its date, which would set it apart from its like."""
    text = story.reports[d.statement.report].text
    rest = f"{text[d.statement.start : d.time.start]} {text[d.time.end : d.statement.end]}"
    return re.sub(r"\s+", " ", rest).strip()


def _in_bracket(story: Story, d: Dated) -> bool:
    """Whether a time stands in brackets, where it mostly repeats another in another zone."""
    text = story.reports[d.statement.report].text
    return text.rfind("(", d.statement.start, d.time.start) > text.rfind(")", d.statement.start, d.time.start)


def _both(side: Sequence[Dated], sides: Sequence[Sequence[Dated]]) -> bool:
    """Whether all reports of a side also stand on another: they speak of two events."""
    others = {d.statement.report for other in sides if other is not side for d in other}
    return {d.statement.report for d in side} <= others


def _holding(d: Dated) -> Holding:
    at: Stretch = (d.time.start, d.time.end)
    return Holding(d.time.text, d.statement, at)


def _why(story: Story, sides: Sequence[Sequence[Holding]]) -> str:
    pairs = list(combinations(sides, 2))
    if all(evidence.other_sources(story, a, b) for a, b in pairs):
        return "each-cites-another-source"
    for a, b in pairs:
        order = evidence.later(story, a, b)
        if order and evidence.revised(story, b if order > 0 else a):
            return "later-report-differs"
    return "both-cannot-be-true"
