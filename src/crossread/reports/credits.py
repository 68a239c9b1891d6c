"""Who wrote a report, for which agency and outlet, and when: from the lines that were told apart."""

from __future__ import annotations

import re

from crossread.reports import dates, outlets, people, wire
from crossread.reports.furniture import plain
from crossread.reports.pieces import LONGEST, TAIL, Found, Piece

SIGNED = re.compile(r"[–—(\[-]{1,2}\s?([A-Z][\w’'-]*[a-z])\s?[)\]]?\.?$")
"""A name alone on a line as a sign-off."""
EMBARGO = re.compile(r"\bembargo", re.IGNORECASE)
"""A date that is not yet reached."""


def tell(pieces: list[Piece], found: Found) -> None:
    """Byline, agency, date and outlet, from the lines that say them."""
    named: list[str] = []
    for piece in pieces:
        line = plain(piece.text)
        if piece.kind == "byline":
            named += [n for n in people.byline(line) if n not in named]
            found.agencies += [a for a in _credited(line) if a not in found.agencies]
    body = [p.text for p in pieces if p.kind == "body" and len(p.text) <= LONGEST]
    unknown = None if found.agencies else _unknown(pieces, body, found.credit)
    named = [n for n in named if n != unknown]
    found.agencies += [n for n in (found.credit or unknown,) if n and not found.agencies]
    found.byline = named or found.byline
    for piece in pieces:
        line = plain(piece.text)
        if piece.kind == "dropped" and piece.why in {"sign-off", "copyright", "credit", "timestamp"}:
            found.agencies += [a for a in wire.line(line) if a not in found.agencies]
    if not found.agencies and not found.byline:
        voice = wire.voice("\n".join(body))
        found.agencies += [voice] if voice else []
    found.published = _published(pieces) or found.dated
    furniture = [p for p in pieces if p.kind == "dropped" and p.why not in {"caption", "related", "sign-off", "embed"}]
    names = [n for n in (outlets.own_name(p.text) for p in furniture) if n]
    hosts = [
        h
        for h in (outlets.domain(p.text) for p in furniture if p.why in {"url", "copyright", "disclaimer", "contact"})
        if h
    ]
    mailed = [h for p in furniture if p.why in {"url", "contact"} for h in outlets.hosts(p.text)]
    found.outlet = (
        found.outlet
        or next(iter(names), None)
        or outlets.of_body(body)
        or outlets.told(body, mailed)
        or next(iter(hosts), None)
        or (found.credit if unknown is None else None)
    )


def _unknown(pieces: list[Piece], body: list[str], credit: str | None) -> str | None:
    """An agency of no list that a line of its own credits: "By X", or X as a sign-off.

    One word could be anybody's: the dateline credits it too, somebody told it something, or it opens and signs copy.
    """
    lines = [people.OPENING.sub("", plain(p.text)) for p in pieces if p.kind == "byline"]
    ends = [m[1] for m in (SIGNED.match(plain(p.text)) for p in pieces[-TAIL:]) if m]
    for name in (*lines, *ends):
        if credit and (name == credit or name.startswith(credit + " ")):
            return name
        if name in lines and wire.AGENCY_NAME.fullmatch(name):
            return name
        if wire.ONE_WORD.fullmatch(name) and (
            (name in lines and name in ends)
            or any(re.search(rf"\b(?:told|contacted by|interviewed by) {re.escape(name)}\b", p) for p in body)
        ):
            return name
    return None


def _credited(line: str) -> list[str]:
    bare = people.OPENING.sub("", line)
    whole = wire.several(bare, loose=True)
    pieces = re.split(r"\s*(?:,|\||/|\band\b|\bwith\b|\bfor\b|\s[–—-]\s)\s*", bare)
    return whole or [a for a in (wire.agency(p) for p in pieces) if a]


def _published(pieces: list[Piece]) -> str | None:
    """A date labelled as of publication, else the first stamp, else an update's, else one in the page's address."""
    stamps = [
        s
        for p in pieces
        if (p.why in ("timestamp", "sign-off", "menu") or p.kind == "byline") and not EMBARGO.search(p.text)
        for s in dates.find(plain(p.text))
    ]
    chosen = (
        next((s for s in stamps if s.labelled), None)
        or next((s for s in stamps if not s.updated), None)
        or next(iter(stamps), None)
    )
    if chosen:
        return chosen.value
    return next((d for d in (dates.of_address(p.text) for p in pieces if p.why == "url") if d), None)
