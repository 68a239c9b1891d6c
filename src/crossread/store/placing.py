"""Which found story keeps which id when reports are placed anew. A pure function: the archive reads and writes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from crossread.identity import identity

Why = Callable[[Sequence[int], Sequence[int]], float | None]
"""The numbers of the reports that moved and of those on the other side to how likely they are of one story, on average;
None if that is not known."""


class Member(NamedTuple):
    """A record in a story; ``original`` is the record that it is a copy or a version of."""

    number: int
    kind: Literal["report", "copy", "version"] = "report"
    original: int | None = None


Group = Sequence[Member]
"""Records of one event, in the order of time."""


class Moved(NamedTuple):
    """``merged``: ``other`` became part of ``story``. ``parted``: ``reports`` left ``story``, they are in ``other``."""

    kind: Literal["merged", "parted"]
    story: str
    other: str
    reports: int
    likelihood: float | None


class Shift(NamedTuple):
    """A move before it is known how likely both sides are one: the records that move, and those on the other side."""

    kind: Literal["merged", "parted"]
    story: str
    other: str
    records: tuple[int, ...]
    others: tuple[int, ...]


@dataclass
class Plan:
    """What is to be written: ``stories`` is the id of each group, ``merged`` the new aliases."""

    stories: list[str]
    merged: dict[str, str] = field(default_factory=dict)
    shifts: list[Shift] = field(default_factory=list)


def plan(
    groups: Sequence[Group],
    held: Mapping[int, str],
    sizes: Mapping[str, int],
    since: Mapping[str, str],
    names: Mapping[int, str],
    free: Callable[[Iterable[str]], set[str]],
) -> Plan:
    """Ids for groups of records.

    ``held``: the story of each record that has one; ``sizes``, ``since``: how many records those stories have, and
    their first dates; ``names``: the ids of the records by number; ``free``: those of some ids that no story has that
    still stands.

    A story goes on in the group that has most of its records; a group goes on as the largest, then the oldest, of the
    stories that go on in it. A story that goes on nowhere is merged into the group that has most of it.
    """
    shared: dict[str, Counter[int]] = defaultdict(Counter)
    for at, group in enumerate(groups):
        for member in group:
            if old := held.get(member.number):
                shared[old][at] += 1
    wanted = [identity(names[group[0].number]) for group in groups]
    # records of a story that no group names go with its id: they weigh for it
    rest = {old: sizes[old] - spread.total() for old, spread in shared.items()}
    claims = sorted(
        (-(count + rest[old]), since[old], old, wanted[at], at)
        for old, spread in shared.items()
        for at, count in spread.items()
    )
    ids: dict[int, str] = {}
    heirs: dict[str, int] = {}
    for _, _, old, _, at in claims:
        if at not in ids and old not in heirs:
            ids[at], heirs[old] = old, at
    _found(groups, ids, wanted, names, free)
    made = Plan(stories=[ids[at] for at in range(len(groups))])
    for old in sorted(shared):
        _record(made, old, shared[old], heirs.get(old), groups, held)
    return made


def _found(
    groups: Sequence[Group],
    ids: dict[int, str],
    wanted: list[str],
    names: Mapping[int, str],
    free: Callable[[Iterable[str]], set[str]],
) -> None:
    """Ids for the groups that take none over: made from their first report's, with a number if that is not free."""
    used = set(ids.values())
    new = sorted((at for at in range(len(groups)) if at not in ids), key=lambda at: (wanted[at], groups[at][0].number))
    may = free(wanted[at] for at in new)
    for at in new:
        id, n = wanted[at], 1
        while id in used or id not in may:
            n += 1
            id = identity(f"{names[groups[at][0].number]} {n}")
            may |= free([id])
        used.add(id)
        ids[at] = id


def _record(
    made: Plan, old: str, spread: Counter[int], heir: int | None, groups: Sequence[Group], held: Mapping[int, str]
) -> None:
    stays = heir if heir is not None else min(spread, key=lambda at: (-spread[at], made.stories[at]))
    left = tuple(m.number for m in groups[stays] if held.get(m.number) == old)
    for at in sorted(spread, key=lambda at: (at != stays, made.stories[at])):
        id = made.stories[at]
        if at != stays:
            moved = tuple(m.number for m in groups[at] if held.get(m.number) == old)
            made.shifts.append(Shift("parted", old, id, moved, left))
        elif at != heir:
            others = tuple(m.number for m in groups[at] if held.get(m.number) != old)
            made.merged[old] = id
            made.shifts.append(Shift("merged", id, old, left, others))
