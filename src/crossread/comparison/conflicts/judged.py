"""An analyst's judgements of conflicts: those confirmed are shown, those dismissed are not, and none is lost.

A conflict is known again by its kind and by where the values of its sides stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from crossread.comparison.story import Story
from crossread.judgements.anchors import Place
from crossread.judgements.bearing import Bearing
from crossread.judgements.docket import Docket
from crossread.values import Conflict, Side

GROWN = "the conflict has got a side that was not judged, so it is shown again: judge it anew"


def judge(story: Story, docket: Docket, found: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts with the judgements that bear on them."""
    ruled: dict[str, tuple[str, str]] = {}
    for b in docket.on("conflict"):
        kind, id = b.judgement.kind, b.judgement.id
        near = [(c, hit) for c in found if c.kind == b.judgement.conflict and (hit := _hit(story, b, c))]
        fits = [c for c, hit in near if kind != "dismiss" or all(hit)]
        if near and not fits:
            docket.remark(id, GROWN)
        for c in fits:
            ruling, by = ruled.setdefault(c.id, (kind, id)) if kind != "note" else (kind, id)
            if ruling == kind:
                docket.touch(id, [c.id])
            else:
                docket.settle(id, "overruled", f"a later judgement, {by}, says otherwise: withdraw one of the two")
    verdict = {c: kind for c, (kind, _) in ruled.items()}
    return tuple(
        replace(
            c,
            judged=docket.touching(c.id),
            shown=verdict[c.id] == "confirm" if c.id in verdict else c.shown,
        )
        for c in found
    )


def _hit(story: Story, b: Bearing, conflict: Conflict) -> list[frozenset[int]]:
    """For each side the judged side whose values it holds; empty unless two judged sides face each other in it."""
    hit = [
        frozenset(n for n, group in enumerate(b.groups) if any(_meet(p, q) for p in group for q in places(story, side)))
        for side in conflict.sides
    ]
    faced = [h for h in hit if h]
    apart = len(faced) > 1 and len(frozenset().union(*faced)) == sum(map(len, faced))
    return hit if apart else []


def places(story: Story, side: Side) -> list[Place]:
    """Where a side's values stand."""
    reports = [(story.statements.get(m) or story.quotations[m]).report for m in side.members]
    return [Place(r, *at) for r, at in zip(reports, side.at, strict=True)]


def _meet(a: Place, b: Place) -> bool:
    """Whether one of two stretches lies in the other: a value may be read with its "some" or without it."""
    inside = (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
    return a.report == b.report and inside
