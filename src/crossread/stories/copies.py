"""Near-identical texts fold before anything costly: exact by hash, near by MinHash.

Broder 1997 (resemblance of shingles), with bands of the signature as keys (Indyk and Motwani 1998).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SHINGLE = 5
"""Words of a shingle."""
ROWS, BANDS = 4, 32
"""A pair of resemblance .8 shares a band of the 32 but once in 10^7, one of .5 in 13 of 100 cases not."""
SIZE = ROWS * BANDS
NEAR = 0.72
"""Resemblance from which two texts are one text: a headline, a dateline and a paragraph may differ in 400 words."""
KEPT_WORDS = 500_000
WORD = re.compile(r"\w+")

Signature = npt.NDArray[np.uint32]
_MULTIPLIERS = np.array(
    [int.from_bytes(hashlib.blake2b(b"a%d" % n, digest_size=8).digest(), "little") | 1 for n in range(SIZE)],
    dtype=np.uint64,
)
_ADDENDS = np.array(
    [int.from_bytes(hashlib.blake2b(b"b%d" % n, digest_size=8).digest(), "little") for n in range(SIZE)],
    dtype=np.uint64,
)
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Sketcher:
    """Texts to signatures: the same for the same words, whatever their case, marks and white space."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}

    def __call__(self, text: str) -> tuple[bytes, Signature]:
        """A hash of the words in order, and the least of each of `SIZE` hashes over their shingles."""
        words = WORD.findall(text.lower())
        known = self._words
        try:
            codes = [known[w] for w in words]
        except KeyError:
            if len(known) > KEPT_WORDS:
                known.clear()
            for word in words:
                if word in known:
                    continue
                known[word] = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest())
            codes = [known[w] for w in words]
        row = np.array(codes, dtype=np.uint64)
        exact = hashlib.blake2b(row.tobytes(), digest_size=12).digest()
        return exact, _least(_shingles(row))


def _shingles(row: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Hashes of the runs of `SHINGLE` words; of all words at once if there are fewer."""
    count = max(1, len(row) - SHINGLE + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for n in range(min(SHINGLE, len(row))):
        mixed = (mixed ^ row[n : n + count]) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def _least(hashes: npt.NDArray[np.uint64]) -> Signature:
    mixed = hashes[:, None] * _MULTIPLIERS
    mixed += _ADDENDS
    return np.asarray((mixed.min(axis=0) >> np.uint64(32)).astype(np.uint32))


def fold(
    exact: Sequence[bytes], signatures: npt.NDArray[np.uint32], may: Sequence[bool] | None = None
) -> npt.NDArray[np.int64]:
    """For each text, in the order of time, the number of the first text that it is a copy of; its own if of none.

    ``may`` says which texts can be folded: one that is the site's menu cannot.
    """
    count = len(exact)
    first = np.arange(count)
    allowed = np.ones(count, dtype=bool) if may is None else np.asarray(may, dtype=bool)
    seen: dict[bytes, int] = {}
    for n in np.flatnonzero(allowed).tolist():
        first[n] = seen.setdefault(exact[n], n)
    left = np.flatnonzero(allowed & (first == np.arange(count)))
    if len(left) > 1:
        pairs = _candidates(signatures[left])
        near = _resembling(signatures, left[pairs[:, 0]], left[pairs[:, 1]]) >= NEAR
        for early, late in sorted(map(tuple, left[pairs[near]].tolist()), key=lambda p: (p[1], p[0])):
            if first[late] == late:
                first[late] = first[early]
    return first[first]


def _candidates(signatures: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """Pairs (earlier, later) that share a band: each with the first of its band and with the one before it."""
    found: list[npt.NDArray[np.int64]] = []
    for band in range(BANDS):
        rows = signatures[:, band * ROWS : (band + 1) * ROWS].astype(np.uint64)
        keys = rows[:, 0]
        for n in range(1, ROWS):
            keys = (keys * _MIX) ^ (keys >> np.uint64(31)) ^ rows[:, n]
        order = np.argsort(keys, kind="stable")
        sorted_keys = keys[order]
        new = np.concatenate(([True], sorted_keys[1:] != sorted_keys[:-1]))
        start = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))
        inside = np.flatnonzero(~new)
        found.append(np.stack((order[start[inside]], order[inside]), axis=1))
        found.append(np.stack((order[inside - 1], order[inside]), axis=1))
    return np.unique(np.concatenate(found), axis=0)


def _resembling(
    signatures: npt.NDArray[np.uint32], a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    out = np.empty(len(a))
    for n in range(0, len(a), 65_536):
        part = slice(n, n + 65_536)
        out[part] = (signatures[a[part]] == signatures[b[part]]).mean(axis=1)
    return out
