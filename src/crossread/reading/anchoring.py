"""Relative dates against an anchor day, in a small notation that can be kept and resolved later.

A rule is one or two ends joined by "/" (".." is an open end); an end is one of the forms below, "@HH:MM" may follow:

    day:N  week:N  weekend:N  month:N  year:N  decade:N     N units from the anchor's
    weekday:W:DIR                                           W from 0 (Monday); DIR past, future, last or next
    name:M:DIR  date:M:D:DIR                                a month, or a day of it, without a year
    weekend:past                                            the weekend that lies behind or runs
    dayof:M:D:N                                             day D of month M in the year N from the anchor's
    of:M:N  season:S:N                                      month M or season S of the year N from the anchor's
    fixed:EDTF                                              what needs no anchor

"""

from __future__ import annotations

import datetime as dt
import re

AHEAD = 1
"""Days by which a weekday or date that has happened may lie after the anchor: it is a day later in the east, and
pages keep the day of their first version."""


def resolve(rule: str, anchor: str | None) -> str | None:
    """The EDTF of a rule against the day of ``anchor`` (EDTF, at least a whole day), None if it cannot be told."""
    day = day_of(anchor)
    ends = rule.split("/")
    found = [end if end == ".." else _end(end, day) for end in ends]
    if any(f is None for f in found):
        return None
    known = [f for f in found if f is not None]
    if len(known) == 1:
        return known[0]
    first, last = known[0].split("/")[0], known[1].split("/")[-1]
    if first != ".." and last != ".." and first[:10] > last[:10]:
        return None
    return f"{first}/{last}"


def day_of(anchor: str | None) -> dt.date | None:
    """The day of an EDTF date or date-time; None if it is coarser."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", anchor or "")
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def relative(rule: str) -> bool:
    """Whether a rule needs an anchor."""
    return any(not end.startswith(("fixed:", "..")) for end in rule.split("/"))


def _end(end: str, anchor: dt.date | None) -> str | None:
    rule, _, clock = end.partition("@")
    kind, *rest = rule.split(":", 1) if rule.startswith("fixed:") else rule.split(":")
    date = rest[0] if kind == "fixed" else _date(kind, rest, anchor) if anchor else None
    if date is None or not clock:
        return date
    return f"{date}T{clock}" if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else date


def _date(kind: str, given: list[str], anchor: dt.date) -> str | None:
    """One relative end; None for a day that does not exist."""
    numbers = [int(g) for g in given if re.fullmatch(r"-?\d+", g)]
    direction = given[-1]
    try:
        if kind == "day":
            return (anchor + dt.timedelta(days=numbers[0])).isoformat()
        if kind in ("week", "weekend"):
            weeks = numbers[0] if numbers else -(anchor.weekday() < 5)
            monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(weeks=weeks)
            first = monday if kind == "week" else monday + dt.timedelta(days=5)
            return f"{first.isoformat()}/{(monday + dt.timedelta(days=6)).isoformat()}"
        if kind == "month":
            months = anchor.year * 12 + anchor.month - 1 + numbers[0]
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        if kind == "year":
            return f"{anchor.year + numbers[0]:04d}"
        if kind == "decade":
            return f"{anchor.year // 10 + numbers[0]:03d}X"
        if kind in ("of", "season"):
            return f"{anchor.year + numbers[1]:04d}-{numbers[0]:02d}"
        if kind == "weekday":
            return _weekday(numbers[0], direction, anchor).isoformat()
        if kind == "dayof":
            return dt.date(anchor.year + numbers[2], numbers[0], numbers[1]).isoformat()
        if kind == "name":
            return _month(numbers[0], direction, anchor)
        if kind == "date":
            return _day(numbers[0], numbers[1], direction, anchor).isoformat()
    except (ValueError, OverflowError):
        return None
    return None


def _weekday(weekday: int, direction: str, anchor: dt.date) -> dt.date:
    ahead = (weekday - anchor.weekday()) % 7
    if direction == "next":
        return anchor + dt.timedelta(days=ahead or 7)
    if direction == "future":
        return anchor + dt.timedelta(days=ahead)
    if direction == "last":
        return anchor + dt.timedelta(days=ahead - 7)
    return anchor + dt.timedelta(days=ahead if ahead <= AHEAD else ahead - 7)


def _month(month: int, direction: str, anchor: dt.date) -> str:
    year = anchor.year
    if direction in ("future", "next"):
        year += month < anchor.month or (direction == "next" and month == anchor.month)
    else:
        year -= month > anchor.month or (direction == "last" and month == anchor.month)
    return f"{year:04d}-{month:02d}"


def _day(month: int, day: int, direction: str, anchor: dt.date) -> dt.date:
    if direction == "future":
        here = dt.date(anchor.year, month, day)
        return here if here >= anchor else dt.date(anchor.year + 1, month, day)
    years = [dt.date(y, month, day) for y in (anchor.year - 1, anchor.year, anchor.year + 1) if _exists(y, month, day)]
    past = [d for d in years if d <= anchor + dt.timedelta(days=AHEAD)]
    near = [d for d in years if abs((d - anchor).days) <= 45]
    return min(near, key=lambda d: abs((d - anchor).days)) if near else max(past)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
