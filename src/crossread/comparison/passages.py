"""Words that two reports share in the same order, outside quotation: greedy tiling of common runs (Wise 1993).

What stands between quotation marks is left out: two reports may share a speaker's words without having seen each other.
Runs are found in any order, so that paragraphs that were moved are found too.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from crossread.values import Reading, Report, Stretch

READ = frozenset({"standfirst", "subhead", "body"})
LEAST_RUN = 5
"""Words of a run that is taken for shared copy: shorter ones are names, titles and idiom."""
WORD = re.compile(r"[^\W_]+(?:['’.,\-‑][^\W_]+)*")
QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)|(?<!\w)\"[^\"\n]*(?:\"|$)|«[^»\n]*(?:»|$)|(?<!\w)‘[^\n‘]{12,}?’(?!\w)", re.MULTILINE
)
"""Between marks, or from an opening mark to the end of its paragraph."""


@dataclass(frozen=True)
class Copy:
    """A report's words outside quotation. ``words`` are folded; ``at`` says where each stands; ``sentence`` in which
    sentence; ``breaks`` are the indexes at which a run cannot go on, for something quoted stood between."""

    words: tuple[str, ...]
    at: tuple[Stretch, ...]
    sentence: tuple[int, ...]
    breaks: frozenset[int]


@dataclass(frozen=True)
class Tile:
    """A run of ``length`` words, from the word ``a`` of one report and ``b`` of the other."""

    a: int
    b: int
    length: int


def unquoted(reading: Reading) -> Copy:
    """The words of a report that are its own: of its body, outside quotation marks."""
    text = reading.report.text
    quoted = [m.span() for m in QUOTED.finditer(text)]
    words: list[str] = []
    at: list[Stretch] = []
    sentence: list[int] = []
    breaks: set[int] = set()
    starts = [start for start, _ in quoted]
    for number, (start, end) in enumerate(body(reading)):
        for m in WORD.finditer(text, start, end):
            n = bisect_left(starts, m.start() + 1) - 1
            if n >= 0 and m.start() < quoted[n][1]:
                breaks.add(len(words))
                continue
            words.append(fold(m.group()))
            at.append(m.span())
            sentence.append(number)
    return Copy(tuple(words), tuple(at), tuple(sentence), frozenset(breaks))


def body(reading: Reading) -> list[Stretch]:
    """The sentences of a report's body, in order."""
    parts = [(p.start, p.end) for p in reading.report.parts if p.kind in READ]
    return [s for s in reading.sentences if any(a <= s[0] < b for a, b in parts)]


def quoted(report: Report) -> str:
    """All that stands between marks, as folded words between single spaces; a bar parts one from the next."""
    runs = (m.group() for m in QUOTED.finditer(report.text))
    return "|".join(f" {' '.join(fold(w) for w in WORD.findall(run))} " for run in runs)


def holds(spoken: str, words: Sequence[str]) -> bool:
    """Whether most of a run of words stands between marks, in one piece. ``spoken`` as ``quoted`` gives it."""
    size = max(LEAST_RUN, round(len(words) * 0.7))
    return any(f" {' '.join(words[i : i + size])} " in spoken for i in range(len(words) - size + 1))


@functools.cache
def fold(word: str) -> str:
    """A word without case and typography."""
    return word.casefold().replace("’", "'").removesuffix("'s").replace("-", "").replace("‑", "")


def tiles(a: Copy, b: Copy, least: int = LEAST_RUN) -> list[Tile]:
    """Common runs of at least ``least`` words, longest first in the choice, each word in one run only; in a's order."""
    grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(b.words) - least + 1):
        grams[b.words[j : j + least]].append(j)
    runs = set()
    for i in range(len(a.words) - least + 1):
        for j in grams.get(a.words[i : i + least], ()):
            if i and j and a.words[i - 1] == b.words[j - 1] and i not in a.breaks and j not in b.breaks:
                continue  # a part of the run that began one word before
            length = _length(a, b, i, j)
            if length >= least:
                runs.add((-length, i, j))
    used_a, used_b = bytearray(len(a.words)), bytearray(len(b.words))
    found = []
    for length, i, j in sorted(runs):
        for k, size in _free(used_a, used_b, i, j, -length):
            if size >= least:
                used_a[i + k : i + k + size] = b"\x01" * size
                used_b[j + k : j + k + size] = b"\x01" * size
                found.append(Tile(i + k, j + k, size))
    return sorted(found, key=lambda t: (t.a, t.b))


def _length(a: Copy, b: Copy, i: int, j: int) -> int:
    n = 0
    while i + n < len(a.words) and j + n < len(b.words) and a.words[i + n] == b.words[j + n]:
        if n and (i + n in a.breaks or j + n in b.breaks):
            break
        n += 1
    return n


def _free(used_a: bytearray, used_b: bytearray, i: int, j: int, length: int) -> list[tuple[int, int]]:
    """The pieces of a run that no longer run has taken: (offset in the run, length)."""
    pieces, start = [], None
    for k in range(length + 1):
        free = k < length and not used_a[i + k] and not used_b[j + k]
        if free and start is None:
            start = k
        elif not free and start is not None:
            pieces.append((start, k - start))
            start = None
    return pieces


def covered(copy: Copy, runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each sentence with words of its own: (words, words within the runs given as (first word, length))."""
    inside = bytearray(len(copy.words))
    for start, length in runs:
        inside[start : start + length] = b"\x01" * length
    totals: dict[int, list[int]] = {}
    for n, sentence in enumerate(copy.sentence):
        pair = totals.setdefault(sentence, [0, 0])
        pair[0] += 1
        pair[1] += inside[n]
    return [(x, y) for x, y in totals.values()]
