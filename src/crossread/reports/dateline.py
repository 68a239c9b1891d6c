"""The dateline that opens the first paragraph of a report ("HARROW, Lund, May 3 (AFP) — …")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossread.reports import dates, outlets, wire
from crossread.reports.dates import MONTH
from crossread.reports.furniture import data

CAPS = r"[A-Z][A-Z.'’/-]*[A-Z.](?:[ -][A-Z][A-Z.'’-]+){0,3}"
TITLE = r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]+|of|de|el|la|al)){0,4}"
DAY = rf"(?:(?:{MONTH})\.? \d{{1,2}}|\d{{1,2}} (?:{MONTH})\.?)(?:,? \d{{4}})?"
DASH = r"(?:\s*(?:—|–|--|−)\s*|\s+-\s*)"
FULL = re.compile(
    rf"^(?P<place>(?:{CAPS}|{TITLE})(?:, {TITLE}){{0,2}}?)?(?P<day>,? ?(?:(?i:{DAY})|\((?i:{DAY})\)))?"
    rf"(?:,? ?[(\[](?P<credit>[A-Z][\w .,/&’'-]{{1,40}})[)\]])?(?P<day2>,? (?i:{DAY}))?(?P<mark>{DASH}"
    rf"|\s*:\s+|\s+)(?=[\"“‘'(]?\w)"
)
UNKNOWN = re.compile(r"[A-Z][\w’'-]*[a-z][\w’'-]*(?: [A-Z][\w’'-]+){0,2}")
"""A name in mixed case."""


@dataclass(frozen=True)
class Dateline:
    """``length`` characters of the paragraph are its dateline, with the mark and the white space behind it."""

    length: int
    place: str | None
    agencies: tuple[str, ...]
    outlet: str | None
    wire: str | None = None
    """A credit in parentheses that is neither a known agency nor a newspaper's name."""
    published: str | None = None
    """Its date, if it states a year."""


def split(paragraph: str) -> Dateline | None:
    """The dateline of a paragraph, None if it opens with none.

    A place in capitals needs a dash or a colon behind it, one in lower case an agency, an outlet or a date as well.
    """
    match = FULL.match(paragraph[:160])
    if not match or match.end() < 4:
        return None
    place, credit, mark = match["place"], match["credit"], match["mark"].strip()
    day = match["day"] or match["day2"]
    if credit and re.fullmatch(rf"(?i:{DAY})", credit):
        day, credit = credit, None
    agencies = tuple(wire.several(credit)) if credit else ()
    unknown = (
        credit
        if credit and not agencies and UNKNOWN.fullmatch(credit) and not outlets.MASTHEAD.fullmatch(credit)
        else None
    )
    stamp = dates.first(day) if day else None
    published = stamp.value if stamp else None
    outlet = (
        credit if credit and not agencies and re.fullmatch(r"[A-Z][A-Za-z0-9]*[A-Z0-9]|[A-Z][\w’' ]+", credit) else None
    )
    if credit and not agencies and (not outlet or credit.lower() in data("heads.toml")["no_place"]):
        return None
    if not place and credit and not agencies and paragraph.startswith("["):
        return Dateline(match.end(), credit, (), None) if credit.isupper() else None
    if not place:
        return (
            Dateline(match.end(), None, agencies, None if unknown else outlet, unknown)
            if credit and (mark or match["mark"]) and len(credit) <= 25
            else None
        )
    if re.search(r"\d", place) or place.lower() in data("heads.toml")["no_place"]:
        return None
    capitals = re.match(rf"^{CAPS}(?:,|$)", place) and sum(c.isupper() for c in place.split(",")[0]) >= 3
    if unknown:
        outlet = None
    if capitals and (mark or (credit and agencies)):
        return Dateline(match.end(), place, agencies, outlet, unknown, published)
    dashed = "," in place and mark in {"—", "–", "--"} and not credit
    if (
        dashed
        or (agencies and (mark or day or "," in place))
        or (outlet and outlet.isupper() and (mark or "," in place))
        or (day and mark and mark != ":")
    ):
        return Dateline(match.end(), place, agencies, outlet, unknown, published)
    return None
