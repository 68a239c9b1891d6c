"""The reports that a new one may still join: their words, vectors and days, within a window that moves."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from crossread.stories import likeness, neighbours, odds
from crossread.stories.likeness import Days, Flags, Floats

Numbers = npt.NDArray[np.int64]
CHUNK = 4_096
"""Reports whose words are looked up together."""
REFRESH = 1.05
"""Growth after which the rarity of words is taken anew."""
SAMPLE = 256
"""Reports whose neighbours tell the odds."""
HALF_LIFE = 30
"""Days after which a report counts half for the rarity of its words."""


class Grown:
    """An array that grows at its end."""

    def __init__(self, kind: Any, width: int | None = None) -> None:
        self._data = np.zeros(1_024 if width is None else (256, width), dtype=kind)
        self.size = 0

    def extend(self, values: npt.NDArray[Any]) -> None:
        """Add values, or rows."""
        end = self.size + len(values)
        if end > len(self._data):
            larger = np.zeros((max(end, 2 * len(self._data)), *self._data.shape[1:]), dtype=self._data.dtype)
            larger[: self.size] = self._data[: self.size]
            self._data = larger
        self._data[self.size : end] = values
        self.size = end

    @property
    def all(self) -> npt.NDArray[Any]:
        """What has been added."""
        return self._data[: self.size]


class Live:
    """Reports are numbered as they come. What is older than the window is looked up no more."""

    def __init__(self) -> None:
        self.days = Grown(np.int64)
        self.vectors = Grown(np.float32, 384)
        self._brief = Grown(np.bool_)
        self._starts = Grown(np.int64)
        self._starts.extend(np.zeros(1, dtype=np.int64))
        self._words = Grown(np.int32)
        self._weights = Grown(np.float32)
        self._seen = np.zeros(1_024)
        self._total = 0.0
        self._rarity = np.zeros(1_024)
        self._measure = Grown(np.float64)
        self._fresh = 0.0
        self.today = -1
        """The latest day."""
        self.prior = 0.0
        self._low = 0
        self._chunks: dict[int, sp.csr_matrix] = {}

    def __len__(self) -> int:
        return self.days.size

    def add(self, counts: sp.csr_matrix, days: Days, brief: Flags) -> Numbers:
        """New reports, in the order of time; their numbers. Their vectors are set by `encoded`."""
        first = len(self)
        self._count(counts, int(days.max()))
        self.days.extend(days)
        self._brief.extend(brief)
        self.vectors.extend(np.zeros((len(days), 384), dtype=np.float32))
        self._starts.extend(self._starts.all[-1] + counts.indptr[1:].astype(np.int64))
        self._words.extend(counts.indices)
        self._weights.extend(1.0 + np.log(counts.data))
        if self._total > self._fresh * REFRESH:
            self._refresh()
        else:
            self._measure.extend(self._measured(first))
        return np.arange(first, len(self))

    def encoded(self, numbers: Numbers, vectors: npt.NDArray[np.float32]) -> None:
        """Set the vectors of reports."""
        self.vectors.all[numbers] = vectors

    def near(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Pairs (report, earlier neighbour) for the last reports added."""
        return self._near(numbers, earlier=True)

    def reckon(self) -> None:
        """Take the odds anew from the neighbours, earlier and later, of some reports of the window."""
        low = self._oldest(self.today)
        some = np.unique(np.linspace(low, len(self) - 1, min(SAMPLE, len(self) - low)).astype(np.int64))
        a, b = self._near(some, earlier=False)
        self.prior = odds.prior(odds.tally(self.shared(a, b), self.apart(a, b), self._little(a, b)), odds.SHARE_SAMPLED)

    def _near(self, numbers: Numbers, earlier: bool) -> tuple[Numbers, Numbers]:
        width = len(self._rarity)
        asked = self._rows(numbers)
        asked.data = asked.data * (self._rarity**2)[asked.indices] * (self._seen[asked.indices] <= neighbours.COMMON)
        asked = neighbours.rarest(asked)
        low = self._low = self._oldest(int(self.days.all[numbers].min()))
        parts = []
        for start in range(low - low % CHUNK, len(self), CHUNK):
            product = (asked @ self._chunk(start, width)).tocsr()
            product.data /= (
                np.repeat(self._lengths[numbers], np.diff(product.indptr)) * self._lengths[start + product.indices]
            )
            parts.append(product)
        product = sp.hstack(parts, format="csr")
        row = np.repeat(numbers, np.diff(product.indptr))
        column = product.indices + (low - low % CHUNK)
        product.data[((column >= row) if earlier else (column == row)) | (column < low)] = 0.0
        rows, columns = neighbours.nearest(product, neighbours.NEAREST)
        return numbers[rows], columns + (low - low % CHUNK)

    def open(self, number: int) -> bool:
        """The report is in the window, so that others can still join it."""
        return number >= self._low

    def likelihood(self, a: Numbers, b: Numbers, shared: Floats | None = None) -> Floats:
        """How likely each pair tells of one story; the cosine of its words may be given."""
        shared = self.shared(a, b) if shared is None else shared
        return likeness.likelihood(self.dense(a, b), shared, self.apart(a, b), self._little(a, b), self.prior)

    def hopeful(self, a: Numbers, b: Numbers, shared: Floats, least: float) -> Flags:
        """The pairs that may reach this likelihood once their vectors are known; the cosine of their words is given."""
        return likeness.hopeful(shared, self.apart(a, b), self._little(a, b), least, self.prior)

    def dense(self, a: Numbers, b: Numbers) -> Floats:
        """Cosine of the vectors of each pair."""
        vectors = self.vectors.all
        out = np.empty(len(a))
        for n in range(0, len(a), 16_384):
            part = slice(n, n + 16_384)
            out[part] = np.einsum("ij,ij->i", vectors[a[part]], vectors[b[part]])
        return out

    def shared(self, a: Numbers, b: Numbers) -> Floats:
        """Cosine of the weighted words of each pair."""
        if not len(a):
            return np.zeros(0)
        left = self._rows(a)
        left.data = left.data * (self._rarity**2)[left.indices]
        found = np.asarray(left.multiply(self._rows(b)).sum(axis=1)).ravel()
        return np.asarray(found / (self._lengths[a] * self._lengths[b]))

    def apart(self, a: Numbers, b: Numbers) -> Floats:
        """Days between the reports of each pair."""
        return likeness.apart(self.days.all[a], self.days.all[b])

    def square(self, group: Numbers) -> Floats:
        """Likelihood of all pairs of a group."""
        rows = self._rows(group)
        rows.data = rows.data * self._rarity[rows.indices] / np.repeat(self._lengths[group], np.diff(rows.indptr))
        return likeness.square(rows, self.vectors.all[group], self.days.all[group], self._brief.all[group], self.prior)

    def _little(self, a: Numbers, b: Numbers) -> Flags:
        return np.asarray(self._brief.all[a] | self._brief.all[b])

    # --- words ---

    @property
    def _lengths(self) -> Floats:
        """Of the weighted words of each report."""
        return self._measure.all

    def _count(self, counts: sp.csr_matrix, today: int) -> None:
        if counts.shape[1] > len(self._seen):
            more = max(counts.shape[1], 2 * len(self._seen)) - len(self._seen)
            self._seen = np.concatenate((self._seen, np.zeros(more)))
            self._rarity = np.concatenate((self._rarity, np.zeros(more)))
        if today > self.today:
            if self.today >= 0:
                faded = 0.5 ** ((today - self.today) / HALF_LIFE)
                self._seen *= faded
                self._total *= faded
            self.today = today
        np.add.at(self._seen, counts.indices, 1.0)
        self._total += counts.shape[0]
        unknown = counts.indices[self._rarity[counts.indices] == 0.0]
        self._rarity[unknown] = np.log((self._total + likeness.BACKGROUND + 1.0) / (self._seen[unknown] + 0.5))

    def _refresh(self) -> None:
        self._rarity = np.log((self._total + likeness.BACKGROUND + 1.0) / (self._seen + 0.5))
        self._rarity[self._seen == 0.0] = 0.0
        self._fresh = self._total
        self._measure.size = 0
        self._measure.extend(self._measured(0))

    def _measured(self, first: int) -> Floats:
        starts = self._starts.all[first:]
        squares = self._weights.all[starts[0] :] * self._rarity[self._words.all[starts[0] :]]
        squares *= squares
        sums = np.add.reduceat(np.append(squares, 0.0), starts[:-1] - starts[0]) * (np.diff(starts) > 0)
        return np.asarray(np.sqrt(np.maximum(sums, 1e-9)), dtype=np.float64)

    def _rows(self, numbers: Numbers) -> sp.csr_matrix:
        starts = self._starts.all
        lengths = starts[numbers + 1] - starts[numbers]
        indptr = np.concatenate(([0], np.cumsum(lengths)))
        at = np.arange(indptr[-1]) + np.repeat(starts[numbers] - indptr[:-1], lengths)
        return sp.csr_matrix(
            (self._weights.all[at].astype(np.float64), self._words.all[at], indptr),
            shape=(len(numbers), len(self._seen)),
        )

    def _chunk(self, start: int, width: int) -> sp.csr_matrix:
        """Words by reports, for the reports of one chunk. A full one is kept."""
        stop = min(start + CHUNK, len(self))
        known = self._chunks.get(start)
        if known is not None:
            known.resize((width, known.shape[1])) if known.shape[0] < width else None
            return known
        made = self._rows(np.arange(start, stop)).T.tocsr()
        if stop - start == CHUNK:
            self._chunks[start] = made
        return made

    def _oldest(self, today: int) -> int:
        low = int(np.searchsorted(np.maximum.accumulate(self.days.all), today - neighbours.WINDOW))
        for start in [s for s in self._chunks if s + CHUNK <= low]:
            del self._chunks[start]
        return low
