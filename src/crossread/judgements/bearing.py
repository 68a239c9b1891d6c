"""What each judgement bears on in these reports: its anchors found, and the statements or quotations that hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol, TypeVar

import msgspec

from crossread.judgements import anchors
from crossread.judgements.anchors import Lost, Place
from crossread.values import Judgement, Report

LEAST_SHARE = 0.5
"""Share of an anchor's stretch that something inside it must cover to be what was meant."""


class Item(Protocol):
    """A statement or a quotation."""

    @property
    def id(self) -> str: ...
    @property
    def report(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Held = TypeVar("Held", bound=Item)


@dataclass(frozen=True)
class Bearing:
    """A judgement and where its anchors stand; the groups as in the record, without what was not found."""

    judgement: Judgement
    groups: tuple[tuple[Place, ...], ...] = ()
    lost: tuple[Lost, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether what was found is enough to know what is meant: something of each group, all of what is split off,
        and two members of a group that is judged as a whole."""
        kind, groups = self.judgement.kind, self.groups
        if not groups or not all(groups):
            return False
        if kind == "split":
            return len(groups[-1]) == len(self.judgement.groups[-1])
        if self.judgement.on in ("point", "utterance") and kind in ("confirm", "dismiss", "note"):
            return len(groups[0]) > 1
        return True


def latest_first(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Each judgement once, the latest first, in an order that depends on nothing else. Of two with one id the later."""
    ordered = sorted(judgements, key=lambda j: (moment(j.at), j.id, msgspec.json.encode(j, order="sorted")))
    return sorted({j.id: j for j in ordered}.values(), key=lambda j: (moment(j.at), j.id), reverse=True)


def moment(at: str) -> datetime:
    """An ISO 8601 time; without a zone it is taken for UTC. Raises ValueError."""
    found = datetime.fromisoformat(at)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def withdrawn(judgements: Sequence[Judgement]) -> frozenset[str]:
    """The ids that are taken back; taking back a withdrawal puts its judgement in force again."""
    back: set[str] = set()
    for j in judgements:  # the latest first, and nothing is withdrawn before it was made
        if j.kind == "withdraw" and j.id not in back and j.withdraws:
            back.add(j.withdraws)
    return frozenset(back)


def find(judgements: Sequence[Judgement], reports: Sequence[Report]) -> list[Bearing]:
    """Where each judgement's anchors stand."""
    hashes = [] if not judgements else [anchors.fingerprint(r) for r in reports]
    out = []
    for j in judgements:
        groups: list[tuple[Place, ...]] = []
        lost: list[Lost] = []
        for group in j.groups:
            found = [anchors.locate(a, reports, hashes) for a in group]
            groups.append(tuple(p for p in found if isinstance(p, Place)))
            lost += [x for x in found if isinstance(x, Lost)]
        out.append(Bearing(j, tuple(groups), tuple(lost)))
    return out


def holder(place: Place, tiers: Sequence[Mapping[str, Sequence[Held]]]) -> Held | None:
    """The item that an anchor's stretch stands for: its own, else the shortest around it, else the longest inside.

    ``tiers`` are items by report, those that are preferred first.
    """
    inside: list[Held] = []
    for tier in tiers:
        near = [i for i in tier.get(place.report, ()) if i.start < place.end and place.start < i.end]
        around = [i for i in near if i.start <= place.start and place.end <= i.end]
        if around:
            return min(around, key=lambda i: (i.end - i.start, i.start, i.id))
        inside += [i for i in near if place.start <= i.start and i.end <= place.end]
    best = max(inside, key=lambda i: (i.end - i.start, -i.start), default=None)
    enough = best is not None and best.end - best.start >= LEAST_SHARE * (place.end - place.start)
    return best if enough else None
