"""A whole archive at once: folded copies aside, every report to its story.

Blocks of days, and groups that nothing joins, are worked on each on its own, by whoever the executor says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from msgspec import Struct

from crossread.stories import likeness, linkage, neighbours, odds
from crossread.stories.executors import Executor, Here
from crossread.stories.likeness import Days, Fixed, Flags, Floats
from crossread.stories.linkage import Labels

Numbers = npt.NDArray[np.int64]
Encode = Callable[[Sequence[int]], Fixed]
"""Numbers of reports to unit vectors of their headlines and leads, a row each."""
Told = Callable[[str, int, int], None]
LINKED = 4_000_000
"""Pairs of reports in the groups that are linked in one job (32 MB of likelihoods)."""


class Some(Struct, frozen=True):
    """Some reports of an archive, by value, and what must be known of the whole: word counts have columns for the words
    of these reports alone, ``seen`` says in how many of all ``total`` reports each of those words stands."""

    counts: sp.csr_matrix
    seen: Floats
    total: int
    days: Days
    brief: Flags
    prior: float
    same: float

    @property
    def words(self) -> sp.csr_matrix:
        """Weighted words, rows of unit length."""
        return likeness.weighted(self.counts, self.seen, self.total)


class Stretch(Struct, frozen=True):
    """Reports from ``start`` on whose neighbours are looked for, and before them those that they are held against."""

    reports: Some
    start: int
    block: int


class Likely(Struct, frozen=True):
    """Pairs that may tell of one story, by their places in a stretch; the cosine of the words of each; what all
    neighbours are like."""

    rows: npt.NDArray[np.int32]
    columns: npt.NDArray[np.int32]
    shared: npt.NDArray[np.float32]
    tally: odds.Tally


class Groups(Struct, frozen=True):
    """Groups of reports, one after the other, and the vector of each report."""

    reports: Some
    vectors: Fixed
    sizes: list[int]


# --- on one block ---


def near(job: Stretch) -> Likely:
    """Neighbours that may reach the threshold once their vectors are known."""
    reports = job.reports
    words = reports.words
    rows, columns = neighbours.pairs(words, reports.seen, reports.days, job.start, job.block)
    shared = neighbours.cosines(words, rows, columns)
    apart = likeness.apart(reports.days[rows], reports.days[columns])
    little = reports.brief[rows] | reports.brief[columns]
    keep = likeness.hopeful(shared, apart, little, reports.same, reports.prior)
    return Likely(
        rows[keep].astype(np.int32),
        columns[keep].astype(np.int32),
        shared[keep].astype(np.float32),
        odds.tally(shared, apart, little),
    )


def linked(job: Groups) -> Labels:
    """For each report its story's first report, by its place in the group."""
    reports, words = job.reports, job.reports.words
    found = [np.zeros(0, dtype=np.int64)]
    start = 0
    for size in job.sizes:
        part = slice(start, start + size)
        square = likeness.square(words[part], job.vectors[part], reports.days[part], reports.brief[part], reports.prior)
        found.append(linkage.cut(linkage.distances(square), size, reports.same))
        start += size
    return np.concatenate(found)


# --- on the whole ---


class Whole:
    """An archive, of which some reports are taken."""

    def __init__(self, counts: sp.csr_matrix, days: Days, brief: Flags, same: float) -> None:
        self._counts, self.days, self.brief, self.same = counts, days, brief, same
        self._seen = np.bincount(counts.indices, minlength=counts.shape[1]).astype(float)
        self.prior = 0.0
        """The highest that it can be, until the neighbours are known."""

    def some(self, numbers: Numbers) -> Some:
        """These reports."""
        rows = self._counts[numbers]
        there = np.zeros(rows.shape[1], dtype=np.bool_)
        there[rows.indices] = True
        at = (np.cumsum(there) - 1).astype(np.int32)
        counts = sp.csr_matrix((rows.data, at[rows.indices], rows.indptr), shape=(len(numbers), int(there.sum())))
        return Some(
            counts, self._seen[there], len(self.days), self.days[numbers], self.brief[numbers], self.prior, self.same
        )


