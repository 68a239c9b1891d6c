"""Which pairs of reports are worth a second look: those that share rare words, within a window of days."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from crossread.stories.likeness import Days, Floats

NEAREST = 16
"""Neighbours a report that are looked at: its story is reached through the nearest, not through all."""
WINDOW = 45
"""Days between two reports beyond which nothing joins them."""
ASKED = 24
"""Words of a report by which its neighbours are found."""
LEAST = 0.03
"""Cosine of words below which two reports are no neighbours."""
COMMON = 1_000
"""A word in more reports than this finds no neighbours (it still weighs once they are found)."""
BLOCK = 1_024
"""Reports that are held together against those of the window before the first of them, and against each other."""
LEAST_BLOCKS, MOST_BLOCKS = 4, 64
"""Of a stretch."""


Numbers = npt.NDArray[np.int64]


def stretches(days: Days) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of reports whose neighbours are looked up together: start and stop, and what they are held against.

    That is the first so many reports, which are undated, and those from a number on. A stretch has a quarter of the
    reports that it is held against, so that not too much is moved when another machine looks them up. Reports come in
    the order of their days, undated ones first.
    """
    undated = int((days < 0).sum())
    start = 0
    while start < len(days):
        low = 0 if days[start] < 0 else int(np.searchsorted(days, days[start] - WINDOW))
        size = min(max((start - low) // 4 // BLOCK, LEAST_BLOCKS), MOST_BLOCKS) * BLOCK
        yield start, min(start + size, len(days)), min(undated, low), low
        start += size


def pairs(words: sp.csr_matrix, seen: Floats, days: Days, start: int, block: int) -> tuple[Numbers, Numbers]:
    """Pairs (earlier, later) of neighbours among the reports from ``start`` on and those before, each pair once.

    ``seen`` is in how many reports of the whole archive each word stands. ``start`` is where a ``block`` of the whole
    archive begins: within one, reports are held against later ones too.
    """
    rare = without_common(words, seen)
    undated = int((days < 0).sum())
    found = [np.zeros((0, 2), dtype=np.int64)]
    for begin in range(start, rare.shape[0], block):
        stop = min(begin + block, rare.shape[0])
        low = 0 if days[begin] < 0 else int(np.searchsorted(days, days[begin] - WINDOW))
        columns = np.concatenate((np.arange(min(undated, low)), np.arange(low, stop)))
        product = (rarest(rare[begin:stop]) @ rare[columns].T).tocsr()
        product.data[_too_far(product, days[begin:stop], days[columns])] = 0.0
        rows, near = nearest(product, NEAREST)
        rows, near = rows + begin, columns[near]
        both = np.stack((np.minimum(rows, near), np.maximum(rows, near)), axis=1)
        found.append(np.unique(both[rows != near], axis=0))
    every = np.concatenate(found)
    return every[:, 0], every[:, 1]


def _too_far(product: sp.csr_matrix, days: Days, others: Days) -> npt.NDArray[np.bool_]:
    """Which entries are of two reports with more days between them than the window has; an undated one is near to all.

    A block is held against itself and the window before its first report, which can be many days altogether.
    """
    mine, theirs = np.repeat(days, np.diff(product.indptr)), others[product.indices]
    return np.asarray((np.abs(mine - theirs) > WINDOW) & (mine >= 0) & (theirs >= 0))


def without_common(words: sp.csr_matrix, seen: Floats) -> sp.csr_matrix:
    """The matrix without words that stand in too many reports to tell any of them from the others."""
    keep = (seen <= COMMON)[words.indices]
    row = np.repeat(np.arange(words.shape[0]), np.diff(words.indptr))[keep]
    return sp.csr_matrix((words.data[keep], (row, words.indices[keep])), shape=words.shape)


def rarest(words: sp.csr_matrix) -> sp.csr_matrix:
    """Of each row the words that weigh most; the others would find few neighbours more, at a high price."""
    words = words.sorted_indices()
    row = np.repeat(np.arange(words.shape[0]), np.diff(words.indptr))
    place = np.arange(len(row)) - words.indptr[row]
    order = np.sort(row << 52 | _falling(words.data) << 20 | place)
    row = order >> 52
    at = words.indptr[row] + (order & 0xFFFFF)
    keep = np.arange(len(row)) - words.indptr[row] < ASKED
    keep &= words.data[at] > 0
    return sp.csr_matrix((words.data[at[keep]], (row[keep], words.indices[at[keep]])), shape=words.shape)


def nearest(product: sp.csr_matrix, most: int) -> tuple[Numbers, Numbers]:
    """The greatest entries of each row, as rows and columns; ties go to the lower column. Of 2,048 rows at most."""
    keep = product.data >= LEAST
    row = np.repeat(np.arange(product.shape[0], dtype=np.int64), np.diff(product.indptr))[keep]
    value = _falling(np.clip(product.data[keep], LEAST, 1.0)) - _falling(np.ones(1))
    order = np.sort(row << 52 | value << 26 | product.indices[keep])
    row, column = order >> 52, order & 0x3FFFFFF
    keep = np.arange(len(row)) - np.searchsorted(row, np.arange(product.shape[0]))[row] <= most
    return row[keep], column[keep]


def _falling(values: npt.NDArray[np.floating]) -> Numbers:
    """Whole numbers that fall as positive numbers rise: the bits of a float are in its order."""
    return 0x7FFFFFFF - values.astype(np.float32).view(np.int32).astype(np.int64)


def cosines(a: sp.csr_matrix, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> Floats:
    """Cosine of each pair of rows."""
    out = np.empty(len(rows))
    for n in range(0, len(rows), 16_384):
        part = slice(n, n + 16_384)
        out[part] = np.asarray(a[rows[part]].multiply(a[columns[part]]).sum(axis=1)).ravel()
    return out
