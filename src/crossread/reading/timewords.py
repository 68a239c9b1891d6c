"""The patterns of times: what stretches of a paragraph are a date, a part of one, or a time of day."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Lexicon:
    """The words of times.toml, months and weekdays by their written forms."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    short_weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    days: Mapping[str, int]
    holidays: Mapping[str, tuple[int, int]]
    clock: Mapping[str, int]
    numbers: Mapping[str, int]
    before_month: frozenset[str]
    auxiliaries: frozenset[str]
    governors: frozenset[str]
    prepositions: frozenset[str]
    scheduled: frozenset[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    """Kinds with their patterns, in the order in which they are tried."""


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace("\\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    raw = tomllib.loads((Path(__file__).parent / "times.toml").read_text("utf-8"))
    months = {word: int(n) for n, words in raw["months"].items() for word in words}
    return Lexicon(
        months=months,
        weekdays=raw["weekdays"],
        short_weekdays=raw["short_weekdays"],
        seasons=raw["seasons"],
        days=raw["days"],
        holidays={k: (v[0], v[1]) for k, v in raw["holidays"].items()},
        clock=raw["clock"],
        numbers=raw["numbers"],
        before_month=frozenset(raw["before_month"]["words"]),
        auxiliaries=frozenset(raw["future"]["auxiliaries"]),
        governors=frozenset(raw["future"]["governors"]),
        prepositions=frozenset(raw["future"]["prepositions"]),
        scheduled=frozenset(raw["future"]["scheduled"]),
        patterns=_patterns(raw, months),
    )


def _patterns(
    raw: Mapping[str, Mapping[str, object]], months: Mapping[str, int]
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    month = rf"(?P<month>{_any(months)})\b\.?"
    day = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,]\d|:\d)"
    year = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d)"
    which = r"(?P<which>last|next|this|past|previous|coming|current)"
    part = r"(?P<part>early|mid|late)"
    daypart = r"(?:\s+(?:(?:early|late)\s+)?(?:morning|afternoon|evening|night)s?\b)?"
    count = rf"(?P<count>\d{{1,2}}|{_any(raw['numbers'])})"
    zones = raw["zones"]["words"]
    assert isinstance(zones, list)
    zone = rf"(?:\s+\(?(?P<zone>{_any(zones)})\b)?"
    weekday = rf"(?P<weekday>{_any(raw['weekdays'])})"
    phrases = raw["vague"]["phrases"]
    assert isinstance(phrases, list)
    until = (
        r"(?:\s*(?:to|until|[-–—])\s*(?P<last>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,]\d|:\d|\s*[ap]\.?m\b))?"
    )
    table = [
        (
            "iso",
            r"\b(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[T ](?P<time>[0-2]\d:[0-5]\d))?\b",
        ),
        ("day", rf"\b{month}\s*(?<![a-z]){day}{until}(?:\s*,?\s+{year})?"),
        ("day_of", rf"\b{day}\s+(?:of\s+)?{month}\s+(?P<which>last|next|this)\s+year\b"),
        ("day_of", rf"\b{month}\s+{day}\s+(?P<which>last|next|this)\s+year\b"),
        (
            "day",
            rf"(?<=\bbetween )\b{day}\s+and\s+(?P<last>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
            rf"\s+{month}(?:\s*,?\s+{year}\b)?",
        ),
        ("day", rf"\b{day}{until}\s+(?:of\s+)?{month}(?:\s*,?\s+{year}\b)?"),
        ("era", r"\b(?P<era_year>[1-9]\d{0,3})\s+(?P<era>B\.?C\.?(?:E\.?)?)(?!\w)"),
        ("era", r"\bA\.?D\.?\s+(?P<era_year>[1-9]\d{0,3})\b"),
        ("month", rf"\b(?:{part}(?:\s+in)?[\s-]+)?{month},?\s+(?:of\s+)?{year}\b"),
        ("month_of", rf"\b(?:{part}[\s-]+)?{month}\s+(?:of\s+)?(?P<which>last|next|this)\s+year\b"),
        ("which_month", rf"\b{which}\s+{month}(?!\w)"),
        ("bare_month", rf"\b(?:{part}(?:\s+in)?[\s-]+)?{month}(?![\w-])"),
        ("half", rf"\b(?P<half>first|second|last)\s+half\s+of\s+(?:{year}|(?P<which>last|this|next)\s+year)\b"),
        (
            "quarter",
            rf"\b(?P<quarter>first|second|third|fourth)[\s-]quarter\s+of\s+(?:{year}|(?P<which>last|this|next)\s+year)\b",
        ),
        ("weekday", rf"\b(?:{which}\s+)?{weekday}(?:[’']s(?=\s))?{daypart}"),
        ("short_weekday", rf"\b(?P<weekday>{_any(raw['short_weekdays'])})\b\.?(?=,?\s*\d|,?\s*(?:{_any(months)})\b)"),
        ("season", rf"\b(?P<season>{_any(raw['seasons'])})\s+(?:of\s+)?{year}\b"),
        ("season", rf"\b(?P<which>last|next|this)\s+(?P<season>{_any(raw['seasons'])})\b"),
        ("relative_day", rf"\b(?P<days>{_any(raw['days'])})\b{daypart}"),
        ("holiday", rf"\b(?P<holiday>{_any(raw['holidays'])})\b(?:\s*,?\s+(?:of\s+)?{year})?"),
        ("over_weekend", r"(?<=\bover )the\s+(?P<unit>weekend)\b|(?<=\bat )the\s+weekend\b"),
        (
            "unit",
            rf"\b(?:(?P<part>early|earlier|later|late)\s+)?{which}\s+(?P<unit>weekend|week|month|year|decade)\b",
        ),
        ("that", r"\bsince (?P<unit>then)\b"),
        ("that", r"\b(?:(?:earlier|later)\s+)?(?:that|the same)\s+(?P<unit>month|year|day)\b"),
        ("ago", rf"\b{count}\s+(?P<unit>day|week|month|year|decade)s?\s+(?:ago|earlier(?=\W*$))\b"),
        ("window", rf"\b(?:the\s+)?(?:last|past)\s+{count}\s+(?P<unit>day|week|month|year)s\b"),
        ("vague", rf"\b(?:{_any(phrases)})\b"),
        ("years", r"\b(?P<from>(?:19|20)\d\d)[–/-](?P<to>(?:19|20)?\d\d)\b(?![-–/]\d)"),
        ("decade", r"(?:\b(?P<century>1[89]|20)(?P<ten>\d)0|(?<!\w)[’'‘](?P<short>\d)0)s\b"),
        ("year", rf"\b(?:{part}[\s-]+)?{year}\b(?![-–]\d)"),
        (
            "clock",
            rf"\b(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?{zone}",
        ),
        ("clock", rf"\b(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?!\d|:\d){zone}(?:\s*(?:hrs|hours)\b)?"),
        (
            "clock",
            rf"\b(?P<hour>[01]\d|2[0-3])\.?(?P<minute>[0-5]\d)\s*(?:hrs?\s+|hours\s+)?\(?(?P<zone>{_any(zones)})\b",
        ),
        ("clock_word", rf"\b(?P<word>{_any(raw['clock'])})\b{zone}"),
    ]
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in table)
