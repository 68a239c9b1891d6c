"""Dates in plain words: EDTF as an editor writes it."""

from __future__ import annotations

import re

from crossread.views.labels import label

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d(?::?\d\d)?)?)?([~?%]?)")
_DECADE = re.compile(r"(\d{3})X")


def plain(edtf: str) -> str:
    """The date in words; what is no simple EDTF stays as it is."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _one(edtf) or edtf
    if end in ("..", "") and (one := _one(start)):
        return f"{label('date', 'since')} {one}"
    if start in ("..", "") and (one := _one(end)):
        return f"{label('date', 'until')} {one}"
    first, last = _one(start), _one(end)
    return f"{first} {label('date', 'to')} {last}" if first and last else edtf


def span(first: str, last: str) -> str:
    """Two days in plain words, what they share said once: "9 to 10 March 2025"."""
    if first == last:
        return plain(first)
    a, b = plain(first).split(" "), plain(last).split(" ")
    while len(a) > 1 and a[-1] == b[len(a) - 1]:
        a.pop()
    return f"{' '.join(a)} {label('date', 'to')} {' '.join(b)}"


def _one(edtf: str) -> str | None:
    if decade := _DECADE.fullmatch(edtf):
        return f"the {decade[1]}0s"
    found = _DAY.fullmatch(edtf)
    if not found:
        return None
    year, month, day, time, zone, doubt = found.groups()
    words = year
    if month:
        named = label("month", month)
        if named == month:
            return None
        words = f"{named} {year}"
    if day:
        words = f"{int(day)} {words}"
    if time:
        words += f", {time}"
        if zone:
            words += " UTC" if zone == "Z" else f" UTC{zone}"
    return f"{label('doubt', doubt)} {words}" if doubt else words
