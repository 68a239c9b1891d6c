"""Parts of time expressions that stand side by side become one expression."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

CLOCKS = ("clock", "bare_clock")
"""A bare clock ("01:12") is a time of day only beside a day: it may be the length of a film."""
DAYS = ("day", "weekday", "relative_day")
MONTHS = ("month", "bare_month")
BETWEEN_DAY_AND_CLOCK = re.compile(
    r"\s*,?\s*(?:(?:at|around|about|by|from|@|just after|shortly after)\s+(?:around\s+)?)?"
)
ROUGHLY = re.compile(r"\b(?:around|about|shortly after|just after|just before|before|after|by)\s+$", re.IGNORECASE)
RANGE = re.compile(r"\s*(?:to|until|till|through|[-–—])\s*", re.IGNORECASE)
BOTH = re.compile(r"\s+(?:and|or)\s+(?:in\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    """A stretch of a paragraph, what it is ("day", "month", "weekday", "clock", …), its rule (reading/anchoring.py; a
    clock alone is "@HH:MM", a reference back "same:UNIT"; None if it cannot be dated) and its zone."""

    start: int
    end: int
    shape: str
    rule: str | None
    zone: str | None = None
    ahead: bool = False
    """Of a clock: whether its clause tells of something to come."""


def merge(text: str, parts: Sequence[Mention]) -> list[Mention]:
    """Expressions of a paragraph, from its parts in the order of the text."""
    out: list[Mention] = []
    for part in parts:
        joined = _join(text, out[-1], part) if out else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(part)
    return [_open(text, m) for m in out]


def settle(mentions: Sequence[Mention], context: str | None) -> Iterator[Mention]:
    """Mentions whose clock or "that month" takes its day or month from what was named before (``context``: the last
    rule of the paragraphs before) or, for a clock, from the nearest day named after it in the paragraph."""
    days = [m for m in mentions if m.rule and m.shape in DAYS]
    for m in mentions:
        if m.shape == "bare_clock":
            continue
        if m.rule is None:
            yield m
        elif m.rule.startswith("@"):
            near = min(days, key=lambda d: (_ahead(d) != m.ahead, abs(d.start - m.start), d.start), default=None)
            if near is not None and _ahead(near) and not m.ahead:
                near = None
            base = near.rule if near is not None else context
            if base is not None and not m.ahead and re.search(r":(?:future|next)\b", base):
                base = None
            day = base.split("@")[0] if base and "/" not in base else None
            is_day = day is not None and re.match(r"day:|weekday:|date:|fixed:\d{4}-\d\d-\d\d", day)
            yield replace(m, rule=f"{day}{m.rule}" if is_day else None)
        elif m.rule.startswith("same:"):
            before = next(
                (o.rule for o in reversed(mentions) if o.end <= m.start and o.rule and "same" not in o.rule), context
            )
            yield replace(m, rule=_same(m.rule.removeprefix("same:"), before))
        else:
            yield m


def _ahead(m: Mention) -> bool:
    return bool(m.rule and re.search(r":(?:future|next)\b", m.rule))


def _same(unit: str, before: str | None) -> str | None:
    """The month or year that a rule lies in; the day itself for "that day"."""
    if before is None or "/" in before:
        return None
    before = before.split("@")[0]
    if unit == "then":
        return f"{before}/.."
    stated = re.fullmatch(r"fixed:(\d{4})(-\d\d)?(-\d\d)?", before)
    if stated:
        if unit == "year":
            return f"fixed:{stated[1]}"
        if unit == "month" and stated[2]:
            return f"fixed:{stated[1]}{stated[2]}"
        return before if unit == "day" and stated[3] else None
    if unit == "month" and before.startswith(("name:", "of:", "month:")):
        return before
    if unit == "month" and before.startswith("date:"):
        _, month, _, direction = before.split(":")
        return f"name:{month}:{direction}"
    if unit == "day" and before.startswith(("date:", "day:", "weekday:")):
        return before
    return before if unit == "year" and before.startswith("year:") else None


def _join(text: str, a: Mention, b: Mention) -> Mention | None:
    """Two neighbours as one expression, None if they are two."""
    gap = text[a.end : b.start]
    if a.rule is None or b.rule is None or len(gap) > 24:
        return None
    if b.shape in CLOCKS and a.shape in DAYS and "@" not in a.rule and BETWEEN_DAY_AND_CLOCK.fullmatch(gap):
        return Mention(a.start, b.end, a.shape, a.rule + b.rule, b.zone)
    if a.shape in CLOCKS and b.shape in DAYS and "@" not in b.rule and re.fullmatch(r"\s*,?\s*(?:on\s+)?", gap):
        return Mention(a.start, b.end, b.shape, b.rule + a.rule, a.zone)
    if a.shape in ("weekday", "relative_day") and b.shape == "day" and re.fullmatch(r"\s*,?\s*(?:\(|the\s+)?", gap):
        end = b.end + 1 if "(" in gap and text[b.end : b.end + 1] == ")" else b.end
        clock = "@" + a.rule.split("@")[1] if "@" in a.rule and "@" not in b.rule else ""
        return Mention(a.start, end, "day", b.rule + clock, a.zone or b.zone)
    if a.shape == "day" and b.shape == "weekday" and re.fullmatch(r"\s*\(", gap):
        return Mention(a.start, b.end + (text[b.end : b.end + 1] == ")"), "day", a.rule, a.zone)
    return _range(text, a, b, gap)


def _range(text: str, a: Mention, b: Mention, gap: str) -> Mention | None:
    """ "from January to October 2024", "between 2009 and 2011", "October and November"."""
    if a.rule is None or b.rule is None or "/" in a.rule + b.rule or "@" in a.rule + b.rule:
        return None
    kinds = {a.shape, b.shape}
    if not (kinds <= set(MONTHS) or kinds == {"year"} or kinds <= {"day", "weekday"}):
        return None
    between = re.search(r"\bbetween\s+$", text[: a.start], re.IGNORECASE) is not None
    both = BOTH.fullmatch(gap) is not None
    if not (RANGE.fullmatch(gap) or (both and between) or (both and kinds <= set(MONTHS) and _follows(a.rule, b.rule))):
        return None
    return Mention(a.start, b.end, "range", f"{_with_year(a.rule, b.rule)}/{b.rule}")


def _with_year(first: str, last: str) -> str:
    """The first end with the year that only the last end states."""
    stated = re.match(r"fixed:(\d{4})-", last)
    if first.startswith("name:"):
        month = int(first.split(":")[1])
        if stated:
            return f"fixed:{stated[1]}-{month:02d}"
        if last.startswith("of:"):
            return f"of:{month}:{last.split(':')[2]}"
    if first.startswith("date:") and stated:
        _, month_name, day, _ = first.split(":")
        return f"fixed:{stated[1]}-{int(month_name):02d}-{int(day):02d}"
    return first


def _month_of(rule: str) -> int | None:
    match = re.match(r"(?:name|of):(\d+)|fixed:\d{4}-(\d\d)$", rule)
    return int(match[1] or match[2]) if match else None


def _follows(a: str, b: str) -> bool:
    first, second = _month_of(a), _month_of(b)
    return first is not None and second is not None and second == first % 12 + 1


def _open(text: str, m: Mention) -> Mention:
    """ "since October" is open at its end and keeps its preposition; "until Monday" keeps it too."""
    before = re.search(r"\b(since|until|till)\s+(?:(?:about|around|at least)\s+)?$", text[: m.start], re.IGNORECASE)
    if before is None or m.rule is None or "/" in m.rule or m.rule.startswith(("@", "same:")):
        return m
    rule = f"{m.rule}/.." if before[1].lower() == "since" else m.rule
    return replace(m, start=before.start(), rule=rule)
