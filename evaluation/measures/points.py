"""Part *points*: which statements of different reports are one fact."""

from __future__ import annotations

from itertools import combinations

from evaluation.measures.gold import Ground
from evaluation.measures.places import Place, inside, iou, shared

TIGHT = 0.2
"""Least intersection over union of a statement with a gold mention for the mention to count as found."""

Link = tuple[int, int]
"""Two gold mentions, by their number, the smaller first."""


class Mentions:
    """The gold's mentions, numbered over all points, and the statements that cover them."""

    def __init__(self, ground: Ground) -> None:
        every = [(p, m) for p, point in enumerate(ground.gold.points) for m in point.members]
        self.point = [p for p, _ in every]
        self.report = [m.report for _, m in every]
        self._places = [ground.find(m.report, m.text) for _, m in every]
        self._known: dict[tuple[Place, float], frozenset[int]] = {}

    def covered(self, place: Place, tight: float) -> frozenset[int]:
        """Mentions of which at least half lies in this place, that is not much wider."""
        if (place, tight) not in self._known:
            self._known[place, tight] = frozenset(
                i
                for i, golds in enumerate(self._places)
                if any(shared(place, g) >= 0.5 * g.length and iou(place, g) >= tight for g in golds)
            )
        return self._known[place, tight]

    def links(self, a: Place, b: Place, tight: float) -> set[Link]:
        """Pairs of mentions of one point, one covered by each place."""
        return {
            (min(i, j), max(i, j))
            for i in self.covered(a, tight)
            for j in self.covered(b, tight)
            if i != j and self.point[i] == self.point[j]
        }


def measure(ground: Ground, notes: list[str]) -> float | None:
    """Harmonic mean of precision (mean over our points: the share of pairs that are right) and recall (mean over the
    gold's points: the share of pairs of reports that are found)."""
    golds, mentions = ground.gold.points, Mentions(ground)
    precisions, found = _precisions(ground, mentions, notes)
    recalls = []
    for p, point in enumerate(golds):
        reports = [mentions.report[i] for i, of in enumerate(mentions.point) if of == p]
        wanted = {frozenset(pair) for pair in combinations(reports, 2) if pair[0] != pair[1]}
        if point.optional or not wanted:
            continue
        linked = {frozenset(mentions.report[i] for i in link) for link in found if mentions.point[link[0]] == p}
        recalls.append(len(wanted & linked) / len(wanted))
        if recalls[-1] < 0.5:
            notes.append(f"point: {recalls[-1]:.2f} of {point.gist[:80]!r}")
    if not recalls:
        return None
    precision = sum(precisions) / len(precisions) if precisions else 0.0
    recall = sum(recalls) / len(recalls)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _precisions(ground: Ground, mentions: Mentions, notes: list[str]) -> tuple[list[float], set[Link]]:
    """For each of our points that has a pair to judge the share of right pairs; and all links found.

    Pairs within one report, pairs inside a direct quotation (they belong to utterances) and pairs right only by
    optional points are not judged.
    """
    golds = ground.gold
    said = [p for q in golds.quotations if q.kind == "direct" for p in ground.find(q.report, q.text)]
    text = {s.id: s.text for s in ground.dossier.statements}
    precisions: list[float] = []
    found: set[Link] = set()
    for point in ground.dossier.points:
        right = wrong = 0
        for a, b in combinations([m for m in point.members if m in ground.statements], 2):
            here, there = ground.statements[a], ground.statements[b]
            if here.report == there.report or inside(here, said) or inside(there, said):
                continue
            links = mentions.links(here, there, 0.0)
            if links and all(golds.points[mentions.point[i]].optional for i, _ in links):
                continue
            found |= mentions.links(here, there, TIGHT)
            if links:
                right += 1
            else:
                wrong += 1
                notes.append(f"point: wrong {text[a][:60]!r} ~ {text[b][:60]!r}")
        if right + wrong:
            precisions.append(right / (right + wrong))
    return precisions, found
