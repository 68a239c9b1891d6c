"""A report that was forwarded as an electronic letter: its head, its signature and what its program adds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.reports.pieces import Piece

FIELD = re.compile(
    r"(?:>\s*)*\*?(from|to|cc|bcc|sent|date|subject|reply-to|importance|attachments?)\*?:\*?\s*(.*)", re.I
)
FORWARDED = re.compile(
    r"(?:>\s*)*(?:-{2,}\s*(?:forwarded|original) message\s*-{2,}|begin forwarded message:?|on .{6,80} wrote:)", re.I
)
PASSED_ON = re.compile(r"^(?:(?:fwd?|re|aw|wg)\s*:\s*)+", re.I)
SIGNED = re.compile(r"(?:>\s*)*(?:--|sent from my \w+.{0,40}|get outlook for .{2,20})", re.I)
LEAST_FIELDS = 3
"""Fields from which lines are a letter's head."""
LONGEST_SIGNATURE = 200


def sort(pieces: Sequence[Piece]) -> str | None:
    """Drop what is the letter's; its subject, without "Fwd:", as the headline, None if this is no letter."""
    fields = [(p, m) for p in pieces if len(p.text) <= 300 and (m := FIELD.fullmatch(p.text))]
    if len({m[1].lower() for _, m in fields}) < LEAST_FIELDS:
        return None
    subject = None
    for piece, found in fields:
        piece.drop("timestamp" if found[1].lower() in ("sent", "date") else "mail")
        if found[1].lower() == "subject" and subject is None:
            subject = PASSED_ON.sub("", found[2]).strip() or None
            start = piece.text.rfind(subject) if subject else -1
            if subject and start >= 0:
                piece.start += start
                piece.text = piece.text[start:]
                piece.kind, piece.why = "headline", None
    signed = False
    for piece in pieces:
        if piece.kind is None and FORWARDED.fullmatch(piece.text):
            piece.drop("mail")
        elif piece.kind is None and SIGNED.fullmatch(piece.text.strip()):
            signed = True
            piece.drop("mail")
        elif signed and piece.kind is None and len(piece.text) <= LONGEST_SIGNATURE:
            piece.drop("mail")
    return subject