def cluster(
    counts: sp.csr_matrix,
    days: Days,
    brief: Flags,
    encode: Encode,
    executor: Executor | None = None,
    tell: Told = lambda *_: None,
    same: float = linkage.SAME,
) -> tuple[Labels, float]:
    """The number of its story for each report, and the odds of the archive.

    Reports come in the order of their days, undated ones first.
    ``counts`` is how often each word stands in each report's headline and lead; ``brief`` says that there is little
    more than a headline. Only reports with a neighbour are encoded: a sentence vector costs more than all the rest.
    """
    count = counts.shape[0]
    if not count:
        return np.zeros(0, dtype=np.int64), 0.0
    executor = executor or Here()
    whole = Whole(counts, days, brief, same)
    rows, columns, shared = _likely(whole, executor, tell)
    needed = np.unique(np.concatenate((rows, columns)))
    vectors = encode(needed.tolist())
    at = np.zeros(count, dtype=np.int32)
    at[needed] = np.arange(len(needed))
    dense = likeness.cosines(vectors, at[rows], at[columns])
    apart = likeness.apart(days[rows], days[columns])
    values = likeness.likelihood(dense, shared.astype(np.float64), apart, brief[rows] | brief[columns], whole.prior)
    del dense, apart, shared
    groups = linkage.groups(count, rows, columns, values, same)
    del rows, columns, values
    labels = np.arange(count)
    batches = list(_batches(groups))

    def jobs() -> Iterator[Groups]:
        for batch in batches:
            numbers = np.concatenate(batch)
            yield Groups(whole.some(numbers), vectors[at[numbers]], [len(group) for group in batch])

    for done, (batch, firsts) in enumerate(zip(batches, executor.map(linked, jobs()), strict=True)):
        tell("linking", done, len(batches))
        start = 0
        for group in batch:
            labels[group] = group[firsts[start : start + len(group)]]
            start += len(group)
    return labels, whole.prior


def _likely(whole: Whole, executor: Executor, tell: Told) -> tuple[Numbers, Numbers, npt.NDArray[np.float32]]:
    """Pairs (earlier, later), and the cosine of the words of each; the archive learns its odds."""
    stretches = list(neighbours.stretches(whole.days))

    def jobs() -> Iterator[Stretch]:
        for start, stop, undated, low in stretches:
            numbers = np.concatenate((np.arange(undated), np.arange(low, stop)))
            yield Stretch(whole.some(numbers), undated + start - low, neighbours.BLOCK)

    rows, columns, shared = [], [], []
    tally = odds.nothing()
    for done, (stretch, found) in enumerate(zip(stretches, executor.map(near, jobs()), strict=True)):
        tell("looking for neighbours", done, len(stretches))
        _, _, undated, low = stretch
        rows.append(np.where(found.rows < undated, found.rows, found.rows + np.int32(low - undated)))
        columns.append(np.where(found.columns < undated, found.columns, found.columns + np.int32(low - undated)))
        shared.append(found.shared)
        tally += found.tally
    whole.prior = odds.prior(tally)
    left, right, words = np.concatenate(rows), np.concatenate(columns), np.concatenate(shared)
    apart, little = likeness.apart(whole.days[left], whole.days[right]), whole.brief[left] | whole.brief[right]
    keep = likeness.hopeful(words.astype(np.float64), apart, little, whole.same, whole.prior)
    return left[keep], right[keep], words[keep]


def _batches(groups: list[Numbers]) -> Iterator[list[Numbers]]:
    """Groups that are linked in one job."""
    batch: list[Numbers] = []
    size = 0
    for group in groups:
        batch.append(group)
        size += len(group) ** 2 + 1_000 * len(group)
        if size >= LINKED:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
