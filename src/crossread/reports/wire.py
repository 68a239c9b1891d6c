"""Which agency is credited for the copy."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

AGENCY_NAME = re.compile(r"(?:[A-Z][\w’'-]+ ){1,3}(?:(?:News|Press|Wire) (?:Agency|Service)|Newswire|Wire)")
"""A name that says itself that it is an agency's."""
ONE_WORD = re.compile(r"[A-Z][\w’'-]*[a-z][\w’'-]*")


@cache
def names() -> dict[str, str]:
    """Every name under which an agency is credited, with its short name."""
    table = tomllib.loads((Path(__file__).parent / "wire.toml").read_text("utf-8"))["agencies"]
    return {name: short for short, others in table.items() for name in (short, *others)}


@cache
def pattern() -> str:
    """A regular expression for any agency's name, longest first."""
    return "(?:" + "|".join(re.escape(n) for n in sorted(names(), key=lambda n: (-len(n), n))) + ")"


def agency(name: str) -> str | None:
    """The short name of an agency, None if it is none."""
    bare = re.sub(r"^the\s+", "", name.strip(" ,;:()[]–—-/*_\t"), flags=re.I)
    known = names()
    for form in (bare, "The " + bare, bare.rstrip("."), bare + "."):
        if form in known:
            return known[form]
    folded = bare.lower().rstrip(".")
    # a name of letters only ("pa", "app") is also a word: it must be written in capitals
    return next((s for n, s in sorted(known.items()) if n.lower() == folded and (len(n) > 4 or bare.isupper())), None)


def several(text: str, *, loose: bool = False) -> list[str]:
    """The agencies of a text that consists of agencies' names only ("Reuters - Ap - Afp"), else an empty list."""
    found = []
    for piece in re.split(r"\s*(?:[/,;&|–—+]|\s-\s|\band\b)\s*", text.strip(" .()[]–—-*_")):
        short = agency(piece) or (agency(piece.upper()) if loose else None)
        if short is None:
            return []
        if short not in found:
            found.append(short)
    return found


def signed_off(text: str) -> tuple[int, list[str]] | None:
    """Where an agency's sign-off begins at the end of a paragraph ("… in March. — Bernama"), and whose it is."""
    found = re.search(
        rf"(?<=[.!?\"”’'])\s*(?:[–—-]{{1,2}}\s?|[(\[/]\s?)({pattern()}(?:\s?[/,&]\s?{pattern()})*)\s?[)\]]?\.?$", text
    )
    return (found.start(), several(found[1])) if found and several(found[1]) else None


def line(text: str) -> list[str]:
    """The agencies that a line of its own credits (sign-off, copyright, stamp, contribution), else an empty list."""
    alone = several(text, loose=True)
    if alone:
        return alone
    told = re.match(rf"^(?i:source)s?\s?[:|-]\s*({pattern()}(?:\s?[,/&]\s?{pattern()})*)(?:\s?/\s?\w+)*\.?$", text)
    if told:
        return several(told[1])
    stamp = re.match(
        rf"^({pattern()})\s?[|•·,:/]\s?(?:(?i:last )?(?i:updated|published|posted)\b|\d|[A-Z][a-z]+ \d)", text
    )
    if stamp:
        return several(stamp[1])
    right = re.search(
        rf"(?:copyright|©|\(c\))\s*(?:©\s*)?(?:\d{{4}},?\s*)?(?:by\s+)?(?:the\s+)?({pattern()})(?!\w)", text, re.I
    )
    if right:
        return several(right[1], loose=True)
    gave = re.match(
        rf"^\(?(?:with (?:inputs?|reporting|files) (?:from|by) )?((?:the )?{pattern()}(?:(?:,| and"
        rf"|, and) (?:the )?{pattern()})*)(?: (?:also )?contributed to this \w+|\)?\.?$)",
        text,
        re.I,
    )
    return several(gave[1]) if gave else []


def voice(body: str) -> str | None:
    """The agency in whose voice unsigned copy speaks: the one it was told, that could not verify or did not name."""
    found: dict[str, int] = {}
    strong = (
        rf"\b(?i:contacted by|interviewed by|speaking to|in an interview with) ({pattern()})\b"
        rf"|\b({pattern()}) (?:did not name|could not|was (?:not able|unable)|has (?:seen|reviewed)|saw"
        rf"|reviewed|reporters?\b|journalists?\b|correspondents?\b|photographers?\b)|\b(?:seen"
        rf"|reviewed) by ({pattern()})\b"
    )
    for match in re.finditer(strong, body):
        short = names()[next(g for g in match.groups() if g)]
        found[short] = found.get(short, 0) + 2
    for match in re.finditer(rf"\btold ({pattern()})\b", body):
        short = names()[match[1]]
        found[short] = found.get(short, 0) + 1
    return next(iter(found)) if len(found) == 1 and max(found.values()) >= 2 else None
