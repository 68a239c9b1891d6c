"""Near-identical texts fold before anything costly: exact by hash, near by MinHash.

Resemblance of runs of words (Broder 1997) by one permutation, each part of it a hash (Li, Owen and Zhang 2012), empty
parts filled from others (Shrivastava 2017); bands of the signature are keys (Indyk and Motwani 1998).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

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

TOGETHER, BYTES = 64, 100_000
"""Texts, and bytes of text, that are sketched at once: what numpy asks for each call is shared, and fits the cache."""

Signature = npt.NDArray[np.uint16]
Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_PARTS = (SIZE - 1).bit_length()
_REST = 32 - _PARTS - (TOGETHER - 1).bit_length()
"""Bits of a hash that are compared within one part of one text: 19."""
_LETTERS = bytes(n >= 128 or chr(n).isalnum() for n in range(256))
_MASKS = np.array([2 ** (8 * n) - 1 for n in range(9)], dtype=np.uint64)
_SHIFTS = np.array([min(63, 64 - 8 * n) for n in range(9)], dtype=np.uint64)


def _probes() -> Places:
    """For each part the order in which others are asked when it is empty."""
    made = np.random.Generator(np.random.PCG64(7))
    return np.stack([made.permutation(SIZE) for _ in range(SIZE)])


_PROBES = _probes()


def sketches(texts: Iterable[str]) -> tuple[list[bytes], Signature]:
    """For each text a hash of its words in order, and for each of `SIZE` parts of all hashes the least of a shingle.

    Both are the same for the same words, whatever their case, marks and white space.
    """
    exact: list[bytes] = []
    signatures = [np.zeros((0, SIZE), dtype=np.uint16)]
    for some in _together(map(_plain, texts)):
        words, starts = _words(some)
        exact += _whole(words, starts)
        signatures.append(_signatures(*_shingles(words, starts)))
    return exact, np.concatenate(signatures)


def _plain(text: str) -> bytes:
    if text.isascii():
        return text.encode().lower()
    text = text.lower()
    for mark in MARKS:
        text = text.replace(mark, " ")
    return text.encode("utf-8", "replace")


def _together(texts: Iterable[bytes]) -> Iterator[list[bytes]]:
    some: list[bytes] = []
    size = 0
    for text in texts:
        some.append(text)
        size += len(text)
        if len(some) == TOGETHER or size >= BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


def _words(texts: list[bytes]) -> tuple[Hashes, Places]:
    """A hash of each word, from its first eight bytes, its last eight and its length; where each text's words start."""
    data = b" ".join((b" " * 8, *texts, b" " * 8))
    inside = np.frombuffer(data.translate(_LETTERS), dtype=np.bool_)
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = np.ascontiguousarray(edges[::2]), np.ascontiguousarray(edges[1::2])
    eight = np.ndarray(len(data) - 7, dtype="<u8", buffer=data, strides=(1,))
    long = ends - starts
    hashes = (eight[starts] & _MASKS.take(long, mode="clip")) * _BASE
    hashes ^= (eight[ends - 8] >> _SHIFTS.take(long, mode="clip")) + long.astype(np.uint64)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(31)
    hashes *= _BASE
    begin = np.cumsum([9, *(len(text) + 1 for text in texts)])
    return hashes, np.searchsorted(starts, begin)


def _whole(words: Hashes, starts: Places) -> list[bytes]:
    """A hash of all words of each text in their order: two sums, each word times a power of its place."""
    ends = starts - starts[0]
    rows = [np.diff(ends)]
    for base in (_BASE, _MIX):
        powers, inverse = _powers(int(base), len(words).bit_length())
        sums = np.zeros(len(words) + 1, dtype=np.uint64)
        np.cumsum(words * powers[: len(words)], out=sums[1:])
        rows.append((sums[ends[1:]] - sums[ends[:-1]]) * inverse[ends[:-1]])
    return [row.tobytes() for row in np.stack(rows, axis=1).astype("<u8")]


@functools.lru_cache(maxsize=16)
def _powers(base: int, bits: int) -> tuple[Hashes, Hashes]:
    """Powers of a number modulo 2^64, and of its inverse."""
    one = np.cumprod(np.full(2**bits, base, dtype=np.uint64), dtype=np.uint64)
    return one, np.cumprod(np.full(2**bits, pow(base, -1, 2**64), dtype=np.uint64), dtype=np.uint64)


def _shingles(words: Hashes, starts: Places) -> tuple[Hashes, Places]:
    """Hashes of the runs of `SHINGLE` words of each text, and whose each is; all words at once if there are fewer."""
    sizes = np.diff(starts)
    count = max(0, len(words) - SHINGLE + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for n in range(SHINGLE):
        mixed *= _BASE
        mixed += words[n : n + count]
    runs = np.maximum(sizes - SHINGLE + 1, 0)
    text = np.repeat(np.arange(len(sizes)), runs)
    at = np.arange(len(text)) + np.repeat(starts[:-1] - (np.cumsum(runs) - runs), runs)
    mixed = mixed[at]
    few = np.flatnonzero(sizes < SHINGLE)
    if len(few):
        whole = [np.bitwise_xor.reduce(words[starts[n] : starts[n + 1]] * _BASE) for n in few.tolist()]
        mixed, text = np.concatenate((mixed, np.array(whole, dtype=np.uint64))), np.concatenate((text, few))
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(32)
    return mixed, text


def _signatures(hashes: Hashes, text: Places) -> Signature:
    """The least hash of each text in each of its parts, by one sort: the text and the part lead every number."""
    count = int(text.max()) + 1
    keys = (text << _PARTS + _REST).astype(np.uint32) | (hashes >> np.uint64(64 - _PARTS - _REST)).astype(np.uint32)
    keys.sort()
    cell = keys >> np.uint32(_REST)
    first = np.flatnonzero(cell[1:] != cell[:-1]) + 1
    keys = np.concatenate((keys[:1], keys[first]))
    cell = keys >> np.uint32(_REST)
    filled = np.zeros(count * SIZE, dtype=np.bool_)
    filled[cell] = True
    least = np.zeros(count * SIZE, dtype=np.uint16)
    least[cell] = keys.astype(np.uint16)
    empty = np.flatnonzero(~filled)
    for probe in _PROBES.T:
        if not len(empty):
            break
        asked = empty // SIZE * SIZE + probe[empty % SIZE]
        found = filled[asked]
        least[empty[found]] = least[asked[found]]
        empty = empty[~found]
    return least.reshape(count, SIZE)


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
