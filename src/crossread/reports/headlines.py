"""Which of the lines above an article is its headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.reports import outlets
from crossread.reports.furniture import plain
from crossread.reports.pieces import Piece

LEAST_WORDS = 4
LEAST_CAPITALS = 7
"""Words of a line in capitals from which it is a headline and no masthead."""
OPENING = 6
"""Paragraphs of the body that a headline shares its words with."""
CLOSE = 0.5
"""Share of the best line's likeness to the body from which an earlier line is the headline: below it is a motto."""
WORD = re.compile(r"[^\W\d_]{4,}|\d+")
STOP = frozenset(
    {"with", "that", "this", "from", "have", "will", "what", "when", "over", "after", "about", "their", "they"}
)


def choose(head: Sequence[Piece], body: Sequence[str]) -> Piece | None:
    """The first of the unfinished lines before the body that says what the body says; None if no line can be one.

    A motto or the name of a section above it shares few words with the article.
    """
    titles = [p for p in head if len(plain(p.text).split()) >= LEAST_WORDS and not outlets.masthead(plain(p.text))]
    if not titles:
        return max(head, key=lambda p: len(p.text), default=None)
    told = {w[:5] for text in body[:OPENING] for w in _words(text)}
    shares = [_share(plain(p.text), told) for p in titles]
    best = max(shares)
    fitting = [p for p, share in zip(titles, shares, strict=True) if share >= CLOSE * best]
    # a masthead is often set in capitals above a headline that is not
    first = fitting[0]
    mixed = [p for p in fitting if not p.text.isupper() and len(plain(p.text).split()) > LEAST_WORDS]
    if first.text.isupper() and len(plain(first.text).split()) < LEAST_CAPITALS and mixed:
        return mixed[0]
    return first


def _share(line: str, told: set[str]) -> float:
    """Share of a line's words that the body has, by their first five letters."""
    words = _words(line)
    return sum(w[:5] in told for w in words) / len(words) if words else 0.0


def _words(text: str) -> list[str]:
    return [w for w in WORD.findall(text.lower()) if w not in STOP]
