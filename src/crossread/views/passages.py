"""A passage that two reports share, as an editor reads it: from the start of a sentence."""

from __future__ import annotations

from functools import cached_property

from crossread.values import SharedCopy, Stretch
from crossread.views.outline import Extract, Outline, Place

FARTHEST = 240
"""Characters back within which the sentence that a shared passage begins in is shown from its start."""


class Passages:
    """The shared passages of a dossier."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline

    def shown(self, copy: SharedCopy, passage: tuple[Stretch, Stretch]) -> tuple[Extract, list[Stretch]]:
        """A shared passage as the first report has it, and where in it the shared words stand.

        From the sentence that begins in its first half, else from the one it begins in; a short last bit is left off.
        """
        (start, end), other = passage
        a, b = copy.reports
        starts = self._sentences[a]
        inside = [n for n in starts if start <= n < end]
        early = [n for n in inside if 2 * (end - n) >= end - start]
        before = [n for n in starts if start - FARTHEST <= n < start]
        begin = early[0] if early else before[-1] if before else start
        late = [n for n in inside if n > max(begin, start) and 3 * (end - n) < end - start]
        stop = late[0] if late and end not in self._ends[a] else end
        text = self._outline.reports[a].text[begin:stop].rstrip()
        shared = self._outline.reports[a].text[max(begin, start) : begin + len(text)]
        at = self._outline.reports[b].text.find(shared, *other)
        there = Place(b, at, at + len(shared)) if at >= 0 else Place(b, *other)
        marks = [(start - begin, len(text))] if begin < start else []
        return Extract(text, (Place(a, begin, begin + len(text)), there), self._outline.reports[a].language), marks

    @cached_property
    def _ends(self) -> dict[str, frozenset[int]]:
        """Where sentences end, with or without their full stop."""
        found: dict[str, set[int]] = {r: set() for r in self._outline.reports}
        for s in self._outline.dossier.statements:
            end = s.sentence[1] or s.end
            found[s.report] |= {end, end + 1, end + 2}
        return {r: frozenset(ends) for r, ends in found.items()}

    @cached_property
    def _sentences(self) -> dict[str, list[int]]:
        starts: dict[str, set[int]] = {r: set() for r in self._outline.reports}
        for s in self._outline.dossier.statements:
            starts[s.report].add(s.sentence[0] if s.sentence[1] else s.start)
        return {r: sorted(found) for r, found in starts.items()}
