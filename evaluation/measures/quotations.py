"""Parts *quotations* (direct and mixed), *indirect*, *speakers* and *utterances*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from crossread.values import Quotation
from evaluation.measures.gold import Gold, Ground
from evaluation.measures.places import Place, best_iou, f1, plain

MARKED = ("direct", "mixed")
UNMARKED = ("indirect",)
SAME = 0.5
"""Least intersection over union of a quotation that was found."""
LOOSE = 0.3
"""The same for a member of an utterance, whose extent is not the question."""
FIRM_FIRST = 0.15
"""What a quotation that must be found has before an optional one of nearly the same extent."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Ours:
    """The dossier's quotations in the gold's reports, and where they lie."""

    quotations: list[Quotation]
    places: list[Place]


def measure(ground: Ground, notes: list[str]) -> dict[str, float | None]:
    """The four figures; None where the gold has nothing that must be found."""
    gold = ground.gold
    spans = [ground.find(q.report, q.text) for q in gold.quotations]
    quotations = [q for q in ground.dossier.quotations if q.report in ground.key]
    ours = Ours(quotations, [ground.quotations[q.id] for q in quotations])
    marked, of_marked = _found(gold, spans, ours, MARKED)
    unmarked, of_unmarked = _found(gold, spans, ours, UNMARKED)
    for part, kinds, match in (("quotations", MARKED, of_marked), ("indirect", UNMARKED, of_unmarked)):
        hit = set(match.values())
        notes += [
            f"{part}: missed {q.report} {q.text[:70]!r}"
            for j, q in enumerate(gold.quotations)
            if q.kind in kinds and j not in hit and not q.optional
        ]
    match = of_marked | of_unmarked
    return {
        "quotations": marked,
        "indirect": unmarked,
        "speakers": _speakers(gold, ours, match, notes),
        "utterances": _utterances(ground, spans, ours, match, notes),
    }


def assign(golds: Sequence[list[Place]], ours: Sequence[Place], firm: Sequence[bool]) -> dict[int, int]:
    """One to one, the nearest first: which of ours is which of the gold's."""
    fits = []
    for j, places in enumerate(golds):
        for i, place in enumerate(ours):
            value = best_iou(place, places)
            if value >= SAME:
                fits.append((round(value, 1) + FIRM_FIRST * firm[j], value, j, i))
    match: dict[int, int] = {}
    for _, _, j, i in sorted(fits, reverse=True):
        if i not in match and j not in match.values():
            match[i] = j
    return match


def _found(
    gold: Gold, spans: list[list[Place]], ours: Ours, kinds: tuple[str, ...]
) -> tuple[float | None, dict[int, int]]:
    """F1 of the quotations of these kinds, and which of ours is which of the gold's."""
    theirs = [j for j, q in enumerate(gold.quotations) if q.kind in kinds]
    mine = [i for i, q in enumerate(ours.quotations) if q.kind in kinds]
    within = assign(
        [spans[j] for j in theirs], [ours.places[i] for i in mine], [not gold.quotations[j].optional for j in theirs]
    )
    match = {mine[a]: theirs[b] for a, b in within.items()}
    wanted = sum(not gold.quotations[j].optional for j in theirs)
    if not wanted:
        return None, match
    right = sum(not gold.quotations[j].optional for j in match.values())
    # The right stretch under another kind (a mixed one taken for indirect) is no false alarm.
    others = [place for j, q in enumerate(gold.quotations) if q.kind not in kinds for place in spans[j]]
    misnamed = sum(i not in match and best_iou(ours.places[i], others) >= SAME for i in mine)
    spare = len(match) - right
    return f1(right, len(mine) - spare - misnamed, wanted), match


def _speakers(gold: Gold, ours: Ours, match: dict[int, int], notes: list[str]) -> float | None:
    """Of the direct and mixed quotations that must be found, the share that was found and has a right speaker."""
    names = {key: {plain(key), *map(plain, others)} for key, others in gold.speakers.items()}
    wanted = {j for j, q in enumerate(gold.quotations) if q.kind != "indirect" and not q.optional}
    if not wanted:
        return None
    right = 0
    for i, j in match.items():
        if j not in wanted:
            continue
        said, speaker = ours.quotations[i].speaker.name, gold.quotations[j].speaker or ""
        if plain(said) in names.get(speaker, {plain(speaker)}):
            right += 1
        else:
            notes.append(f"speaker: {said!r}, gold {speaker!r}: {gold.quotations[j].text[:50]!r}")
    return right / len(wanted)


def _utterances(
    ground: Ground, spans: list[list[Place]], ours: Ours, match: dict[int, int], notes: list[str]
) -> float | None:
    """F1 over pairs of the gold's quotations that are said to be one act of saying.

    Pairs with an optional quotation, and pairs that only an optional utterance joins, count neither way.
    """
    golds = ground.gold.quotations
    index = {q.id: j for j, q in enumerate(golds)}
    counterpart: dict[str, int] = {}
    for i, quotation in enumerate(ours.quotations):
        nearest = max(((best_iou(ours.places[i], places), j) for j, places in enumerate(spans)), default=(0.0, -1))
        if nearest[0] >= LOOSE:
            counterpart[quotation.id] = match.get(i, nearest[1])

    def optional(pair: Pair) -> bool:
        return any(golds[j].optional for j in pair)

    joined = {_pair(index[a], index[b]) for u in ground.gold.utterances for a, b in combinations(u.members, 2)}
    surely = {
        _pair(index[a], index[b])
        for u in ground.gold.utterances
        if not u.optional
        for a, b in combinations(u.members, 2)
    }
    wanted = {pair for pair in surely if not optional(pair)}
    if not wanted:
        return None
    given = {
        _pair(counterpart[a], counterpart[b])
        for u in ground.dossier.utterances
        for a, b in combinations(u.members, 2)
        if a in counterpart and b in counterpart and counterpart[a] != counterpart[b]
    }
    given = {pair for pair in given if pair in wanted or (pair not in joined and not optional(pair))}
    for word, pairs in (("missed", wanted - given), ("wrong", given - wanted)):
        notes += [f"utterance: {word} {golds[a].text[:45]!r} ~ {golds[b].text[:45]!r}" for a, b in sorted(pairs)]
    return f1(len(wanted & given), len(given), len(wanted))


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a <= b else (b, a)
