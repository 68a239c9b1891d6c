"""Quotation marks of a report: which stretches stand between marks, over paragraphs too.

An apostrophe is no mark, whichever sign it is written with; what is nested in a quotation is not told apart. A mark
whose partner is lost opens nothing, unless its paragraph ends the quotation as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossread.reading import cues

DOUBLE = re.compile(r"''|``|[\"“”„‟«»＂「」『』]")
OPENING, CLOSING = frozenset("“«„‟「『"), frozenset("”»」』")
BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–-/…:")
AFTER_CLOSING = frozenset(" \t\n\u00a0)]}—–-.,;:?!…/")
LONGEST_TAIL = 90
"""Characters of the words that attribute a quotation at the end of its paragraph, at most."""
ELIDED = re.compile(r"(?:\d0s|em\b|til\b|tis\b|twas\b|cause\b|n\b|s-)", re.I)
"""What follows an apostrophe that stands at the start of a word."""


@dataclass(frozen=True)
class Quoted:
    """What stands between two marks, in code points of the report. ``outer`` includes the marks; ``paragraphs`` are the
    inner stretches paragraph by paragraph, one unless the quotation runs over several. ``closed`` is False where the
    closing mark is lost."""

    start: int
    end: int
    outer: tuple[int, int]
    paragraphs: tuple[tuple[int, int], ...]
    closed: bool = True


@dataclass(frozen=True)
class _Piece:
    """A quoted stretch of one paragraph. ``open_end``: no closing mark."""

    start: int
    end: int
    outer: tuple[int, int]
    open_end: bool = False


def find(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quoted]:
    """The quoted stretches of the given paragraphs of a text, in order, outermost only."""
    found: list[Quoted] = []
    running: list[_Piece] = []
    for index, (start, end) in enumerate(paragraphs):
        pieces = _pieces(text, start, end)
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        for number, piece in enumerate(pieces):
            if number == 0 and running:
                running.append(piece)
                if piece.open_end and _continues(text, following):
                    continue
                found.append(_joined(running))
                running = []
            elif piece.open_end:
                if _continues(text, following):
                    running = [piece]
                elif piece.end == end or not text[piece.end : end].strip():
                    found.append(Quoted(piece.start, piece.end, piece.outer, ((piece.start, piece.end),), closed=False))
            else:
                found.append(Quoted(piece.start, piece.end, piece.outer, ((piece.start, piece.end),)))
        if not pieces and running:
            found.append(_joined(running))
            running = []
    if running:
        found.append(_joined(running))
    return [q for q in found if q.start < q.end]


def _continues(text: str, paragraph: tuple[int, int] | None) -> bool:
    if paragraph is None:
        return False
    opening = DOUBLE.match(text, paragraph[0])
    return opening is not None and opening.group() not in CLOSING


def _joined(pieces: Sequence[_Piece]) -> Quoted:
    return Quoted(
        pieces[0].start,
        pieces[-1].end,
        (pieces[0].outer[0], pieces[-1].outer[1]),
        tuple((p.start, p.end) for p in pieces),
        closed=not pieces[-1].open_end,
    )


def _pieces(text: str, start: int, end: int) -> list[_Piece]:
    """Quoted stretches of one paragraph, by double marks first, by single marks in what is left."""
    double = _double(text, start, end)
    pieces = list(double)
    at = start
    for piece in [*double, _Piece(end, end, (end, end))]:
        pieces += _single(text, at, piece.outer[0], start, end)
        at = max(at, piece.outer[1])
    return sorted(pieces, key=lambda p: p.start)


def _role(text: str, match: re.Match[str], start: int, end: int) -> str:
    """What a mark may be by its form and its neighbours: "open", "close" or "either"."""
    mark = match.group()
    if mark in OPENING:
        return "open"
    if mark in CLOSING:
        turned = match.start() == start and mark != "»" and mark in text[match.end() : end]
        return "open" if turned and text[match.end()].isalnum() else "close"  # ”We wait.”: typed the wrong way round
    if mark == "``":
        return "open"
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if before in BEFORE_OPENING and not after.isspace():
        return "open" if before.isspace() or after not in AFTER_CLOSING else "either"
    if not before.isspace() and after in AFTER_CLOSING:
        return "close"
    return "either"


def _double(text: str, start: int, end: int) -> list[_Piece]:
    marks = [(m, _role(text, m, start, end)) for m in DOUBLE.finditer(text, start, end)]
    pieces: list[_Piece] = []
    opened: re.Match[str] | None = None
    depth = 0
    for index, (match, role) in enumerate(marks):
        if opened is not None and opened.group() == "„" and match.group() == "“":
            role = "close"
        if opened is None:
            if role == "close" or (role == "either" and (len(marks) - index) % 2):
                continue  # its opening mark is lost, or it is a sign of inches
            opened, depth = match, 1
            continue
        if role == "open" and match.group() not in ('"', "''"):
            ahead = sum(1 if r == "close" else -1 for _, r in marks[index + 1 :] if r != "either")
            if ahead >= depth + 1 or match.group() == "«":
                depth += 1
                continue
            pieces += _cut_off(text, opened, match.start())  # the earlier one is never closed
            opened, depth = match, 1
            continue
        if role == "open" and match.group() in ('"', "''") and opened.group() not in ('"', "''"):
            continue  # a straight mark inside a typographic pair
        if role == "open":
            rest = [r for _, r in marks[index + 1 :]]
            if rest.count("close") >= 2 and rest[:1] == ["close"]:
                depth += 1
                continue
            if "close" in rest or not rest:
                pieces += _cut_off(text, opened, match.start())
                opened, depth = match, 1
                continue
        depth -= 1
        if depth <= 0:
            pieces.append(_Piece(opened.end(), match.start(), (opened.start(), match.end())))
            opened = None
    if opened is not None:
        cut_off = _cut_off(text, opened, end)
        pieces += cut_off or [_Piece(opened.end(), end, (opened.start(), end), open_end=True)]
    return pieces


def _cut_off(text: str, opened: re.Match[str], end: int) -> list[_Piece]:
    """What a mark opens whose partner is lost, if words that attribute it show where it ends: "We wait, he said."""
    for comma in reversed([i for i in range(opened.end(), end) if text[i] in ",?!"]):
        if end - comma > LONGEST_TAIL:
            break
        if text[comma + 1 : end].strip() and cues.attributes(text[comma + 1 : end].strip()):
            return [_Piece(opened.end(), comma + 1, (opened.start(), comma + 1))]
    return []


