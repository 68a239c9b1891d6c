"""Bodies under their several names: abbreviations that a report explains, and "the ministry" for the one it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.reading import names
from crossread.values import Entity

BRACKET = re.compile(r"\(([A-Z][A-Za-z]{1,7})\)")
WORD = re.compile(r"[\w’'&-]+$")
MOST_WORDS = 9
"""Words before a bracket that its abbreviation may stand for."""
REACH = 300
"""Characters before a bracket in which they are looked for."""
SMALL = frozenset({"of", "the", "for", "and", "on", "to", "in", "at", "de", "&"})
OPEN = frozenset({"police", "government", "authorities", "people"})
"""Heads that more than one body of a report can be meant by."""


def abbreviations(text: str) -> dict[str, str]:
    """Abbreviations that stand in brackets behind the name whose initials they are, with the name."""
    found: dict[str, str] = {}
    for match in BRACKET.finditer(text):
        words, short = _words_before(text, match.start()), match[1]
        for first in range(len(words) - 1, -1, -1):
            kept = words[first:]
            large = "".join(w[0].upper() for w in kept if w.lower() not in SMALL)
            if words[first].lower() not in SMALL and short.upper() in (large, "".join(w[0].upper() for w in kept)):
                found.setdefault(short, " ".join(kept))
                break
    return found


def _words_before(text: str, end: int) -> list[str]:
    """The last words before a place, with nothing but white space between them and up to it."""
    words = re.split(r"\s+", text[max(0, end - REACH) : end])
    if words[-1]:
        return []
    kept: list[str] = []
    for word in reversed(words[:-1][-MOST_WORDS:]):
        tail = WORD.search(word)
        if tail is None:
            break
        kept.insert(0, tail[0])
        if tail[0] != word:
            break
    return kept


def meant(described: str, at: int, entities: Sequence[Entity], short: dict[str, str], text: str) -> str | None:
    """The full name of the only body named before that a description of one word ("ministry") can mean."""
    head = described.lower()
    if head not in names.words()["bodies"] or head in OPEN:
        return None
    fitting = {full for full in short.values() if head in full.lower().split() and -1 < text.find(full) < at}
    for entity in entities:
        if entity.type == "organisation" and head in names.tokens(entity.name) and len(names.tokens(entity.name)) > 1:
            known = next((full for full in short.values() if entity.name in full or full in entity.name), entity.name)
            if any(start < at for _, start, _ in entity.mentions):
                fitting.add(known)
    return fitting.pop() if len(fitting) == 1 else None
