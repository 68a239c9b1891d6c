"""The days that an EDTF date covers."""

from __future__ import annotations

import datetime as dt
import functools

from edtf import parse_edtf

Span = tuple[tuple[int, ...], tuple[int, ...]]


@functools.cache
def span(date: str) -> Span | None:
    """First and last day of an EDTF date (open ends reach far), None for what is no EDTF."""
    try:
        parsed = parse_edtf(date.split("T")[0] if "/" not in date else date)
        low, high = parsed.lower_strict(), parsed.upper_strict()
    except Exception:  # the library raises several kinds of its own and pyparsing's
        return None
    # an open end comes as an infinity
    first = (0,) if isinstance(low, float) else tuple(low)[:3]
    last = (9999,) if isinstance(high, float) else tuple(high)[:3]
    return first, last


def apart(a: str | None, b: str | None) -> bool:
    """Whether two dates have no day in common."""
    x, y = span(a) if a else None, span(b) if b else None
    return bool(x and y and not (x[0] <= y[1] and y[0] <= x[1]))


def days_between(a: str, b: str) -> int:
    """How many days lie between two dates, from the end of one to the start of the other; 0 where they meet."""
    x, y = span(a), span(b)
    if x is None or y is None or (x[0] <= y[1] and y[0] <= x[1]):
        return 0
    first, second = (x, y) if x[1] < y[0] else (y, x)
    try:
        return (dt.date(*second[0]) - dt.date(*first[1])).days
    except (TypeError, ValueError):  # an open end
        return 0


def minutes_between(a: str, b: str) -> int | None:
    """Minutes between two times of one day, None where one is no time of day, or of another day."""
    if "/" in a + b or a[:10] != b[:10] or "T" not in a or "T" not in b:
        return None
    try:
        first, second = (dt.datetime.fromisoformat(x[:16]) for x in (a, b))
    except ValueError:
        return None
    return int(abs((first - second).total_seconds()) // 60)
