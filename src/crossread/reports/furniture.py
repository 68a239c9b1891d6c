"""What stands on a news page beside the article, told by what a line says."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

MARKUP = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|center|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|li|ol|p|q|s|script|small"
    r"|span|strong|sub|sup|table|td|tr|u|ul)\b[^<>]{0,200}>|[*_]{2}|^#{1,6}\s+|^\s*[>]\s+",
    re.I,
)
LONGEST = 700
"""A longer paragraph is never furniture by its words, unless it opens like it."""
SENTENCE = re.compile(r"[.!?][\"'”’)]*(?:\s|$)")
IMPERATIVE = re.compile(
    r"^(?:see|find|get|join|sign|click|follow|subscribe|visit|discover|explore|download|check|register"
    r"|learn|call|try|shop)\b",
    re.I,
)
CAPTION_TENSE = re.compile(
    r"\b(?:is|are) (?:\w+ly )?(?:seen|shown|pictured|\w{3,}ed|\w{3,}ing)\b|\b(?:poses?|stands?|walks?"
    r"|looks? on|gestures?|"
    r"addresses|speaks?|attends?|arrives?|shows?|appears? to show|waves?|holds?|inspects?)\b"
)
FULL_DATE_END = re.compile(
    r"\b(?:on|,|in) (?:[A-Z][a-z]+day,? )?(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?),? \d{4})\.?$"
)
OPENING_CREDIT = re.compile(
    r"^(?:Reuters|AP|AFP|EPA|PA|Getty(?: Images)?|Alamy|Rex|Xinhua|Splash News)\s?:?\s(?=[A-Z])"
)
NOT_FULL_STOP = re.compile(r"(?:\b[A-Z]\.|\b(?:St|Mr|Mrs|Ms|Dr|No|vs|Gen|Sen|Rep|Gov|Lt|Col|Jr|Sr)\.)+$")


def plain(text: str) -> str:
    """A line without the markup that scrapes leave in it, its white space made single."""
    return " ".join(MARKUP.sub("", text).split())


def ended(text: str) -> bool:
    """It ends as a sentence does."""
    bare = text.rstrip("\"'”’»)]* ")
    return (bare.endswith((".", "!", "?")) and not bare.endswith("...")) or bare.endswith("…”")


def reason(text: str) -> str | None:
    """Why a line is no part of an article, None if nothing in it says so."""
    line = plain(text)
    folded = line.lower().strip(" \t.:!|*•·–—-+>»[]()")
    if not re.search(r"[^\W_]", folded) or re.fullmatch(r"\d{1,4}", folded):
        return "separator"
    for why, rule in _rules():
        if folded in rule.whole:
            return why
        if line.lower().lstrip("+•·*>»►▶-–— ").startswith(rule.opens) and _could_be(why, line):
            return why
        if len(line) <= LONGEST and rule.matches is not None and rule.matches.search(line) and _could_be(why, line):
            return why
    if looks_like_caption(line):
        return "caption"
    if promotes(line):
        return "promotion"
    return None


def looks_like_caption(line: str) -> bool:
    """One sentence in the present tense that ends on a full date, or a line that opens with a photo agency's name."""
    if OPENING_CREDIT.match(line) and not ended(line):
        return True
    if "“" in line or '"' in line or len(line) > 320 or len(SENTENCE.findall(NOT_FULL_STOP.sub("", line))) > 1:
        return False
    if FULL_DATE_END.search(line) and CAPTION_TENSE.search(line):
        return True
    return (
        not ended(line)
        and len(line.split()) >= 9
        and bool(
            re.match(
                r"^(?:This|These|The) (?:\w+ )?(?:images?|photos?|pictures?|footage|maps?|charts?"
                r"|graphics?|screengrabs?) (?:appears?|shows?)",
                line,
            )
        )
    )


def promotes(line: str) -> bool:
    """Two sentences or more, most of which ask the reader to do something for the page."""
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", line) if s]
    if len(sentences) < 2 or any(mark in line for mark in '“”"'):
        return False
    asks = sum(bool(IMPERATIVE.match(s)) for s in sentences)
    return asks >= 2 and asks * 2 >= len(sentences)


class Rule:
    """One section of furniture.toml, ready to be tried."""

    def __init__(self, whole: list[str], opens: list[str], matches: list[str]) -> None:
        self.whole = frozenset(whole)
        self.opens = tuple(opens)
        self.matches = re.compile("|".join(f"(?:{m})" for m in matches), re.I) if matches else None


def data(name: str) -> dict[str, dict[str, list[str]]]:
    """A data file of this stage."""
    return tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))


@cache
def _rules() -> tuple[tuple[str, Rule], ...]:
    return tuple(
        (why, Rule(part.get("whole", []), part.get("opens", []), part.get("matches", [])))
        for why, part in data("furniture.toml").items()
    )


WORDY = frozenset({"menu", "share", "promotion", "form", "video", "related", "contact", "disclaimer", "tags"})
"""Reasons whose openings are also ordinary words: a long paragraph of several sentences is not dropped for them."""


def _could_be(why: str, line: str) -> bool:
    if why == "caption":
        # an article may open a paragraph with "This photo …"; a caption has few sentences and quotes nobody
        return (
            len(line) <= 500
            and len(SENTENCE.findall(line)) <= 5
            and not re.search(r"[,.?!][\"”] \w+ said\b|\bsaid\.$", line)
        )
    if why in WORDY and len(line) > 350 and ended(line):
        return False
    if re.search(r"[\"”][^\"“”]{0,40}\b(?:said|says|told|added)\b|\b(?:said|says|told)\b.{0,60}[\"“]", line):
        return why in {"embed", "copyright"}
    return True
