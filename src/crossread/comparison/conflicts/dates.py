"""One event under several dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from crossread.comparison.conflicts import evidence
from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.conflicts.spans import apart, span
from crossread.comparison.story import Story
from crossread.values import Point, Statement, Stretch

SAME_EVENT = 0.60
"""Least cosine between the clauses that carry the dates."""
CONFIDENCE = 0.65
LEAST_REST = 12
"""Characters of a statement besides its date."""


def find(story: Story, points: Sequence[Point]) -> Iterator[Draft]:
    """Date conflicts inside points: clauses alike, dates that do not meet, and no report that has both."""
    dated_in: dict[tuple[str, Stretch], list[Statement]] = {}
    for s in story.statements.values():
        if s.time and not s.frames and _says_more(s) and span(s.time) and _smallest(story, s):
            dated_in.setdefault((s.report, s.sentence), []).append(s)
    for point in points:
        places = dict.fromkeys((story.statements[m].report, story.statements[m].sentence) for m in point.members)
        dated = [s for place in places for s in dated_in.get(place, ())]
        if len({s.report for s in dated}) < 2:
            continue
        vectors = story.language.vectors([s.text for s in dated])
        likeness = np.round(vectors @ vectors.T, 6)
        sides: list[list[Statement]] = []
        order = sorted(range(len(dated)), key=lambda n: (dated[n].time or "", dated[n].id))
        for n in order:
            s = dated[n]
            if not any(
                likeness[n, m] >= SAME_EVENT
                and dated[m].report != s.report
                and dated[m].predicate == s.predicate
                and apart(s.time, dated[m].time)
                for m in order
            ):
                continue
            for side in sides:
                if not apart(side[0].time, s.time):
                    side.append(s)
                    break
            else:
                sides.append([s])
        sides = [side for side in sides if not _both(side, sides)]
        if len(sides) < 2:
            continue
        held = tuple(tuple(Holding(_extract(story, s), s, s.time_at) for s in side) for side in sides)
        yield Draft("date", _why(story, held), CONFIDENCE, held, point.id)


def _says_more(s: Statement) -> bool:
    """Whether a statement says anything besides its date."""
    dated = s.time_at[1] - s.time_at[0] if s.time_at else 0
    return s.predicate is not None and len(s.text) - dated >= LEAST_REST


def _both(side: Sequence[Statement], sides: Sequence[Sequence[Statement]]) -> bool:
    """Whether all reports of a side also stand on another: they speak of two events."""
    others = {s.report for other in sides if other is not side for s in other}
    return {s.report for s in side} <= others


def _smallest(story: Story, s: Statement) -> bool:
    """Whether no other statement with this time lies inside it."""
    return not any(
        o is not s and o.time_at == s.time_at and s.start <= o.start and o.end <= s.end
        for o in story.reading(s.report).statements
    )


def _extract(story: Story, s: Statement) -> str:
    return story.reports[s.report].text[slice(*s.time_at)] if s.time_at else s.text


def _why(story: Story, sides: Sequence[Sequence[Holding]]) -> str:
    pairs = list(combinations(sides, 2))
    if all(evidence.other_sources(story, a, b) for a, b in pairs):
        return "each-cites-another-source"
    for a, b in pairs:
        order = evidence.later(story, a, b)
        if order and evidence.revised(story, b if order > 0 else a):
            return "later-report-differs"
    return "both-cannot-be-true"
