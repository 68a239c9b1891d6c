"""Where the paragraphs of a text lie: one to a line, or hard-wrapped over several lines."""

from __future__ import annotations

import itertools
import re

from crossread.values import Stretch

LINE = re.compile(r"\S[^\n]*")
ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$")
WIDEST = 130
"""No text is wrapped at more columns; a longer line is a paragraph."""


def paragraphs(text: str) -> list[Stretch]:
    """The paragraphs without outer white space, in the order of the text."""
    lines = [_trim(text, m.start(), m.end()) for m in LINE.finditer(text)]
    width = _width(text, lines)
    if width is None:
        return lines
    joined: list[Stretch] = []
    for line in lines:
        if (
            joined
            and _adjacent(text, joined[-1][1], line[0])
            and _runs_on(text, _last_line(text, joined[-1]), line, width)
        ):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _width(text: str, lines: list[Stretch]) -> int | None:
    """The column at which a text is wrapped, None if it is not.

    A line was wrapped where the first word of the next would not have fitted; a text is wrapped if most pairs of lines
    are of this kind and a good part of them run on in mid-sentence.
    """
    width = max((end - start for start, end in lines), default=0)
    if not 40 <= width <= WIDEST:
        return None
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if _adjacent(text, a[1], b[0])]
    full = [(a, b) for a, b in pairs if _fits_not(text, a, b, width)]
    on = [a for a, b in full if not ENDED.search(text[a[0] : a[1]]) and text[b[0]].islower()]
    return width if len(pairs) >= 4 and len(full) >= 0.6 * len(pairs) and len(on) >= 0.3 * len(full) else None


def _runs_on(text: str, line: Stretch, following: Stretch, width: int) -> bool:
    if _fits_not(text, line, following, width):
        return True
    return not ENDED.search(text[line[0] : line[1]]) and text[following[0]].islower()


def _fits_not(text: str, line: Stretch, following: Stretch, width: int) -> bool:
    word = len(text[following[0] : following[1]].split(maxsplit=1)[0])
    return line[1] - line[0] + 1 + word > width - 2


def _last_line(text: str, stretch: Stretch) -> Stretch:
    start = text.rfind("\n", stretch[0], stretch[1]) + 1
    return _trim(text, max(start, stretch[0]), stretch[1])


def _adjacent(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) == 1


def _trim(text: str, start: int, end: int) -> Stretch:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
