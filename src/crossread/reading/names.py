"""Forms of names: what two spellings of one name have in common, what a title or a noun tells of a person."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

OFFICE_STOPS = frozenset(
    {"the", "a", "an", "of", "s", "and", "its", "his", "her", "their", "former", "then", "for", "in"}
)
SHORT_OFFICES = {"fm": "foreign", "pm": "prime"}
"""Abbreviations, as a word of the full title."""
GIVEN = re.compile(
    r"(?:\b(?:gave|giving|gives)\s(?:his|her|their)\s(?:first\s)?name\s(?:only\s|just\s)?as"
    r"|\bidentified\s(?:himself|herself|themselves)\s(?:only\s|just\s)?(?:as|by)"
    r"|\b(?:identified|named|known)\s(?:only|just)\s(?:as|by)(?:\s(?:his|her|their)\s(?:first\s)?name,?)?)\s+$"
)
"""What stands before the name of somebody who tells no more of it; it is a person's, whatever it looks like."""
SPELLING = 86
"""Least likeness (0 to 100) of two spellings of one name."""
POSSESSIVE = re.compile(r"['’]s?$")


@functools.cache
def words() -> dict[str, Any]:
    """The lists of names.toml, as sets."""
    raw = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
    return {
        "honorifics": raw["honorifics"],
        "short first names": raw["short_first_names"],
        "m": frozenset(raw["gendered"]["m"]),
        "f": frozenset(raw["gendered"]["f"]),
        "roles": frozenset(raw["roles"]["words"]),
        "first m": frozenset(raw["first_names"]["m"]),
        "first f": frozenset(raw["first_names"]["f"]),
        "bodies": frozenset(raw["bodies"]["words"]),
        "calendar": frozenset(raw["calendar"]["words"]),
        "plural": frozenset(raw["bodies"]["plural"]),
        "offices": frozenset(raw["offices"]["words"]),
        "family": frozenset(raw["family"]["words"]),
        "places": frozenset(raw["places"]["words"]),
        "companies": frozenset(raw["companies"]["words"]),
    }


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name without accents, case, hyphens, possessive and honorific: ("lind", "anna", "maria")."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", POSSESSIVE.sub("", name.strip())) if not unicodedata.combining(c)
    )
    parts = [p for p in re.split(r"[\s\-‐‑.,*_]+", plain.lower()) if p]
    while len(parts) > 1 and parts[0] in words()["honorifics"]:
        parts = parts[1:]
    return tuple(parts)


def plain(name: str) -> str:
    """A name of two words or more without the honorifics before it, as written."""
    parts = name.split(" ")
    while len(parts) > 2 and parts[0].lower().rstrip(".") in words()["honorifics"]:
        parts = parts[1:]
    return " ".join(parts)


def honorific(text: str) -> str | None:
    """The gender ("m", "f", "" if it tells none) of an honorific that a name begins with, None without one."""
    first = re.match(r"([A-Za-z]+)\.?\s", text)
    found: str | None = words()["honorifics"].get(first[1].lower()) if first else None
    return found


def core(parts: tuple[str, ...]) -> tuple[str, ...]:
    """First and last name alone, familiar forms made full: "mike j. orr" and "michael orr" have the same."""
    if len(parts) < 2:
        return parts
    first = parts[0]
    parts = tuple(p for p in parts if p not in ("bin", "binti", "ibn", "bint"))
    return (str(words()["short first names"].get(first, first)), *(p for p in parts[1:] if len(p) > 1))


def spelt_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of two words or more are one, or two spellings of one: Sergei and Sergey, Son-hui and Son Hui.

    Spellings have as many words with the same initials, and letters that are nearly the same (`SPELLING`).
    """
    if min(len(a), len(b)) < 2:
        return False
    if core(a) == core(b):
        return True
    if len(a) != len(b) or any(x[0] != y[0] for x, y in zip(a, b, strict=True)):
        return False
    return fuzz.ratio("".join(a), "".join(b)) >= SPELLING


def short_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name can stand for a fuller one: its last words, or the first where family names come first."""
    if not short or len(short) >= len(full):
        return False
    return full[-len(short) :] == short or full[: len(short)] == short


def initials_fit(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name with an initial can be a full one's: ("a", "lind") and ("anna", "lind")."""
    if len(full) < 2 or len(short) < 2 or len(full[0]) == 1:
        return False
    return full[-1] == short[-1] and len(short[0]) == 1 and full[0].startswith(short[0])


@functools.cache
def _countries() -> tuple[tuple[re.Pattern[str], str], ...]:
    raw = tomllib.loads((Path(__file__).parent / "countries.toml").read_text("utf-8"))
    forms = [(w, name) for name, entry in raw.items() for w in (name, *entry["words"], *entry["seats"])]
    forms.sort(key=lambda f: (-len(f[0]), f))
    return tuple((re.compile(rf"(?<!\w){re.escape(w)}(?:['’]s)?(?!\w)", re.I), name) for w, name in forms)


@functools.cache
def _exact() -> tuple[dict[str, str], dict[str, str]]:
    raw = tomllib.loads((Path(__file__).parent / "countries.toml").read_text("utf-8"))
    own = {w.rstrip("."): name for name, entry in raw.items() for w in (name, *entry["words"])}
    return own, {w: name for name, entry in raw.items() for w in entry["seats"]}


def nation(form: str) -> str | None:
    """The country that a form names by itself or its people, nothing else beside it; None for a seat of government."""
    return _exact()[0].get(form.lower().rstrip("."))


def is_seat(form: str) -> bool:
    """Whether a form is a capital or another seat by which a government is named."""
    return form.lower() in _exact()[1]


def country(text: str) -> str | None:
    """The country that a text names first by itself, its people or its seat of government."""
    hits = [(m.start(), -len(m.group()), name) for pattern, name in _countries() if (m := pattern.search(text))]
    return min(hits)[2] if hits else None


@functools.lru_cache(maxsize=4096)
def office(text: str) -> tuple[frozenset[str], str | None]:
    """A description of an office as what it is ("foreign", "minister") and whose (a country, None if not told)."""
    plain = text
    for pattern, _ in _countries():
        plain = pattern.sub(" ", plain)
    kept = frozenset(w for w in tokens(plain) if w not in OFFICE_STOPS)
    return frozenset(SHORT_OFFICES.get(w, w) for w in kept), country(text)
