"""Posts embedded in a report: their text stands without marks, signed "— Name (@handle) March 3, 2024"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossread.values import Stretch

SIGNATURE = re.compile(
    r"(?P<dash>[—–―-]{1,2})\s*(?P<name>[^\n—–―()@]{2,60}?)\s*\(@\w{1,30}\)\s*"
    r"(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4})?"
)
LINK = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S+)+\s*$")


@dataclass(frozen=True)
class Post:
    """A post: its text, the name that signs it, and the dash before the name, as stretches of the report."""

    text: Stretch
    name: Stretch
    dash: Stretch


def find(text: str, paragraphs: Sequence[Stretch]) -> list[Post]:
    """The posts among the paragraphs: the signature ends the post's own paragraph or makes up the next."""
    found = []
    for index, (start, end) in enumerate(paragraphs):
        for match in SIGNATURE.finditer(text, start, end):
            if text[match.end() : end].strip(" .\u00a0"):
                continue
            own = (start, match.start())
            if not text[slice(*own)].strip() and index:
                own = paragraphs[index - 1]
            body = _body(text, own)
            if body[0] < body[1]:
                found.append(Post(body, match.span("name"), match.span("dash")))
            break
    return found


def _body(text: str, stretch: Stretch) -> Stretch:
    """The words of a post, without a link at its end and outer white space."""
    start, end = stretch
    link = LINK.search(text, start, end)
    end = link.start() if link else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
