"""What stands below an article of its author and its publisher: biographies, credits, whom to call, who they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.reports.furniture import plain
from crossread.reports.pieces import TAIL, Piece

OF_SELF = re.compile(r"\s+(?:is|was|has|writes|covers|reports|lives|works|teaches|edits|wrote|grew|joined|studied)\b")
REPORTED = re.compile(
    r"(?:[A-Z][\w’'.-]+ ){1,3}(?:reported|contributed|also reported) from [A-Z][\w’' -]+(?:, [A-Z][\w ]+)?\.?"
)
CONTACT = re.compile(
    r"^(?:(?:media|press) contacts?|contacts? for (?:the )?(?:media|press)|notes? (?:to|for) editors|about us)\b",
    re.I,
)
SAID = re.compile(r"[“”\"]|\b(?:said|told|added|says)\b")


def drop(pieces: Sequence[Piece], byline: Sequence[str]) -> None:
    """Drops a biography that opens with the name of who wrote it, and what follows a press office's contact."""
    last = [p for p in pieces if p.kind in ("body", "subhead")][-TAIL:]
    below = False
    for piece in last:
        line = plain(piece.text)
        if CONTACT.match(line):
            below = True
            piece.drop("contact")
        elif below and not SAID.search(line):
            piece.drop("boilerplate")
        elif REPORTED.fullmatch(line):
            piece.drop("credit")
        elif any(_introduces(line, name) for name in byline):
            piece.drop("author-bio")


def _introduces(line: str, name: str) -> bool:
    found = re.match(re.escape(name), line, re.I)
    return bool(found and OF_SELF.match(line, found.end()) and len(line) <= 400 and not SAID.search(line))
