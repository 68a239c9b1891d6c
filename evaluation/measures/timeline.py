"""Part *timeline*: which events have which date."""

from __future__ import annotations

from evaluation.measures.gold import Ground
from evaluation.measures.places import f1, meet


def measure(ground: Ground, notes: list[str]) -> float | None:
    """F1 of the entries: the same date, and a member in common. A second entry for one event is not counted."""
    golds, ours = ground.gold.timeline, ground.dossier.timeline
    wanted = [ground.places(event.members) for event in golds]
    match: dict[int, int] = {}
    again = 0
    for i, entry in enumerate(ours):
        places = ground.located(entry.members)
        fits = [j for j, event in enumerate(golds) if entry.date in event.dates and meet(places, wanted[j])]
        free = [j for j in fits if j not in match.values()]
        if free:
            match[i] = min(free, key=lambda j: golds[j].optional)
        elif fits:
            again += 1
    must = [j for j, event in enumerate(golds) if not event.optional]
    notes += [f"timeline: missed {golds[j].date} {golds[j].what[:60]!r}" for j in must if j not in match.values()]
    if not must:
        return None
    right = sum(not golds[j].optional for j in match.values())
    spare = len(match) - right
    return f1(right, len(ours) - again - spare, len(must))
