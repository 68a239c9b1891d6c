"""What changed between two versions of a text: the words that went and the words that came, at their offsets."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence

from msgspec import Struct
from rapidfuzz.distance import LCSseq

Extract = tuple[int, int, str]
"""``start``, ``end`` and ``text[start:end]``. Where nothing stood, both are the place and the text is empty."""
Same = tuple[int, int, int]
"""A run that both have: its start in the one, in the other, its length."""

TOKEN = re.compile(r"\d+(?:[.,:]\d+)+|\w+(?:['’-]\w+)*|[^\w\s]")
SPACE = re.compile(r"\s+")
ENDS = (".", "!", "?", ".”", "!”", "?”", '."', '!"', '?"', ".’", ".'", ".)")
"""What stands at the end of a sentence, before white space."""
MOST = 4 * 10**8
"""Pairs of words that are held against each other at most (50 MB); a larger change is one difference."""


class Difference(Struct, frozen=True, kw_only=True):
    """One change: what stood in the earlier text, what stands in the later. One of the two may be empty."""

    was: Extract
    now: Extract


def differences(earlier: str, later: str) -> tuple[Difference, ...]:
    """The changes from one text to the other, in their order. White space makes no difference; case does.

    Sentences that both have are set aside, then the longest common subsequence of words. Runs that both have but that
    are shorter than the changes on both sides are part of one change: a rewritten sentence is no riddle of *the* and
    *of*.
    """
    if earlier == later:
        return ()
    changed = list(_gaps(_pieces(earlier, later), len(earlier), len(later)))
    return tuple(d for gap in changed for d in _words(earlier, later, *gap))


def _pieces(earlier: str, later: str) -> list[Same]:
    """Whole sentences that both have, as stretches of characters."""
    one, other = _sentences(earlier), _sentences(later)
    runs = _common([earlier[a:b] for a, b in one], [later[a:b] for a, b in other])
    pairs = [(one[a + n], other[b + n]) for a, b, length in runs for n in range(length)]
    return [(a, b, end - a) for (a, end), (b, _) in pairs]


def _sentences(text: str) -> list[tuple[int, int]]:
    """Stretches between line ends and the white space behind marks that end a sentence, as far as marks tell."""
    out, start = [], 0
    for space in SPACE.finditer(text):
        if "\n" in space[0] or text.endswith(ENDS, start, space.start()):
            out.append((start, space.start()))
            start = space.end()
    return [(a, b) for a, b in [*out, (start, len(text))] if a < b]


def _words(earlier: str, later: str, a: int, b: int, c: int, d: int) -> Iterator[Difference]:
    """The changes from ``earlier[a:b]`` to ``later[c:d]``."""
    one, other = list(TOKEN.finditer(earlier, a, b)), list(TOKEN.finditer(later, c, d))
    same = _common([m[0] for m in one], [m[0] for m in other])
    for i, j, k, m in _gaps(_readable(same, len(one), len(other)), len(one), len(other)):
        yield Difference(was=_extract(earlier, one, i, j, b), now=_extract(later, other, k, m, d))


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[Same]:
    """Runs that two sequences have in common, in their order: what is before and behind all changes, and the rest."""
    shorter = min(len(one), len(other))
    head = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    most = shorter - head
    tail = next((n for n in range(most) if one[-1 - n] != other[-1 - n]), most)
    a, b = one[head : len(one) - tail], other[head : len(other) - tail]
    inside: list[Same] = []
    if a and b and len(a) * len(b) <= MOST:
        found = LCSseq.opcodes(a, b)
        inside = [(o.src_start + head, o.dest_start + head, o.src_end - o.src_start) for o in found if o.tag == "equal"]
    runs = [(0, 0, head), *inside, (len(one) - tail, len(other) - tail, tail)]
    return [run for run in runs if run[2]]


def _readable(same: list[Same], one: int, other: int) -> list[Same]:
    """Without the runs that are shorter than the changes on both sides of them, the shortest first."""
    kept = list(same)
    while kept:
        gaps = _sizes(kept, one, other)
        weak = [(run[2], n) for n, run in enumerate(kept) if run[2] < min(gaps[n], gaps[n + 1])]
        if not weak:
            return kept
        # those of one length that do not touch go together, so that a long text takes few rounds
        length = min(weak)[0]
        gone = {n for size, n in weak if size == length}
        kept = [run for n, run in enumerate(kept) if n not in gone or n - 1 in gone]
    return kept


def _sizes(same: list[Same], one: int, other: int) -> list[int]:
    """The size of the change before each run, and behind the last: the words of its larger side."""
    out, a, b = [], 0, 0
    for i, j, length in same:
        out.append(max(i - a, j - b))
        a, b = i + length, j + length
    return [*out, max(one - a, other - b)]


def _gaps(same: Sequence[Same], one: int, other: int) -> Iterator[tuple[int, int, int, int]]:
    """What lies between the runs: start and end in the one and in the other."""
    a = b = 0
    for i, j, length in [*same, (one, other, 0)]:
        if i > a or j > b:
            yield a, i, b, j
        a, b = i + length, j + length


def _extract(text: str, tokens: list[re.Match[str]], first: int, end: int, limit: int) -> Extract:
    """The stretch of tokens ``first`` to ``end``; the place behind the one before if there are none."""
    if first == end:
        at = tokens[first - 1].end() if first else (tokens[0].start() if tokens else limit)
        return at, at, ""
    start, stop = tokens[first].start(), tokens[end - 1].end()
    return start, stop, text[start:stop]
