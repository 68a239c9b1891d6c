"""Paragraphs that a paywall has scrambled: written backwards, or in an alphabet that is shifted."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from crossread.reports.pieces import LONGEST, Piece

COMMON = frozenset(
    ("the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "it", "at", "by", "from")
)
LEAST_WORDS = 8
LEAST_SHARE = 0.15
"""Share of common words that a paragraph has once it is unscrambled, and never before."""
WORD = re.compile(r"[A-Za-z]+")


def drop(pieces: Sequence[Piece]) -> None:
    """Drop the paragraphs whose words become English in one of the two ways, and are not as they stand."""
    for piece in pieces:
        if piece.kind is None and len(piece.text) <= LONGEST and _scrambled(piece.text):
            piece.drop("scrambled")


def _scrambled(text: str) -> bool:
    words = [w.lower() for w in WORD.findall(text)]
    if len(words) < LEAST_WORDS or _share(words) > 0:
        return False
    turned = [w[::-1] for w in words]
    return _share(turned) >= LEAST_SHARE or any(_share(_shifted(words, by)) >= LEAST_SHARE for by in range(1, 26))


def _shifted(words: list[str], by: int) -> list[str]:
    letters = string.ascii_lowercase
    table = str.maketrans(letters, letters[by:] + letters[:by])
    return [w.translate(table) for w in words]


def _share(words: list[str]) -> float:
    """Common words among all; single letters are not counted, for in a shifted text any may be "a"."""
    return sum(w in COMMON and len(w) > 1 for w in words) / len(words)
