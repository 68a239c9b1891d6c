"""What an analyst says belongs together and what does not, as links that a grouping must keep.

Where judgements contradict each other the later holds: they are taken from the latest to the earliest, and of an
earlier one what still fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

Pair = tuple[str, str]
Edge = tuple[int, int]


@dataclass(frozen=True)
class Demand:
    """What one judgement asks of a grouping: members that are one group, pairs that never are."""

    judgement: str
    together: tuple[str, ...] = ()
    apart: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Links:
    """Pairs of ids that must meet in one group, and pairs that must not; each pair sorted."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    @property
    def named(self) -> frozenset[str]:
        """All ids that must meet another."""
        return frozenset(i for pair in self.together for i in pair)

    def among(self, ids: Sequence[str]) -> tuple[frozenset[Edge], frozenset[Edge]]:
        """Both as indexes i < j into these ids: apart, then together."""
        at = {x: n for n, x in enumerate(ids)}

        def edges(pairs: Iterable[Pair]) -> frozenset[Edge]:
            found = (sorted((at[a], at[b])) for a, b in pairs if a in at and b in at)
            return frozenset((i, j) for i, j in found)

        return edges(self.apart), edges(self.together)


NONE = Links()


@dataclass
class _Settling:
    """Groups and bars so far, and which judgement they are owed to: the latest of several."""

    group: dict[str, set[str]] = field(default_factory=dict)
    barred: dict[Pair, str] = field(default_factory=dict)
    joined_by: dict[Pair, str] = field(default_factory=dict)

    def of(self, x: str) -> set[str]:
        return self.group.setdefault(x, {x})

    def bar(self, a: str, b: str) -> str | None:
        """The judgement that bars any of one's group from any of the other's."""
        pairs = (_pair(x, y) for x in self.of(a) for y in self.of(b))
        return min((self.barred[p] for p in pairs if p in self.barred), default=None)

    def join(self, a: str, b: str, judgement: str) -> None:
        one, other = self.of(a), self.of(b)
        if one is other:
            return
        for x in one:
            for y in other:
                self.joined_by[_pair(x, y)] = judgement
        one |= other
        for x in other:
            self.group[x] = one


@dataclass(frozen=True)
class Settled:
    """The links, and which judgement was overruled by which: wholly, or else in part."""

    links: Links
    wholly: Mapping[str, str]
    partly: Mapping[str, str]


def settle(demands: Sequence[Demand]) -> Settled:
    """The links that these demands come to, given from the latest to the earliest."""
    now = _Settling()
    wholly: dict[str, str] = {}
    partly: dict[str, str] = {}
    for demand in demands:
        kept, refused = 0, []
        for a, b in demand.apart:
            if a != b and now.of(a) is now.of(b):
                refused.append(now.joined_by[_pair(a, b)])
            elif a != b:
                now.barred.setdefault(_pair(a, b), demand.judgement)
                kept += 1
        own = list(dict.fromkeys(demand.together))
        # Who is barred from most of the others comes last, so that the others stay together.
        bars = {x: sum(now.bar(x, y) is not None for y in own if y != x) for x in own}
        own.sort(key=lambda x: (bars[x], demand.together.index(x)))
        for x in own[1:]:
            if (by := now.bar(own[0], x)) is not None:
                refused.append(by)
            else:
                now.join(own[0], x, demand.judgement)
                kept += 1
        refused = [r for r in refused if r != demand.judgement]
        if refused:
            (partly if kept else wholly)[demand.judgement] = min(refused)
    groups = {id(g): g for g in now.group.values()}.values()
    together = frozenset(_pair(x, y) for g in groups for x, y in combinations(sorted(g), 2))
    apart = frozenset(_pair(x, y) for a, b in now.barred for x in now.of(a) for y in now.of(b))
    return Settled(Links(together, apart), wholly, partly)


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)
