"""Dates as archives have them become ISO 8601; one that can mean two days is none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from crossread.reports import dates

ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?![\d-])")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(?:(\d\d)(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?")
SLASHED = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})(?=$|[ ,T])")
COUNTED = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})|(\d{15,16})")
"""Seconds, thousandths or millionths since 1970."""
MOST = 80
"""Characters of a date at most."""


def iso(told: str) -> str:
    """A date or a date with its time, as ISO 8601; empty if it cannot be told which day is meant."""
    told = told.strip()[:MOST]
    if found := ISO.match(told):
        return told if _day(found[1]) else ""
    if found := COMPACT.fullmatch(told):
        year, month, day, hour, minute, second, zone = found.groups()
        made = _day(f"{year}-{month}-{day}")
        if made and hour and hour < "24" and minute < "60":
            made += f"T{hour}:{minute}:{second or '00'}{_zone(zone)}"
        if made:
            return made
    if found := COUNTED.fullmatch(told):
        since = int(found[1] or found[2] or found[3])
        return datetime.fromtimestamp(since / (1 if found[1] else 1_000 if found[2] else 1_000_000), UTC).isoformat()
    if found := SLASHED.match(told):
        first, second, year = found.groups()
        if int(first) > 12 or first == second:
            return _day(f"{year}-{int(second):02}-{int(first):02}")
        return _day(f"{year}-{int(first):02}-{int(second):02}") if int(second) > 12 else ""
    return dates.iso(told) or ""


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    return zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}"


def _day(told: str) -> str:
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        return ""
