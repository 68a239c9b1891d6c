"""Parts *conflicts* and *natures*: where the reports differ, and in what way."""

from __future__ import annotations

from itertools import combinations

from evaluation.measures.gold import Ground
from evaluation.measures.places import Place, f1, meet, touch

Sides = list[list[Place]]


def measure(ground: Ground, notes: list[str]) -> dict[str, float | None]:
    """F1 of the conflicts; and the share of those that must be found that also have the right nature."""
    golds, ours = ground.gold.conflicts, ground.dossier.conflicts
    wanted = [[ground.places(side.members) for side in c.sides] for c in golds]
    given = [[ground.located(side.members) for side in c.sides] for c in ours]
    agreement = {(i, j): agree(mine, theirs) for i, mine in enumerate(given) for j, theirs in enumerate(wanted)}
    match = _match(ground, wanted, agreement)
    right = {i: j for i, j in match.items() if not golds[j].optional}
    again = {i for (i, _), members in agreement.items() if members and i not in match}
    false = [i for i in range(len(ours)) if i not in match and i not in again]
    must = [j for j, c in enumerate(golds) if not c.optional]
    notes += [f"conflict: missed {golds[j].about[:80]!r}" for j in must if j not in match.values()]
    notes += [f"conflict: false {[side.value for side in ours[i].sides]}"[:110] for i in false]
    if not must:
        return {"conflicts": 1 / (1 + len(false)), "natures": None}
    natures = sum(golds[j].nature == ours[i].nature for i, j in right.items())
    return {"conflicts": f1(len(right), len(right) + len(false), len(must)), "natures": natures / len(must)}


def shown(ground: Ground) -> tuple[int, int]:
    """Of the conflicts that are shown by default, how many agree with one of the gold's, firm or optional; and how many
    there are."""
    wanted = [[ground.places(side.members) for side in c.sides] for c in ground.gold.conflicts]
    ours = [[ground.located(side.members) for side in c.sides] for c in ground.dossier.conflicts if c.shown]
    return sum(any(agree(mine, theirs) for theirs in wanted) for mine in ours), len(ours)


def agree(ours: Sides, golds: Sides) -> int:
    """How many of the gold's places ours has; 0 unless two of our sides fall on two different ones of the gold's."""
    on = [{k for k, side in enumerate(golds) if meet(mine, side)} for mine in ours]
    if not any(x != y for a, b in combinations(on, 2) for x in a for y in b):
        return 0
    return sum(any(touch(a, b) for mine in ours for a in mine) for side in golds for b in side)


def _match(ground: Ground, wanted: list[Sides], agreement: dict[tuple[int, int], int]) -> dict[int, int]:
    """One to one: those that must be found first, then those of the same kind, then those that agree most."""
    golds, ours = ground.gold.conflicts, ground.dossier.conflicts
    fits = sorted(
        (
            (not golds[j].optional, golds[j].kind == ours[i].kind, members / max(1, sum(map(len, wanted[j]))), -i, -j)
            for (i, j), members in agreement.items()
            if members
        ),
        reverse=True,
    )
    match: dict[int, int] = {}
    for *_, i, j in fits:
        if -i not in match and -j not in match.values():
            match[-i] = -j
    return match
