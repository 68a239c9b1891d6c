"""Paragraphs that a paywall has scrambled: written backwards, or in an alphabet that is shifted."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from crossread.reports.pieces import LONGEST, Piece

COMMON = frozenset(
    ("the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "it", "at", "by", "from")
)
LEAST_WORDS = 12
LEAST_SHARE, LEAST_KINDS = 0.15, 3
"""Share and number of different common words, "the" among them, that a paragraph has once it is unscrambled."""
WORD = re.compile(r"[A-Za-z]+")


def drop(pieces: Sequence[Piece]) -> None:
    """Drop the paragraphs whose words become English in one of the two ways, and are not as they stand."""
    for piece in pieces:
        if piece.kind is None and len(piece.text) <= LONGEST and _scrambled(piece.text):
            piece.drop("scrambled")


def _scrambled(text: str) -> bool:
    words = [w.lower() for w in WORD.findall(text)]
    if len(words) < LEAST_WORDS or COMMON & {w for w in words if len(w) > 1}:
        return False
    return _english([w[::-1] for w in words]) or any(_english(_shifted(words, by)) for by in range(1, 26))


def _shifted(words: list[str], by: int) -> list[str]:
    letters = string.ascii_lowercase
    table = str.maketrans(letters, letters[by:] + letters[:by])
    return [w.translate(table) for w in words]


def _english(words: list[str]) -> bool:
    found = [w for w in words if w in COMMON]
    return "the" in found and len(set(found)) >= LEAST_KINDS and len(found) >= LEAST_SHARE * len(words)
