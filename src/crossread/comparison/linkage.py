"""Average linkage on a sparse graph: groups that hold together as a whole, not chains."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

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
    near: dict[int, dict[int, float]] = {n: {} for n in range(size)}  # sums of weights between groups
    barred: dict[int, set[int]] = {n: set() for n in range(size)}
    for (i, j), weight in sorted(edges.items()):
        near[i][j] = near[j][i] = weight
    for i, j in sorted(apart):
        barred[i].add(j)
        barred[j].add(i)

    def mean(a: int, b: int) -> float:
        pairs = sum(colours[x] != colours[y] for x in members[a] for y in members[b])
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
