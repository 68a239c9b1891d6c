"""Points: statements of one fact, however worded, in at least two reports.

A probability for each pair of statements that may be near (pairs.py), groups by average linkage. Whole sentences are
grouped; one with two facts belongs to two points: to each group that it goes with as a whole, and pairs as good as sure
that no group holds make further ones. What stands inside a direct quotation is an utterance's affair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec.structs import replace

from crossread.comparison import instances, linkage, pairs, profiles, vouchers
from crossread.comparison.alignment import Pair
from crossread.comparison.profiles import Profile
from crossread.comparison.story import Story
from crossread.values import Point, Quotation, Statement, Stretch

LEAST_LINK = 0.6
"""Mean probability at which two groups are joined, and at which a sentence belongs to a further point as well; and"""
LEAST_FURTHER = 0.8
"""probability of a pair that no group holds to make a point of its own: about the best of .5 to .7 and .7 to .9 on nine
stories, left out in turn."""
DIRECT_SHARE = 0.7
"""Share of a sentence inside a direct quotation from which it takes no part."""
LONG = 280
"""Characters from which a sentence is no clear extract."""


def find(story: Story) -> tuple[Point, ...]:
    """The points of a story, those of most origins first."""
    known = profiles.of(story, eligible(story))
    edges = pairs.one_fact(known)
    apart, together = story.links.among([p.statement.id for p in known])
    edges |= dict.fromkeys(together, 1.0)
    apart |= {
        (i, j)
        for i, j in edges
        if (i, j) not in together and instances.differ(known[i].statement.text, known[j].statement.text)
    }
    found = [
        g
        for g in grouped(known, edges, apart=apart, together=together)
        if len({known[i].statement.report for i in g}) > 1
    ]
    raw = [_point(story, [known[i] for i in group], _confidence(group, edges, known)) for group in found]
    ordered = sorted(raw, key=lambda p: (-p.origins, -len(p.members), story.statements[p.members[0]].start, p.members))
    return tuple(replace(p, id=f"p{n}") for n, p in enumerate(ordered, 1))


def grouped(
    known: Sequence[Profile],
    edges: Mapping[Pair, float],
    *,
    link: float = LEAST_LINK,
    further: float = LEAST_FURTHER,
    apart: frozenset[Pair] = frozenset(),
    together: frozenset[Pair] = frozenset(),
) -> list[list[int]]:
    """Which statements, as indexes, state one fact, by the probabilities of pairs; groups may overlap.

    ``apart`` and ``together`` are what an analyst says of pairs.
    """
    colours = [p.statement.report for p in known]
    found = linkage.groups(len(known), edges, colours, link, apart, together)
    found = linkage.widened(found, edges, colours, link, apart)
    return found + linkage.left_over(found, edges, colours, further, apart)


def eligible(story: Story) -> list[Statement]:
    """The statements that may take part in a point, in the order of reports and text; an analyst may add to them."""
    out, named = [], story.links.named
    for reading in story.readings:
        direct = [q for q in reading.quotations if q.kind == "direct"]
        out += [s for s in reading.statements if (s.whole and not spoken(s, direct)) or s.id in named]
    return out


def of_sentences(story: Story, points: Sequence[Point]) -> dict[tuple[str, Stretch], tuple[str, ...]]:
    """The points of each sentence, given by its report and its stretch, in the order of the points."""
    found: dict[tuple[str, Stretch], dict[str, None]] = {}
    for point in points:
        for member in point.members:
            s = story.statements[member]
            found.setdefault((s.report, s.sentence), {})[point.id] = None
    return {place: tuple(ids) for place, ids in found.items()}


def spoken(s: Statement, direct: Sequence[Quotation]) -> bool:
    """Whether a statement lies, for the most part, in one of the report's direct quotations."""
    length = s.end - s.start
    return any(min(s.end, q.end) - max(s.start, q.start) >= DIRECT_SHARE * length for q in direct)


def _confidence(group: Sequence[int], edges: Mapping[Pair, float], known: Sequence[Profile]) -> float:
    """The mean probability of the pairs of different reports."""
    found = [
        edges.get((i, j), 0.0)
        for n, i in enumerate(group)
        for j in group[n + 1 :]
        if known[i].statement.report != known[j].statement.report
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
