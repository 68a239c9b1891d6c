"""Times as EDTF: what is stated, and what follows from the day of the report.

Patterns find days, months, years, weekdays and times of day; neighbours that make one expression ("Friday (Jan 24)",
"at 3 p.m. Friday", "from January to October 2024") become one; the tense around a weekday or month says whether it is
behind or ahead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from crossread.reading import anchoring, surroundings, timemerge
from crossread.reading.blocks import Block
from crossread.reading.timemerge import Mention
from crossread.reading.timewords import lexicon
from crossread.values import Report, Time

WHICH = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "the": 0, "next": 1, "coming": 1}
AT = re.compile(r"\b(?:at|around|about|by|until|till|from|before|after|between)\s+$", re.IGNORECASE)
AGAINST = {"weekday": "weekday", "name": "month", "date": "month"}
"""What evidence a rule of this kind is; others are "relative"."""


def find(blocks: Sequence[Block], report: Report) -> tuple[Time, ...]:
    """The times of a report in the order of the text, dated against its own day where they are relative."""
    anchor = report.published if anchoring.day_of(report.published) else None
    found: list[Time] = []
    context: str | None = None
    for block in blocks:
        mentions = timemerge.merge(block.doc.text, _atoms(block))
        for mention in timemerge.settle(mentions, context):
            if mention.rule and re.search(r"\d|\w:", mention.rule):
                context = mention.rule
            found.append(_time(block, mention, report.id, anchor))
    return tuple(found)


def redate(time: Time, anchor: str) -> Time:
    """The time as it would be dated if the report were of ``anchor`` (an EDTF date)."""
    if time.relative is None:
        return time
    date = anchoring.resolve(time.relative, anchor)
    return time if date is None else replace(time, date=date, evidence=_evidence(time.relative, "sibling"))


def _time(block: Block, mention: Mention, report: str, anchor: str | None) -> Time:
    relative = mention.rule if mention.rule and anchoring.relative(mention.rule) else None
    date = anchoring.resolve(mention.rule, anchor) if mention.rule else None
    if mention.rule is None:
        evidence = "vague"
    elif relative is None:
        evidence = "stated"
    else:
        evidence = _evidence(relative, "published") if anchor else "no-anchor"
    return Time(
        report=report,
        start=block.offset + mention.start,
        end=block.offset + mention.end,
        text=block.doc.text[mention.start : mention.end],
        date=date,
        evidence=evidence,
        zone=mention.zone,
        relative=relative,
    )


def _evidence(rule: str, against: str) -> str:
    kinds = [end.split(":")[0] for end in rule.split("/") if not end.startswith(("..", "fixed"))]
    return f"{AGAINST[kinds[0]]}-against-{against}" if kinds[0] in AGAINST else f"relative-to-{against}"


# --- the parts of expressions ----------------------------------------------------------------------------------------


def _atoms(block: Block) -> list[Mention]:
    """Parts of expressions that do not overlap, in the order of the text; an earlier pattern wins."""
    text = block.doc.text
    taken = [False] * len(text)
    found: list[Mention] = []
    for kind, pattern in lexicon().patterns:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            mention = _mention(block, kind, match)
            if mention is not None:
                found.append(mention)
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    return sorted(found, key=lambda m: m.start)


def _mention(block: Block, kind: str, m: re.Match[str]) -> Mention | None:
    """One match as a part of an expression, None if it dates nothing."""
    words, text = lexicon(), block.doc.text
    g = {k: (re.sub(r"\s+", " ", v.lower()) if v else None) for k, v in m.groupdict().items()}
    start, end = m.span()
    end -= len(m.group()) - len(re.sub(r"(?<=[A-Za-z]{4})\.$|[’']s$|\s+$", "", m.group()))
    if text[end - 1] == "." and re.match(r"\s*$|\s+[A-Z“\"]", text[end:]):
        end -= 1  # an abbreviation's point that ends the sentence
    rule: str | None = None
    zone, shape = None, kind
    month = words.months.get(g.get("month") or "")
    which = WHICH.get(g.get("which") or "", 0)
    year = g.get("year")
    if month and not text[m.start("month")].isupper():
        return None
    match kind:
        case "iso":
            if anchoring.day_of(g["iso"]) is None:
                return None
            rule, shape = f"fixed:{g['iso']}" + (f"@{g['time']}" if g["time"] else ""), "day"
        case "day":
            day = int(g["day"] or 0)
            if not year and re.match(r"[-–/]\d", text[end:]) and not re.match(r"[-–]\d{1,2}\b", text[end:]):
                return None
            direction = surroundings.direction(block, start)
            rule = _day(year, month, day, direction)
            if g.get("last"):
                if int(g["last"] or 0) <= day:
                    return None
                rule, shape = f"{rule}/{_day(year, month, int(g['last'] or 0), direction)}", "range"
            if year and anchoring.day_of(f"{year}-{month:02d}-{day:02d}") is None:
                return None
        case "day_of":
            rule, shape = f"dayof:{month}:{int(g['day'] or 0)}:{which}", "day"
        case "era":
            rule, shape = f"fixed:{_era(int(g['era_year'] or 0), bool(g.get('era')))}", "year"
        case "over_weekend":
            # a Sunday's paper means the weekend that it stands in, a Tuesday's the one before
            rule = "weekend:past" if surroundings.direction(block, start) == "past" else "weekend:0"
        case "month":
            rule, shape = f"fixed:{year}-{month:02d}", "month"
        case "month_of":
            rule, shape = f"of:{month}:{which}", "month"
        case "which_month":
            if month == 5 and not surroundings.month_here(block, m):
                return None
            direction = {-1: "last", 0: "past", 1: "next"}[which]
            rule, shape = f"name:{month}:{direction}", "month"
        case "bare_month":
            if not surroundings.month_here(block, m):
                return None
            rule, shape = f"name:{month}:{surroundings.direction(block, start)}", "bare_month"
        case "half" | "quarter":
            rule = _fraction(g, which)
        case "weekday" | "short_weekday":
            table = words.weekdays if kind == "weekday" else words.short_weekdays
            number = table[g["weekday"] or ""]
            if kind == "weekday" and not text[m.start("weekday")].isupper():
                return None
            named = {
                "last": "last",
                "past": "last",
                "previous": "last",
                "next": "next",
                "coming": "next",
                "this": "future",
            }
            direction = named.get(g.get("which") or "") or surroundings.direction(block, start)
            rule, shape = f"weekday:{number}:{direction}", "weekday"
        case "season":
            number = words.seasons[g["season"] or ""]
            rule = f"fixed:{year}-{number}" if year else f"season:{number}:{which}"
        case "relative_day":
            if g["days"] == "today" and surroundings.nowadays(block, start, end):
                return None
            rule, shape = f"day:{words.days[g['days'] or '']}", "relative_day"
        case "holiday":
            month, day = words.holidays[g["holiday"] or ""]
            rule, shape = _day(year, month, day, surroundings.direction(block, start)), "day"
        case "unit":
            if g["which"] in ("past", "previous", "coming", "current") and g["unit"] != "week" and not g["part"]:
                return None
            rule = "day:-7/day:0" if (g["which"], g["unit"]) == ("past", "week") else f"{g['unit']}:{which}"
        case "that":
            rule = f"same:{g['unit']}"
        case "ago":
            number = _number(g["count"])
            unit = g["unit"] or ""
            rule = f"day:{-7 * number}" if unit == "week" else f"{unit}:{-number}"
            if unit == "week":
                rule = f"week:{-number}"
            elif unit == "decade":
                rule = None
        case "window":
            unit, number = g["unit"] or "", _number(g["count"])
            rule = f"day:{-7 * number}/day:0" if unit == "week" else f"{unit}:{-number}/{unit}:0"
        case "years":
            last = g["to"] or ""
            last = (g["from"] or "")[: 4 - len(last)] + last
            if not (0 < int(last) - int(g["from"] or 0) <= 100):
                return None
            rule = f"fixed:{g['from']}/fixed:{last}"
        case "decade":
            rule = f"fixed:19{g['short']}X" if g["short"] else f"fixed:{g['century']}{g['ten']}X"
        case "year":
            if not surroundings.year_here(block, m):
                return None
            rule = f"fixed:{year}"
        case "clock" | "clock_word":
            clock = _clock(g)
            if clock is None:
                return None
            # "just after noon" gives no minute
            bare = kind == "clock" and not g.get("half") and not g["zone"]
            rough = kind == "clock_word" and timemerge.ROUGHLY.search(text[:start])
            rule, shape, zone = (
                "@" if rough else f"@{clock}",
                "bare_clock" if bare and not AT.search(text[:start]) else "clock",
                text[slice(*m.span("zone"))] or None,
            )
        case "vague":
            rule = None
    ahead = shape == "clock" and surroundings.direction(block, start) == "future"
    return Mention(start, end, shape, rule, zone, ahead)


def _day(year: str | None, month: int | None, day: int, direction: str) -> str:
    return f"fixed:{year}-{month:02d}-{day:02d}" if year else f"date:{month}:{day}:{direction}"


def _era(year: int, before: bool) -> str:
    """A year of an era as EDTF counts it: the year before 1 is 0."""
    return f"-{year - 1:04d}" if before and year > 1 else f"{0 if before else year:04d}"


def _fraction(g: dict[str, str | None], which: int) -> str:
    """Months of a half or a quarter of a year."""
    if g.get("half"):
        first, last = (1, 6) if g["half"] == "first" else (7, 12)
    else:
        n = ["first", "second", "third", "fourth"].index(g["quarter"] or "")
        first, last = 3 * n + 1, 3 * n + 3
    if g["year"]:
        return f"fixed:{g['year']}-{first:02d}/fixed:{g['year']}-{last:02d}"
    return f"of:{first}:{which}/of:{last}:{which}"


def _number(written: str | None) -> int:
    return int(written) if written and written.isdigit() else lexicon().numbers[written or "one"]


def _clock(g: dict[str, str | None]) -> str | None:
    if g.get("word"):
        return f"{lexicon().clock[g['word'] or '']:02d}:00"
    hour, minute = int(g["hour"] or 0), int(g.get("minute") or 0)
    half = g.get("half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute:02d}"
