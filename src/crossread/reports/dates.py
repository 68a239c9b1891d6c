"""Dates in the stamps of a page, as EDTF with the precision and the zone that are stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
ZONES = {
    "gmt": "Z",
    "utc": "Z",
    "z": "Z",
    "bst": "+01:00",
    "edt": "-04:00",
    "est": "-05:00",
    "cdt": "-05:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "eet": "+02:00",
    "eest": "+03:00",
    "msk": "+03:00",
    "mdt": "-06:00",
    "mst": "-07:00",
    "pdt": "-07:00",
    "pst": "-08:00",
    "jst": "+09:00",
    "kst": "+09:00",
    "hkt": "+08:00",
    "sgt": "+08:00",
    "aest": "+10:00",
    "aedt": "+11:00",
    "nzst": "+12:00",
    "nzdt": "+13:00",
}
"""Zones with one meaning. "ET", "CST" or "IST" have several or change with the season: the time is then left out."""
CLOCK = (
    r"(?P<clock>\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?:\s?[ap]\.?\s?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)"
    r"(?:\s?(?:\(?(?P<zone>[A-Z]{2,5})\b\)?|(?P<offset>Z\b|[+-]\d\d:?\d\d)))?"
)
JOIN = r"(?:\s*(?:,|\||•|·|@|-|–|—|at|\()?\s*)"
EARLIER = CLOCK.replace("clock", "clock0").replace("zone", "zone0").replace("offset", "offset0")
"""The same before a date."""
DATE = re.compile(
    rf"(?:(?<![\w/.:-])(?:{EARLIER}{JOIN})?)"
    r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+)?"
    r"(?:(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d\d?)[-/.](?P<d1>\d\d?)"
    rf"|(?P<M2>{MONTH})\.?\s+(?P<d2>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)"
    rf"|(?P<d3>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<M3>{MONTH})\.?,?\s+(?P<y3>(?:19|20)\d\d)"
    r"|(?P<d4>\d\d?)\.(?P<m4>\d\d?)\.(?P<y4>(?:19|20)\d\d))(?!\d)"
    rf"(?:(?:T|{JOIN}){CLOCK})?",
    re.I,
)
ADDRESS = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?|" + MONTH + r")[/-](?P<d>\d\d?)(?=[/_-]|$)", re.I)
LABEL = re.compile(
    r"\b(published|posted|first published|publication date|date|created|updated|modified|last updated|last modified)\b",
    re.I,
)


BESIDE = frozenset(
    (
        "published",
        "updated",
        "posted",
        "on",
        "at",
        "last",
        "first",
        "date",
        "time",
        "local",
        "modified",
        "am",
        "pm",
        "a",
        "m",
        "p",
        "et",
        "gmt",
        "utc",
        "ist",
        "edt",
        "est",
        "bst",
    )
)
"""Words that stand beside a date in a stamp."""


@dataclass(frozen=True)
class Stamp:
    """A date in a text: where it stands and its EDTF value."""

    start: int
    end: int
    value: str
    updated: bool = False
    labelled: bool = False


def find(text: str) -> Iterator[Stamp]:
    """The dates with a year, day and month; one behind "updated" is marked as such."""
    last = 0
    for match in DATE.finditer(text):
        value = _value(match)
        if value is None:
            continue
        labels = LABEL.findall(text[last : match.start()])
        label = labels[-1].lower() if labels else ""
        old = any(word in label for word in ("updated", "modified"))
        yield Stamp(match.start(), match.end(), value, updated=old, labelled=bool(label) and not old)
        last = match.end()


def first(text: str) -> Stamp | None:
    """The first date of a text."""
    return next(find(text), None)


def only(text: str) -> bool:
    """A line that holds a date or time and no more than a label, a weekday, a place or a zone beside it."""
    rest = DATE.sub(" ", text)
    stamped = rest != text
    clocks = re.sub(CLOCK.replace("clock", "c").replace("zone", "z").replace("offset", "o"), " ", rest, flags=re.I)
    stamped = stamped or clocks != rest
    words = [w for w in re.findall(r"[^\W\d_]+", clocks) if w.lower() not in BESIDE]
    calendar = re.compile(rf"(?:{MONTH}|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?)$", re.I)
    left = [w for w in words if not calendar.match(w)]
    return (
        (stamped or bool(re.match(r"^(?:last )?(?:updated|published|posted)\b", text, re.I)))
        and len(left) <= (2 if LABEL.search(text) else 0)
        and len(text) <= 110
    )


def iso(text: str) -> str | None:
    """An ISO date or date-time as EDTF, else the first date of the text, None if there is none."""
    match = re.match(r"^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?", text.strip())
    if not match:
        stamp = first(text)
        return stamp.value if stamp else None
    try:
        date.fromisoformat(match[1])
    except ValueError:
        return None
    if not match[2]:
        return match[1]
    zone = match[3] or ""
    if zone in {"Z", "+00:00", "+0000"}:
        zone = "Z"
    elif zone and ":" not in zone:
        zone = zone[:3] + ":" + zone[3:]
    return f"{match[1]}T{match[2]}:00{zone}"


def of_address(url: str) -> str | None:
    """The date in a path such as ``/2024/11/01/``."""
    match = ADDRESS.search(url)
    return _day(match["y"], match["m"], match["d"]) if match else None


def _value(match: re.Match[str]) -> str | None:
    for year, month, day in (("y1", "m1", "d1"), ("y2", "M2", "d2"), ("y3", "M3", "d3"), ("y4", "m4", "d4")):
        if match[year]:
            stated = _day(match[year], match[month], match[day])
            if stated is None:
                return None
            clock = match["clock"] or match["clock0"]
            zone = match["zone"] if match["clock"] else match["zone0"]
            offset = match["offset"] if match["clock"] else match["offset0"]
            return stated + (_clock(clock, zone, offset) if clock else "")
    return None


def _day(year: str, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def _clock(text: str, zone: str | None, offset: str | None) -> str:
    found = re.match(r"(\d{1,2})(?:[:.h](\d\d))?", text)
    if not found:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    half = re.search(r"([ap])\.?\s?m", text, re.I)
    if half:
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return ""
    if offset:
        tail = "Z" if offset == "Z" else offset[:3] + ":" + offset[-2:]
    elif zone and zone.lower() not in {"am", "pm"}:
        if zone.isupper() and zone.lower() not in ZONES:
            return ""
        tail = ZONES.get(zone.lower(), "")
    else:
        tail = ""
    return f"T{hour:02d}:{minute:02d}:00{tail}"
