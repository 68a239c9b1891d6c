"""Whether two clauses tell of two instances of one kind: "the first train", "the second train"; "again"."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path


@functools.lru_cache(maxsize=65_536)
def ordinals(text: str) -> frozenset[tuple[str, str]]:
    """Ordinals with the word behind each, as ("second", "train"); figures as words up to twelve."""
    words, _ = _patterns()
    return frozenset((_named(m[1]), m[2].lower()) for m in words.finditer(text))


def differ(a: str, b: str) -> bool:
    """Whether both name one kind of thing by another ordinal."""
    first, second = ({noun: ordinal for ordinal, noun in ordinals(text)} for text in (a, b))
    return any(first[n] != second[n] for n in first.keys() & second.keys())


def repeats(a: str, b: str) -> bool:
    """Whether one of two clauses, and not the other, tells of one more of a kind: "a fourth man", "again"."""
    return differ(a, b) or _further(a) != _further(b)


def _further(text: str) -> bool:
    _, repeated = _patterns()
    return repeated.search(text) is not None or any(o != "first" for o, _ in ordinals(text))


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = _table()
    ordinal = rf"(?:{'|'.join(table['ordinals'])}|\d{{1,3}}(?:st|nd|rd|th))"
    return (
        re.compile(rf"\b({ordinal})[ -]([a-z]{{3,}})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(table['repeated'])})\b", re.IGNORECASE),
    )


def _named(ordinal: str) -> str:
    figure = re.match(r"\d+", ordinal)
    names = _table()["ordinals"]
    return names[int(figure[0]) - 1] if figure and 0 < int(figure[0]) <= len(names) else ordinal.lower()


@functools.cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
