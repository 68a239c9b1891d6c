"""Points: statements of one fact, however worded, in at least two reports.

Candidates by vectors, a logistic model over readable features for each pair (pairs.py), groups by average linkage. What
stands inside a direct quotation is the utterances' affair and takes no part. Whole sentences are grouped: on the tuning
stories groups of clauses were right less often (.50 against .62 by the points' F1), for a clause torn from its sentence
loses what it speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from crossread.comparison import linkage, pairs, profiles, vouchers
from crossread.comparison.profiles import Profile
from crossread.comparison.story import Story
from crossread.values import Point, Quotation, Statement

LEAST_COSINE = 0.30
"""Below it no pair of the tuning stories stated one fact often enough to be worth a look."""
LEAST_LINK = 0.45
"""Mean probability at which two groups are joined: best of .25 to .5 on eight stories, left out in turn (.69)."""
DIRECT_SHARE = 0.7
"""Share of a sentence inside a direct quotation from which it takes no part."""
LONG = 280
"""Characters from which a sentence is no clear extract."""


def find(story: Story) -> tuple[Point, ...]:
    """The points of a story, those of most origins first."""
    chosen = eligible(story)
    known = profiles.of(story, chosen)
    rare = profiles.rarity(known)
    near = pairs.candidates(known, LEAST_COSINE)
    weight = pairs.probability([pairs.features(known[i], known[j], rank, rare) for i, j, rank in near])
    edges = {(i, j): float(p) for (i, j, _), p in zip(near, weight, strict=True)}
    apart, together = story.links.among([s.id for s in chosen])
    edges |= dict.fromkeys(together, 1.0)
    found = linkage.groups(len(chosen), edges, [s.report for s in chosen], LEAST_LINK, apart, together)
    found = [g for g in found if len({chosen[i].report for i in g}) > 1]
    raw = [_point(story, [known[i] for i in group], _confidence(group, edges, chosen)) for group in found]
    ordered = sorted(raw, key=lambda p: (-p.origins, -len(p.members), story.statements[p.members[0]].start, p.members))
    return tuple(replace(p, id=f"p{n}") for n, p in enumerate(ordered, 1))


def eligible(story: Story) -> list[Statement]:
    """The statements that may take part in a point, in the order of reports and text; an analyst may add to them."""
    out, named = [], story.links.named
    for reading in story.readings:
        direct = [q for q in reading.quotations if q.kind == "direct"]
        out += [s for s in reading.statements if (s.whole and not spoken(s, direct)) or s.id in named]
    return out


def spoken(s: Statement, direct: Sequence[Quotation]) -> bool:
    """Whether a statement lies, for the most part, in one of the report's direct quotations."""
    length = s.end - s.start
    return any(min(s.end, q.end) - max(s.start, q.start) >= DIRECT_SHARE * length for q in direct)


def _confidence(group: Sequence[int], edges: dict[tuple[int, int], float], chosen: Sequence[Statement]) -> float:
    """The mean probability of the pairs of different reports."""
    found = [
        edges.get((i, j), 0.0)
        for n, i in enumerate(group)
        for j in group[n + 1 :]
        if chosen[i].report != chosen[j].report
    ]
    return round(sum(found) / len(found), 3)


def _point(story: Story, members: Sequence[Profile], confidence: float) -> Point:
    ids = tuple(p.statement.id for p in members)
    return Point(
        id="",
        members=ids,
        clearest=_clearest(story, members).id,
        origins=story.origins(ids),
        standing="reported",
        vouched_by=vouchers.named(story, [p.statement for p in members]),
        confidence=confidence,
    )


def _clearest(story: Story, members: Sequence[Profile]) -> Statement:
    """The one nearest to all others, a sentence before a headline and one with a subject before one without.

    The shorter of equals.
    """
    vectors = np.stack([p.vector for p in members])
    middle = np.round(vectors @ vectors.mean(axis=0), 2)

    def titled(s: Statement) -> bool:
        parts = story.reports[s.report].parts
        return any(p.kind == "headline" and p.start <= s.start < p.end for p in parts)

    def rank(n: int) -> tuple[bool, float, int, str]:
        s = members[n].statement
        return (s.subject is not None and len(s.text) <= LONG and not titled(s), float(middle[n]), -len(s.text), s.id)

    return members[max(range(len(members)), key=rank)].statement