def _single(text: str, low: int, high: int, start: int, end: int) -> list[_Piece]:
    """Stretches between single marks in text[low:high] of the paragraph text[start:end]."""
    pieces: list[_Piece] = []
    at = low
    while at < high:
        opening = next((i for i in range(at, high) if _opens(text, i, start, end)), None)
        if opening is None:
            break
        later = next((i for i in range(opening + 1, high) if _opens(text, i, start, end)), high)
        closing = _closing(text, opening, later, end)
        if closing is None and high == end and text[start:opening].rstrip().endswith(":"):
            pieces.append(_Piece(opening + 1, end, (opening, end), open_end=True))
            break
        if closing is None:
            at = opening + 1
            continue
        pieces.append(_Piece(opening + 1, closing, (opening, closing + 1)))
        at = closing + 1
    return pieces


def _opens(text: str, i: int, start: int, end: int) -> bool:
    if text[i] not in "'‘‚":
        return False
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    return (
        (before in BEFORE_OPENING or before in OPENING or before == '"')
        and (after.isalnum() or after in '[(.…$£€“"')
        and not ELIDED.match(text, i + 1)
    )


def _closing(text: str, opening: int, high: int, end: int) -> int | None:
    """The sign that closes a single mark: the first that cannot be the genitive of a plural, else the first."""
    same = {"‘": "’'", "‚": "‘’"}.get(text[opening], "'’")
    ends = [
        i
        for i in range(opening + 2, high)
        if text[i] in same
        and not text[i - 1].isspace()
        and (i + 1 >= end or text[i + 1] in AFTER_CLOSING or text[i + 1] in '”"»')
    ]
    if not ends:
        return None
    sure = [
        i
        for i in ends
        if text[i - 1] in ".,?!…" or i + 1 >= end or text[i + 1] in '.,;:?!)—–”"' or text[i - 1] not in "sS"
    ]
    return sure[0] if sure else ends[0]
