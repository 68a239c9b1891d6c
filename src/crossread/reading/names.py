"""Forms of names: what two spellings of one name have in common, what a title or a noun tells of a person."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

POSSESSIVE = re.compile(r"['’]s?$")


@functools.cache
def words() -> dict[str, Any]:
    """The lists of names.toml, as sets."""
    raw = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
    return {
        "honorifics": raw["honorifics"],
        "m": frozenset(raw["gendered"]["m"]),
        "f": frozenset(raw["gendered"]["f"]),
        "roles": frozenset(raw["roles"]["words"]),
        "bodies": frozenset(raw["bodies"]["words"]),
        "calendar": frozenset(raw["calendar"]["words"]),
        "plural": frozenset(raw["bodies"]["plural"]),
    }


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name without accents, case, hyphens, possessive and honorific: ("choe", "son", "hui")."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", POSSESSIVE.sub("", name.strip())) if not unicodedata.combining(c)
    )
    parts = [p for p in re.split(r"[\s\-‐‑.,*_]+", plain.lower()) if p]
    while len(parts) > 1 and parts[0] in words()["honorifics"]:
        parts = parts[1:]
    return tuple(parts)


def honorific(text: str) -> str | None:
    """The gender ("m", "f", "" if it tells none) of an honorific that a name begins with, None without one."""
    first = re.match(r"([A-Za-z]+)\.?\s", text)
    found: str | None = words()["honorifics"].get(first[1].lower()) if first else None
    return found


def short_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name can stand for a fuller one: its last words, or the first where family names come first."""
    if not short or len(short) >= len(full):
        return False
    return full[-len(short) :] == short or full[: len(short)] == short
