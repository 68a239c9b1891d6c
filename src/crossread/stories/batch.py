"""A whole archive at once: folded copies aside, every report to its story."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from crossread.stories import likeness, linkage, neighbours
from crossread.stories.likeness import Days, Flags
from crossread.stories.linkage import Labels

Encode = Callable[[Sequence[int]], npt.NDArray[np.float32]]
"""Numbers of reports to unit vectors of their headlines and leads, a row each."""


def cluster(counts: sp.csr_matrix, days: Days, brief: Flags, encode: Encode, same: float = linkage.SAME) -> Labels:
    """The number of its story for each report. Reports come in the order of their days, undated ones first.

    ``counts`` is how often each word stands in each report's headline and lead; ``brief`` says that there is little
    more than a headline. Only reports with a neighbour are
    encoded: a sentence vector costs more than all the rest.
    """
    count = counts.shape[0]
    if not count:
        return np.zeros(0, dtype=np.int64)
    words = likeness.weighted(counts, np.bincount(counts.indices, minlength=counts.shape[1]).astype(float), count)
    prior = likeness.prior(neighbours.crowd(days))
    found = list(neighbours.pairs(words, days))
    rows = np.concatenate([r for r, _ in found])
    columns = np.concatenate([c for _, c in found])
    pairs = np.unique(np.stack((np.minimum(rows, columns), np.maximum(rows, columns)), axis=1), axis=0)
    rows, columns = pairs[:, 0], pairs[:, 1]
    shared = neighbours.cosines(words, rows, columns)
    apart = likeness.apart(days[rows], days[columns])
    little = brief[rows] | brief[columns]
    hopeful = likeness.hopeful(shared, apart, little, same, prior)
    rows, columns = rows[hopeful], columns[hopeful]
    shared, apart, little = shared[hopeful], apart[hopeful], little[hopeful]
    needed = np.unique(np.concatenate((rows, columns)))
    vectors = encode(needed.tolist())
    at = np.zeros(count, dtype=np.int64)
    at[needed] = np.arange(len(needed))
    dense = np.einsum("ij,ij->i", vectors[at[rows]], vectors[at[columns]]).astype(np.float64)
    values = likeness.likelihood(dense, shared, apart, little, prior)

    def square(group: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        return likeness.square(words[group], vectors[at[group]], days[group], brief[group], prior)

    return linkage.link(count, rows, columns, values, square, same)
