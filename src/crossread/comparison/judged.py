"""An analyst's judgements of points and utterances: links that their grouping keeps, and findings marked.

What was found without them is never lost: a dismissed finding stays, unshown, and the groups that a judgement changed
are told in its outcome.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

from msgspec.structs import replace

from crossread.comparison import points
from crossread.comparison.story import Story
from crossread.judgements import bearing, links
from crossread.judgements.bearing import Bearing
from crossread.judgements.docket import Docket
from crossread.judgements.links import Demand
from crossread.values import Judgement, Point, Quotation, Statement, Utterance

Finding = TypeVar("Finding", bound=Point | Utterance)


@dataclass(frozen=True)
class Meant:
    """A judgement and the ids of the statements or quotations that it is about, in the groups of its record."""

    judgement: Judgement
    groups: tuple[tuple[str, ...], ...]

    @property
    def about(self) -> frozenset[str]:
        """All of them."""
        return frozenset(x for g in self.groups for x in g)

    @property
    def spoken(self) -> bool:
        """Whether it is about quotations."""
        return self.judgement.on in ("utterance", "quotation")

    def bears(self, members: Sequence[str]) -> bool:
        """Whether it bears on a finding of these members: on one that is judged as a whole if two of them are there."""
        shared = len(self.about & set(members))
        return shared > (0 if self.judgement.kind in ("split", "not-same") else 1)


def meant(story: Story, docket: Docket) -> list[Meant]:
    """What the judgements in force of points, utterances and their members are about, the latest first."""
    chosen = docket.on("point", "statement", "utterance", "quotation")
    if not chosen:
        return []
    spoken: list[Mapping[str, Sequence[Quotation]]] = [{r.report.id: r.quotations for r in story.readings}]
    eligible: dict[str, list[Statement]] = {}
    for s in points.eligible(story):
        eligible.setdefault(s.report, []).append(s)
    stated: list[Mapping[str, Sequence[Statement]]] = [eligible, {r.report.id: r.statements for r in story.readings}]
    out = []
    for b in chosen:
        if b.judgement.kind == "speaker":
            continue
        found = _held(b, spoken) if b.judgement.on in ("utterance", "quotation") else _held(b, stated)
        if b.judgement.kind in ("split", "not-same") and len(found) > 1:
            found[0] = tuple(x for x in found[0] if x not in found[1])
        if all(found):
            out.append(Meant(b.judgement, tuple(found)))
        else:
            why = "what it is about is no longer read as it was, though the words stand: judge it again, or withdraw it"
            docket.settle(b.judgement.id, "unmatched", why)
    return out


def _held(b: Bearing, tiers: Sequence[Mapping[str, Sequence[Statement | Quotation]]]) -> list[tuple[str, ...]]:
    held = [[bearing.holder(place, tiers) for place in group] for group in b.groups]
    return [tuple(dict.fromkeys(h.id for h in group if h)) for group in held]


def linked(story: Story, docket: Docket, judged: Sequence[Meant]) -> Story:
    """The story with what is to be together, and what apart, in its points and utterances."""
    settled = links.settle([d for m in judged if (d := _demand(m))])
    for id, other in sorted(settled.wholly.items()):
        docket.settle(id, "overruled", f"a later judgement, {other}, says otherwise: withdraw one of the two")
    for id, other in sorted(settled.partly.items()):
        docket.remark(id, f"in part only, for a later judgement, {other}, says otherwise: withdraw one of the two")
    return dataclasses.replace(story, links=settled.links)


def unlinked(story: Story) -> Story:
    """The story as if nothing had been judged of its groups."""
    return dataclasses.replace(story, links=links.NONE)


def _demand(m: Meant) -> Demand | None:
    """What a judgement asks of the grouping."""
    first, rest = m.groups[0], [x for g in m.groups[1:] for x in g]
    match m.judgement.kind:
        case "dismiss":
            return Demand(m.judgement.id, apart=tuple(combinations(first, 2)))
        case "confirm" | "join" | "same":
            return Demand(m.judgement.id, together=(*first, *rest))
        case "split":
            return Demand(m.judgement.id, together=first, apart=tuple(product(first, rest)))
        case "not-same":
            return Demand(m.judgement.id, apart=tuple(product(first, rest)))
    return None


def marked(
    docket: Docket, judged: Sequence[Meant], found: Sequence[Finding], machine: Sequence[Finding], prefix: str
) -> tuple[Finding, ...]:
    """Points or utterances with the judgements that bear on them, and behind them, unshown, those that were dismissed.

    ``machine`` are those that were found without any judgement, ``prefix`` begins their ids.
    """
    own = {f.members for f in found}
    changed = [f for f in machine if f.members not in own]
    judged = [m for m in judged if docket.in_force(m.judgement.id) and m.spoken == (prefix == "u")]
    dismissals = [m for m in judged if m.judgement.kind == "dismiss"]
    gone = [f for f in changed if any(m.bears(f.members) for m in dismissals)]
    hidden: list[Finding] = [replace(f, id=f"{prefix}{n}", shown=False) for n, f in enumerate(gone, len(found) + 1)]
    for m in judged:
        kind, id = m.judgement.kind, m.judgement.id
        if kind == "note" and m.judgement.on in ("statement", "quotation"):
            docket.touch(id, sorted(m.about))
            continue
        among = hidden if kind == "dismiss" else [*found, *hidden] if kind == "note" else found
        before = [f.members for f in changed if m.bears(f.members)] if kind != "note" else []
        docket.touch(id, [f.id for f in among if m.bears(f.members)], before)
    every: list[Finding] = [*found, *hidden]
    return tuple(replace(f, judged=docket.touching(f.id)) for f in every)
