"""A report without a date of its own, or with a later crawl's, is dated by its siblings, so that its weekdays mean
something."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from crossread.reading import anchoring, times
from crossread.values import Reading, Report, Statement, Time

LATER = 7
"""Days after its siblings from which a report's date may be that of a crawl: its weekdays would mean another week."""
TOGETHER = 4
"""Days within which the siblings' own dates lie, so that they can speak against one."""
OWN_EVENTS = 3
"""A report that dates an event in these days before its date is as late as it says."""


def date(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Readings whose relative times (and their statements' times) are dated against their siblings where their own
    date is missing or plainly too late."""
    days = [anchoring.day_of(r.report.published) for r in readings]
    out = []
    for n, reading in enumerate(readings):
        siblings = sorted(d for m, d in enumerate(days) if d is not None and m != n)
        own = days[n]
        if own is None:
            anchor = _middle(siblings) or _stated(readings)
        else:
            anchor = _middle(siblings) if _crawled(reading, own, siblings) else None
        out.append(_redated(reading, anchor.isoformat()) if anchor is not None else reading)
    return tuple(out)


def alone(report: Report, time: Time) -> bool:
    """Whether a time is all that its paragraph says: a date line, no statement."""
    part = next((p for p in report.parts if p.start <= time.start and time.end <= p.end), None)
    return part is not None and len(report.text[part.start : part.end].strip()) - len(time.text) <= 12


def _middle(days: Sequence[dt.date]) -> dt.date | None:
    return days[(len(days) - 1) // 2] if days else None


def _crawled(reading: Reading, own: dt.date, siblings: Sequence[dt.date]) -> bool:
    """Whether a report's date is plainly a later crawl's: its siblings stand together days before, and nothing in it
    is dated near its own day."""
    if len(siblings) < 2 or (siblings[-1] - siblings[0]).days > TOGETHER or (own - siblings[-1]).days < LATER:
        return False
    named = [
        anchoring.day_of(t.date)
        for t in reading.times
        if (t.evidence == "stated" or "date:" in (t.relative or "")) and not alone(reading.report, t)
    ]
    return not any(d is not None and 0 <= (own - d).days <= OWN_EVENTS for d in named)


def _stated(readings: Sequence[Reading]) -> dt.date | None:
    """The whole date that most reports state, of two or more; the latest of several."""
    counts: Counter[dt.date] = Counter()
    for reading in readings:
        stated = {
            anchoring.day_of(t.date) for t in reading.times if t.evidence == "stated" and "/" not in (t.date or "")
        }
        counts.update(d for d in stated if d is not None)
    best = max(((n, day) for day, n in counts.items() if n > 1), default=None)
    return best[1] if best else None


def _redated(reading: Reading, anchor: str) -> Reading:
    found = tuple(times.redate(t, anchor) for t in reading.times)
    dates = {(t.start, t.end): t.date for t in found if t.date is not None}
    stated = tuple(_with_time(s, dates) for s in reading.statements)
    return replace(reading, times=found, statements=stated)


def _with_time(s: Statement, dates: Mapping[tuple[int, int], str | None]) -> Statement:
    return replace(s, time=dates[s.time_at]) if s.time_at is not None and s.time_at in dates else s
