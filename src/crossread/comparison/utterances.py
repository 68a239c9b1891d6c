"""Utterances: quotations, in different words, reports or kinds, of one act of saying one thing.

Each pair is weighed by a logistic model over readable features (sayings.py), groups are made by average linkage. A long
quotation can hold what two others report apart, so that a quotation may belong to more than one utterance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from crossread.comparison import collation, linkage, sayings
from crossread.comparison.linkage import Edge
from crossread.comparison.story import Story
from crossread.values import Quotation, Speaker, Utterance

LEAST_COSINE = 0.3
"""Pairs below it are not looked at: on the tuning stories three in a hundred of those that are one utterance, and a
third of the others."""
LEAST_LINK = 0.3
"""Mean probability at which two groups are joined: on the tuning stories, left out in turn, .25 to .35 differ little,
and precision is .78, recall .51."""
APART = 0.05
"""Two quotations of one report below it are never one utterance, though a third holds both: left out in turn, .02 more
of the F1 on the tuning stories."""
LEAST_PAIR = 0.35
"""Probability from which two quotations that groups keep apart are an utterance of their own: on nine stories .35 is
.004 better in the mean than .45, and worse on none."""


def find(story: Story) -> tuple[Utterance, ...]:
    """The utterances of a story, in the order of their first member."""
    quotations = [q for r in story.readings for q in r.said]
    near, rows = candidates(story, quotations)
    edges = {e: float(p) for e, p in zip(near, sayings.probability(rows), strict=True)}
    apart, together = story.links.among([q.id for q in quotations])
    groups = group(quotations, {e: p for e, p in edges.items() if e not in apart}, apart, together)
    return tuple(_utterance(f"u{n}", story, [quotations[i] for i in g]) for n, g in enumerate(groups, 1))


def candidates(story: Story, quotations: Sequence[Quotation]) -> tuple[list[Edge], list[list[float]]]:
    """The pairs that are worth a look, as indexes i < j into the quotations, and the features of each."""
    if not quotations:
        return [], []
    known = sayings.of(story, quotations)
    rare, ranks = sayings.rarity(known), sayings.ranks(known)
    vectors = np.stack([s.vector for s in known])
    near = [(int(i), int(j)) for i, j in np.argwhere(np.triu(np.round(vectors @ vectors.T, 6) >= LEAST_COSINE, 1))]
    return near, [sayings.features(known[i], known[j], float(ranks[i, j]), rare) for i, j in near]


def group(
    quotations: Sequence[Quotation],
    edges: Mapping[Edge, float],
    apart: frozenset[Edge] = frozenset(),
    together: frozenset[Edge] = frozenset(),
) -> list[list[int]]:
    """Which quotations, as indexes, are one utterance, by the probabilities of pairs; groups may overlap.

    ``apart`` and ``together`` are pairs that an analyst has judged.
    """
    unlike = frozenset(
        (i, j)
        for (i, a), (j, b) in combinations(enumerate(quotations), 2)
        if a.report == b.report and (a.end <= b.start or b.end <= a.start) and edges.get((i, j), 0.0) < APART
    )
    size = len(quotations)
    whole = linkage.groups(
        size, edges, [str(i) for i in range(size)], LEAST_LINK, apart | (unlike - together), together
    )
    return sorted(_largest(_overlapping(whole, edges)))


def _largest(groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Each group once, without those that lie in another as a whole."""
    once = sorted({tuple(g) for g in groups})
    return [list(g) for g in once if not any(set(g) < set(other) for other in once)]


def _overlapping(groups: Sequence[Sequence[int]], edges: Mapping[Edge, float]) -> list[list[int]]:
    """The groups, and for each strong pair that they keep apart the group of all that are strongly tied to both."""
    out = [sorted(g) for g in groups]
    together = {e for g in out for e in combinations(g, 2)}
    strong = {e: p for e, p in edges.items() if p >= LEAST_PAIR}
    tied: dict[int, set[int]] = {}
    for i, j in strong:
        tied.setdefault(i, set()).add(j)
        tied.setdefault(j, set()).add(i)
    for (i, j), _ in sorted(strong.items(), key=lambda x: (-x[1], x[0])):
        if (i, j) in together:
            continue
        clique = [i, j]
        for k in sorted(tied[i] & tied[j]):
            if all(k in tied[m] for m in clique):
                clique.append(k)
        out.append(sorted(clique))
        together |= set(combinations(sorted(clique), 2))
    return out


def _utterance(name: str, story: Story, members: Sequence[Quotation]) -> Utterance:
    ids = tuple(q.id for q in members)
    return Utterance(
        id=name,
        speaker=_speaker(members),
        members=ids,
        collation=collation.collate(members),
        origins=story.origins(ids),
    )


def _speaker(members: Sequence[Quotation]) -> Speaker:
    """Whom most members name; among as many the fullest name. An analyst's word counts before all others'."""
    judged = [q for q in members if q.speaker_read]
    named = [q.speaker for q in judged or members if q.speaker.name]
    if not named:
        return Speaker()
    votes = Counter(s.entity or s.name for s in named)
    return max(named, key=lambda s: (votes[s.entity or s.name], len(s.name or ""), s.name or ""))
