"""How likely two reports tell of one story: a logistic model of four features.

The cosine of the sentence vectors of headline and lead; the cosine of their weighted words, on a logarithmic scale, for
the first shared rare word tells most; the days between them; and whether one of them is little more than a headline,
which makes both cosines low.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

DENSE, WORDS, DAYS, BRIEF, BIAS = 9.5, 9.0, 0.7, 1.5, -10.0
"""Weights of the features, tuned together with the threshold of `linkage` on 826 labelled reports."""
LEAST_WORDS = 0.003
"""Cosine of words that counts as nothing shared."""
QUARTER_DAY = 0.25
UNDATED = 3
"""Days that are assumed between two reports of which one is undated."""
ONE = 32_767.0
"""What 1 is in a vector of whole numbers."""
TOGETHER = 2_048
"""Pairs whose vectors are looked up together (13 MB)."""

Vectors = npt.NDArray[np.float32]
Fixed = npt.NDArray[np.int16]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.int64]
"""Days as ordinals; below 0 for undated."""


def likelihood(dense: Floats, words: Floats, days: Floats, brief: Flags, prior: float = 0.0) -> Floats:
    """Between 0 and 1, element by element. ``brief``: one of the two is little more than a headline."""
    z = DENSE * dense + WORDS * scaled(words) - DAYS * soon(days) + BRIEF * brief + BIAS + prior
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


def scaled(words: Floats) -> Floats:
    """The cosine of words on a logarithmic scale, from 0 to 1."""
    return np.asarray(np.log((np.clip(words, 0.0, 1.0) + LEAST_WORDS) / LEAST_WORDS) / -np.log(LEAST_WORDS))


def soon(days: Floats) -> Floats:
    """The days between two reports on a logarithmic scale: the first day matters most."""
    return np.log1p(days / QUARTER_DAY)


def hopeful(words: Floats, days: Floats, brief: Flags, least: float, prior: float = 0.0) -> Flags:
    """The pairs that may reach this likelihood once their vectors are known.

    The closer the words, the closer vectors can be: of 100 likely pairs one at most is missed, and others stand for it.
    """
    return np.asarray(likelihood(np.minimum(0.35 + 3.0 * words, 0.8), words, days, brief, prior) >= least)


def square(words: sp.csr_matrix, vectors: Vectors | Fixed, days: Days, brief: Flags, prior: float = 0.0) -> Floats:
    """The likelihood of all pairs of some reports: rows of unit length, days, and whether each is brief."""
    exact = fixed(vectors).astype(np.float64)
    return likelihood(
        (exact @ exact.T) / ONE**2,
        np.asarray((words @ words.T).todense()),
        apart(days[:, None], days[None, :]),
        brief[:, None] | brief[None, :],
        prior,
    )


def fixed(vectors: Vectors | Fixed) -> Fixed:
    """Unit vectors in steps of 1/32767: sums of their products are exact, in whatever order a machine adds them up."""
    if vectors.dtype == np.int16:
        return vectors  # type: ignore[return-value]
    return np.asarray(np.clip(np.rint(vectors * ONE), -ONE, ONE), dtype=np.int16)


def loose(vectors: Fixed) -> Vectors:
    """Vectors of steps as numbers between -1 and 1."""
    return np.asarray(vectors / ONE, dtype=np.float32)


def cosines(vectors: Fixed, rows: Days, columns: Days) -> Floats:
    """Cosine of the vectors of each pair."""
    out = np.empty(len(rows))
    for n in range(0, len(rows), TOGETHER):
        part = slice(n, n + TOGETHER)
        a, b = vectors[rows[part]].astype(np.float64), vectors[columns[part]].astype(np.float64)
        out[part] = np.einsum("ij,ij->i", a, b) / ONE**2
    return out


def apart(a: Days, b: Days) -> Floats:
    """Days between two dates; arrays that numpy can stretch to one shape."""
    return np.where((a < 0) | (b < 0), UNDATED, np.abs(a - b)).astype(np.float64)


def weighted(counts: sp.csr_matrix, seen: Floats, total: int) -> sp.csr_matrix:
    """Rows of unit length: 1 + log of the count by the word's rarity, ``seen`` being in how many of ``total`` it is."""
    rarity = np.log((total + BACKGROUND + 1.0) / (seen + 0.5))
    out = counts.copy().astype(np.float32)
    out.data = ((1.0 + np.log(out.data)) * rarity[out.indices]).astype(np.float32)
    length = np.sqrt(np.asarray(out.multiply(out).sum(axis=1)).ravel())
    out.data /= np.repeat(np.maximum(length, 1e-9), np.diff(out.indptr)).astype(np.float32)
    return out


BACKGROUND = 100
"""Reports of other stories that are thought beside the given ones: in a handful, a word that all share still tells."""
