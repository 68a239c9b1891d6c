"""When what happened: statements of one event under one date, over all reports."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from crossread.comparison import dated, linkage
from crossread.comparison.dated import Dated
from crossread.comparison.points import of_sentences
from crossread.comparison.story import Story
from crossread.values import Event, Point

SAME_POINT = 0.20
SAME_FIGURE = 0.15
"""What a shared point and a shared figure add to the cosine of two dated statements."""
LEAST_EDGE, LEAST_LINK = 0.20, 0.42
"""Likeness from which two are looked at, and groups joined: on seven stories .86 of the pairs in one entry tell of one
event, and .57 of such pairs are in one; lower links join sayings with what they are about."""


def build(story: Story, points: Sequence[Point]) -> tuple[Event, ...]:
    """The timeline of a story, earliest first."""
    found = dated.find(story)
    groups = linkage.groups(
        len(found), _edges(story, points, found), [str(n) for n in range(len(found))], LEAST_LINK, _apart(found)
    )
    single = sorted(set(range(len(found))) - {i for g in groups for i in g})
    entries = [[found[i] for i in sorted(g)] for g in [*groups, *([i] for i in single)]]
    return tuple(_event(n, entry) for n, entry in enumerate(sorted(entries, key=_order), 1))


def _edges(story: Story, points: Sequence[Point], found: Sequence[Dated]) -> dict[tuple[int, int], float]:
    """How surely two statements of one date tell of one event, 0 to 1."""
    points_of = of_sentences(story, points)
    vectors = story.language.vectors([d.statement.text for d in found]) if found else np.zeros((0, 1))
    cosine = np.round(vectors @ vectors.T, 6)
    edges: dict[tuple[int, int], float] = {}
    for (i, a), (j, b) in combinations(enumerate(found), 2):
        if a.date != b.date:
            continue
        p, q = (set(points_of.get((d.statement.report, d.statement.sentence), ())) for d in (a, b))
        weight = float(cosine[i, j]) + SAME_POINT * bool(p & q)
        weight += SAME_FIGURE * bool(_figures(a) & _figures(b))
        if weight >= LEAST_EDGE:
            edges[i, j] = min(1.0, weight)
    return edges


def _figures(d: Dated) -> frozenset[tuple[float | None, float | None, str | None]]:
    return frozenset((q.low, q.high, q.unit) for q in d.statement.quantities)


def _apart(found: Sequence[Dated]) -> frozenset[tuple[int, int]]:
    """Pairs that must not meet in one entry."""
    return frozenset(
        (i, j) for (i, a), (j, b) in combinations(enumerate(found), 2) if a.date != b.date or dated.apart(a, b)
    )


def _order(entry: Sequence[Dated]) -> tuple[str, int, str, int]:
    first = entry[0].statement
    return entry[0].date, -len({d.statement.report for d in entry}), first.report, first.start


def _event(number: int, entry: Sequence[Dated]) -> Event:
    stated = [d.time.evidence for d in entry]
    evidence = "stated" if "stated" in stated else max(sorted(set(stated)), key=stated.count)
    members = tuple(dict.fromkeys(d.statement.id for d in entry))
    return Event(id=f"t{number}", date=entry[0].date, members=members, evidence=evidence)
