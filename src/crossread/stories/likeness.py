"""How likely two reports tell of one story: a logistic model of three features.

The cosine of the sentence vectors of headline and lead, the cosine of their weighted words (on a logarithmic scale: the
first shared rare word tells most), and the days between them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

DENSE, WORDS, DAYS, BIAS = 9.3, 8.4, 0.57, -10.3
LEAST_WORDS = 0.003
"""Cosine of words that counts as nothing shared."""
QUARTER_DAY = 0.25
UNDATED = 3
"""Days that are assumed between two reports of which one is undated."""


Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]
"""Days as ordinals; below 0 for undated."""


def likelihood(dense: Floats, words: Floats, days: Floats) -> Floats:
    """Between 0 and 1, element by element."""
    scale = np.log((np.clip(words, 0.0, 1.0) + LEAST_WORDS) / LEAST_WORDS) / -np.log(LEAST_WORDS)
    z = DENSE * dense + WORDS * scale - DAYS * np.log1p(days / QUARTER_DAY) + BIAS
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


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
