"""Near-identical texts fold before anything costly: exact by hash, near by MinHash.

Resemblance of runs of words (Broder 1997) by one permutation, each part of it a hash (Li, Owen and Zhang 2012), empty
parts filled from others (Shrivastava 2017); bands of the signature are keys (Indyk and Motwani 1998).
"""

from __future__ import annotations

import hashlib
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
MARKS = "’‘“”–—…«»„\u00a0\u200b"
"""Marks that are no letters but lie outside ASCII, as letters of other alphabets do."""

Signature = npt.NDArray[np.uint16]
Hashes = npt.NDArray[np.uint64]
_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_PART = np.uint64(64 - (SIZE - 1).bit_length())


def _inside() -> npt.NDArray[np.bool_]:
    table = np.zeros(256, dtype=np.bool_)
    table[128:] = True
    table[[n for n in range(128) if chr(n).isalnum()]] = True
    return table


def _probes() -> npt.NDArray[np.int64]:
    """For each part the order in which others are asked when it is empty."""
    made = np.random.Generator(np.random.PCG64(7))
    return np.stack([made.permutation(SIZE) for _ in range(SIZE)])


_INSIDE, _PROBES = _inside(), _probes()


class Sketcher:
    """Texts to signatures: the same for the same words, whatever their case, marks and white space."""

    def __init__(self) -> None:
        self._powers = np.zeros(0, dtype=np.uint64)
        self._inverse = np.zeros(0, dtype=np.uint64)

    def __call__(self, text: str) -> tuple[bytes, Signature]:
        """A hash of the words in order, and for each of `SIZE` parts of all hashes the least hash of a shingle."""
        words = self._words(text)
        return hashlib.blake2b(words.tobytes(), digest_size=12).digest(), _signature(_shingles(words))

    def _words(self, text: str) -> Hashes:
        """A hash of each word, all at once: sums of bytes times powers of a number, from a word's start to its end."""
        text = text.lower()
        if not text.isascii():
            for mark in MARKS:
                text = text.replace(mark, " ")
        data = np.frombuffer(f" {text} ".encode("utf-8", "replace"), dtype=np.uint8)
        inside = _INSIDE[data]
        edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
        if len(data) > len(self._powers):
            self._grow(2 * len(data))
        sums = np.cumsum((data + np.uint64(1)) * self._powers[: len(data)], dtype=np.uint64)
        starts, ends = edges[::2], edges[1::2]
        hashes = (sums[ends - 1] - sums[starts - 1]) * self._inverse[starts]
        hashes ^= hashes >> np.uint64(31)
        return np.asarray(hashes * _MIX)

    def _grow(self, size: int) -> None:
        self._powers = np.cumprod(np.full(size, _BASE, dtype=np.uint64), dtype=np.uint64)
        self._inverse = np.cumprod(np.full(size, pow(_BASE, -1, 2**64), dtype=np.uint64), dtype=np.uint64)


def _shingles(words: Hashes) -> Hashes:
    """Sorted hashes of the runs of `SHINGLE` words; of all words at once if there are fewer."""
    count = max(1, len(words) - SHINGLE + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for n in range(min(SHINGLE, len(words))):
        mixed = (mixed ^ words[n : n + count]) * _MIX
        mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX
    mixed.sort()
    return mixed


def _signature(hashes: Hashes) -> Signature:
    part = (hashes >> _PART).astype(np.int64)
    first = np.flatnonzero(np.concatenate(([True], part[1:] != part[:-1])))
    filled = np.zeros(SIZE, dtype=np.bool_)
    filled[part[first]] = True
    least = np.zeros(SIZE, dtype=np.uint16)
    least[part[first]] = (hashes[first] >> np.uint64(8)).astype(np.uint16)
    empty = np.flatnonzero(~filled)
    if len(empty):
        asked = _PROBES[empty]
        least[empty] = least[asked[np.arange(len(empty)), filled[asked].argmax(axis=1)]]
    return least


def fold(exact: Sequence[bytes], signatures: Signature, may: npt.ArrayLike | None = None) -> npt.NDArray[np.int64]:
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


def _candidates(signatures: Signature) -> npt.NDArray[np.int64]:
    """Pairs (earlier, later) that share a band: each with the first of its band and with the one before it."""
    found = np.zeros(0, dtype=np.int64)
    count = len(signatures)
    banded = np.ascontiguousarray(signatures).view(np.uint64)
    for band in range(BANDS):
        keys = banded[:, band]
        order = np.argsort(keys, kind="stable")
        sorted_keys = keys[order]
        new = np.concatenate(([True], sorted_keys[1:] != sorted_keys[:-1]))
        start = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))
        inside = np.flatnonzero(~new)
        pairs = (order[start[inside]] * count + order[inside], order[inside - 1] * count + order[inside])
        found = np.unique(np.concatenate((found, *pairs)))
    return np.stack((found // count, found % count), axis=1)


def _resembling(signatures: Signature, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    out = np.empty(len(a))
    for n in range(0, len(a), 65_536):
        part = slice(n, n + 65_536)
        out[part] = (signatures[a[part]] == signatures[b[part]]).mean(axis=1)
    return out
