"""Reports to stories: average linkage, inside each group that strong likeness holds together.

Two groups merge only if the mean likeness of their pairs reaches the threshold, and then one pair at least reaches it:
so groups that no such pair joins can be linked each on its own, with the same result.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.cluster.hierarchy import linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from crossread.stories.likeness import Floats

SAME = 0.13
"""Mean likeness from which two groups are one story."""
LARGEST = 2_000
"""A group of more reports is first cut at its weaker links, so that memory is bounded (200 MB)."""

Labels = npt.NDArray[np.int64]


def groups(
    count: int, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], values: Floats, same: float = SAME
) -> list[npt.NDArray[np.int64]]:
    """Groups of ``count`` reports, of two or more, that no likely pair joins: each can be linked on its own."""
    keep = values >= same
    return _groups(np.arange(count), rows[keep], columns[keep], values[keep], same)


def cut(distances: Floats, count: int, same: float = SAME) -> Labels:
    """For each of ``count`` reports the number of its story's first. The distances are those of all pairs, by rows."""
    labels = np.arange(count)
    groups = {n: [n] for n in range(count)}
    for number, (a, b, distance, _) in enumerate(linkage(distances, "average").tolist()):
        if distance > 1.0 - same:
            break
        groups[count + number] = groups.pop(int(a)) + groups.pop(int(b))
    for members in groups.values():
        labels[members] = min(members)
    return labels


def _groups(
    reports: npt.NDArray[np.int64],
    rows: npt.NDArray[np.int64],
    columns: npt.NDArray[np.int64],
    values: Floats,
    least: float,
) -> list[npt.NDArray[np.int64]]:
    """Groups of two or more that pairs of at least this likeness hold together, each in the order of its reports."""
    at = np.searchsorted(reports, rows), np.searchsorted(reports, columns)
    size = len(reports)
    _, which = connected_components(sp.coo_matrix((np.ones(len(rows)), at), shape=(size, size)), directed=False)
    order = np.argsort(which, kind="stable")
    found: list[npt.NDArray[np.int64]] = []
    for members in np.split(order, np.flatnonzero(np.diff(which[order])) + 1):
        if len(members) > LARGEST and least < 0.99:
            higher = 1.0 - (1.0 - least) * 0.9
            inside = np.zeros(size, dtype=bool)
            inside[members] = True
            keep = inside[at[0]] & (values >= higher)
            found += _groups(reports[members], rows[keep], columns[keep], values[keep], higher)
        elif len(members) > 1:
            found.append(reports[members])
    return found


def distances(likeness: Floats) -> Floats:
    """The condensed distances of a square matrix of likeness."""
    likeness = (likeness + likeness.T) / 2
    np.fill_diagonal(likeness, 1.0)
    return np.asarray(squareform(1.0 - likeness, checks=False))
