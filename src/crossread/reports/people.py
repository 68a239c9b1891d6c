"""Names of persons in a byline."""

from __future__ import annotations

import re
from functools import cache

from crossread.reports import dates, wire
from crossread.reports.furniture import data, plain

OPENING = re.compile(
    r"^(?:[–—-]\s*)?(?:by|authors?|(?:written|words|story|report|reported|reporting|posted) by)\s*[:|]?\s+",
    re.I,
)
READING_TIME = re.compile(r"[|·•,(–-]?\s*\d+[- ]min(?:ute)?s?(?: |-)(?:read|listen)\)?", re.I)
BIOGRAPHY = re.compile(
    r"^[–—*•-]?\s*(?P<name>[A-Z][\w.'’-]+(?: [A-Za-z][\w.'’-]*){1,3}) (?:is|covers|writes|reports"
    r"|has (?:been|covered)|joined|works)\b"
    r"(?P<rest>.{0,200})",
    re.S,
)
TRADE = re.compile(
    r"\b(?:reporter|journalist|correspondent|editor|columnist|producer|freelancer?|writer|bureau chief"
    r"|contributor|anchor|"
    r"covering|covers|writes (?:about|for|on)|reports (?:on|for|from))\b"
)


def opens_byline(text: str) -> bool:
    """A short line that opens as a byline does."""
    line = plain(text)
    return bool(OPENING.match(line)) and len(line) <= 160 and not re.search(r"[a-z]\.$", line)


def byline(text: str) -> list[str]:
    """The persons of a byline, in its order; agencies, desks, dates and reading times are none."""
    line = READING_TIME.sub("|", OPENING.sub("", plain(text)))
    stamp = dates.first(line)
    if stamp is not None:
        line = line[: stamp.start] + "|" + line[stamp.end :]
    line = re.sub(r"\b(?:updated|published|posted|last (?:updated|modified))\b.*$", "", line, flags=re.I)
    found: list[str] = []
    for piece in re.split(r"\s*(?:,|;|\||/|&|•|·|\band\b|\bwith\b|\s[–—-]\s|\()\s*", line):
        name = re.split(r"\s+(?:in|for|at|of|@\w*|from|on)\s+|\s*@", piece, maxsplit=1)[0].strip(" .:)*_")
        if person(name):
            tidy = name.title() if name.isupper() else name
            if tidy not in found:
                found.append(tidy)
        elif found and name:
            # a role after a name ends nothing; what is neither name nor role may be a place or an outlet
            continue
    return found


def person(name: str) -> bool:
    """It can be a person's name: two to five capitalised words, none of them a desk's, an agency's or a calendar's."""
    words = name.split()
    if not 2 <= len(words) <= 5 or wire.agency(name) or re.search(r"\d|@|https?:", name):
        return False
    known = _words()
    if any(w.lower().strip(".,'’") in known["no_person"] for w in words):
        return False
    proper = [w for w in words if w.lower() not in known["particles"]]
    return len(proper) >= 2 and all(w[0].isupper() or w[:2].lower() in {"d'", "o'", "al"} for w in proper)


def role(line: str) -> bool:
    """It is a role, a desk or an outlet as they stand below a name ("Senior Reporter", "Kestrel News, Merrow")."""
    words = [w.lower().strip(".,'’") for w in line.split()]
    return 0 < len(words) <= 5 and not line.endswith((".", "?", "!")) and bool(_words()["no_person"] & set(words))


def biography(text: str) -> str | None:
    """The name of the author whom a line introduces ("X is a reporter at Y"), None if it introduces nobody."""
    found = BIOGRAPHY.match(plain(text))
    if not found or not TRADE.search(found["rest"] + " " + plain(text)[found.start("rest") - 8 : found.start("rest")]):
        return None
    return found["name"] if person(found["name"]) and len(plain(text)) <= 500 else None


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in data("people.toml")["byline"].items()}
