"""Average linkage on a sparse graph: groups that hold together as a whole, not chains."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Edge = tuple[int, int]


def groups(
    size: int,
    edges: Mapping[Edge, float],
    colours: Sequence[str],
    least: float,
    apart: frozenset[Edge] = frozenset(),
    together: frozenset[Edge] = frozenset(),
) -> list[list[int]]:
    """Groups of two or more of ``size`` items, each sorted, in order of their first item.

    ``edges`` (i < j) are weights from 0 to 1; a pair without edge weighs 0, but two items of one colour (two statements
    of one report) say nothing either way and are left out of the mean. Two groups are joined while the mean between
    them is at least ``least``; ``apart`` are pairs that must never meet, ``together`` pairs that are joined before all
    others. Ties are broken by the items' order, so that the result does not depend on anything else.
    """
    members: dict[int, list[int]] = {n: [n] for n in range(size)}
    shades = {n: Counter([colours[n]]) for n in range(size)}
    near: dict[int, dict[int, float]] = {n: {} for n in range(size)}  # sums of weights between groups
    barred: dict[int, set[int]] = {n: set() for n in range(size)}
    for (i, j), weight in sorted(edges.items()):
        near[i][j] = near[j][i] = weight
    for i, j in sorted(apart):
        barred[i].add(j)
        barred[j].add(i)

    def mean(a: int, b: int) -> float:
        few, many = sorted((shades[a], shades[b]), key=len)
        pairs = len(members[a]) * len(members[b]) - sum(n * many[colour] for colour, n in few.items())
        return near[a][b] / pairs if pairs else 0.0

    heap: list[tuple[float, int, int]] = []
    home = list(range(size))
    joined: list[int] = []

    def join(a: int, b: int) -> None:
        fresh = size + len(joined)
        joined.append(fresh)
        group = sorted(members[a] + members[b])
        links = {k: near[a].get(k, 0.0) + near[b].get(k, 0.0) for k in {**near[a], **near[b]} if k not in (a, b)}
        forbidden = (barred[a] | barred[b]) - {a, b}
        shades[fresh] = shades.pop(a) + shades.pop(b)
        for old in (a, b):
            del members[old]
            for k in near.pop(old):
                if k in near:
                    near[k].pop(old, None)
            for k in barred.pop(old):
                if k in barred:
                    barred[k].discard(old)
        members[fresh], near[fresh], barred[fresh] = group, {}, forbidden
        for item in group:
            home[item] = fresh
        for k in forbidden:
            barred[k].add(fresh)
        for k in sorted(links):
            near[fresh][k] = near[k][fresh] = links[k]
            value = mean(fresh, k)
            if value >= least:
                heapq.heappush(heap, (-value, min(fresh, k), max(fresh, k)))

    for i, j in sorted(together):
        if home[i] != home[j]:
            join(home[i], home[j])
    for (i, j), weight in edges.items():
        if weight >= least and home[i] == i and home[j] == j:
            heapq.heappush(heap, (-weight, i, j))
    while heap:
        _, a, b = heapq.heappop(heap)
        if a in members and b in members and b not in barred[a]:
            join(a, b)
    return sorted((m for m in members.values() if len(m) > 1), key=lambda m: m[0])


def widened(
    found: Sequence[Sequence[int]],
    edges: Mapping[Edge, float],
    colours: Sequence[str],
    least: float,
    apart: frozenset[Edge] = frozenset(),
) -> list[list[int]]:
    """The same groups, each with the items of others and of none that it holds together with as well.

    An item is added where its mean weight to the members of other colours is at least ``least``; what is added does not
    draw in more. ``apart`` are pairs that must never meet.
    """
    near: dict[int, dict[int, float]] = {}
    for (i, j), weight in edges.items():
        near.setdefault(i, {})[j] = near.setdefault(j, {})[i] = weight

    def fits(item: int, group: Sequence[int]) -> bool:
        others = [near[item].get(member, 0.0) for member in group if colours[member] != colours[item]]
        free = not any((min(item, member), max(item, member)) in apart for member in group)
        return free and bool(others) and sum(others) >= least * len(others)

    out = []
    for group in found:
        around = sorted({j for i in group for j in near.get(i, {})} - set(group))
        out.append(sorted([*group, *(item for item in around if fits(item, group))]))
    return out


def left_over(
    found: Sequence[Sequence[int]],
    edges: Mapping[Edge, float],
    colours: Sequence[str],
    least: float,
    apart: frozenset[Edge] = frozenset(),
) -> list[list[int]]:
    """Groups out of the strong edges that no group holds, each sorted: where an item belongs to two groups.

    An edge of at least ``least`` joins the first group of such edges of which every member is bound to both its ends
    that strongly, or is of one colour with them; else it begins one.
    """
    held = {pair for group in found for n, i in enumerate(group) for pair in ((i, j) for j in group[n + 1 :])}
    strong = {edge for edge, weight in edges.items() if weight >= least and edge not in apart}

    def bound(a: int, b: int) -> bool:
        edge = (min(a, b), max(a, b))
        return a == b or edge in strong or (colours[a] == colours[b] and edge not in apart)

    made: list[set[int]] = []
    of: dict[int, list[int]] = {}
    for edge in sorted(strong - held, key=lambda e: (-edges[e], e)):
        near = sorted({n for end in edge for n in of.get(end, [])})
        home = next((n for n in near if all(bound(end, member) for end in edge for member in made[n])), len(made))
        if home == len(made):
            made.append(set())
        for end in set(edge) - made[home]:
            of.setdefault(end, []).append(home)
        made[home] |= set(edge)
    return [sorted(group) for group in made]


def components(pairs: Iterable[Edge]) -> list[list[int]]:
    """What hangs together by pairs, each sorted, in order of their first item."""
    found: list[set[int]] = []
    for pair in pairs:
        joined = [c for c in found if not c.isdisjoint(pair)]
        found = [c for c in found if c.isdisjoint(pair)] + [set(pair).union(*joined)]
    return sorted(sorted(c) for c in found)
