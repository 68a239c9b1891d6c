"""Part *lineage*: which reports share copy, and how."""

from __future__ import annotations

from evaluation.measures.gold import Ground
from evaluation.measures.places import f1


def measure(ground: Ground, notes: list[str]) -> float | None:
    """F1 of the pairs; a quarter of it hangs on the relation of those found.

    A story without copying is worth 1 until pairs are claimed; None where the gold has only optional ones and none is
    wrong.
    """
    golds = {frozenset(x.reports): x for x in ground.gold.lineage}
    wanted = {pair for pair, x in golds.items() if not x.optional}
    ours = {frozenset(ground.key.get(r, r) for r in x.reports): x for x in ground.dossier.lineage}
    given = {pair for pair in ours if pair in wanted or pair not in golds}
    for word, pairs in (("missed", wanted - given), ("wrong", given - wanted)):
        notes += sorted(f"lineage: {word} {sorted(pair)}" for pair in pairs)
    if not wanted:
        return 1 / (1 + len(given)) if given or not golds else None
    found = wanted & given
    named = sum(ours[pair].relation == golds[pair].relation for pair in found)
    return f1(len(found), len(given), len(wanted)) * (0.75 + 0.25 * (named / len(found) if found else 0))
