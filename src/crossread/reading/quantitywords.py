"""The pattern of quantities: which stretches are a figure with its bound, magnitude, currency and unit."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crossread.reading import numerals
from crossread.values import Bound


@dataclass(frozen=True)
class Lexicon:
    """The words of quantities.toml and the pattern made of them."""

    bounds: Mapping[str, Bound]
    magnitudes: Mapping[str, float]
    vague: Mapping[str, float]
    shares: Mapping[str, float]
    currencies: Mapping[str, str]
    currency_names: Mapping[str, str]
    units: Mapping[str, str]
    durations: Mapping[str, str]
    names_before: frozenset[str]
    changes: frozenset[str]
    pattern: re.Pattern[str]


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    raw: dict[str, Any] = tomllib.loads((Path(__file__).parent / "quantities.toml").read_text("utf-8"))
    bounds: dict[str, Bound] = {word: name for name, words in raw["bounds"].items() for word in words}
    number = rf"(?:{numerals.DIGITS}|{numerals.WORDS})"
    magnitude = rf"(?:[ -]?(?:{_any(list(raw['magnitudes']))})\b)"
    currency = rf"(?:{_any(list(raw['currencies']))})"
    pattern = re.compile(
        rf"(?P<bound>\b(?:{_any(list(bounds))}) )?(?P<aged>\baged )?(?P<between>\b(?:between|from) )?"
        rf"(?:(?P<vague>\b(?:{_any(list(raw['vague']))})\b)"
        rf"(?: of (?P<vague_name>{_any(list(raw['currency_names']))})\b)?|"
        r"(?P<couple>\b(?:(?:a (?:couple|few)|several) (?:of )?|half an? |an? )"
        r"(?:hundred|dozen|thousand|million|billion)(?:[- ]odd| or so|[- ]plus)?\b)|"
        rf"(?P<share>\b(?:{_any(list(raw['shares']))})\b)|"
        rf"\bno (?P<none>{_any(raw['none']['nouns'])})\b|"
        rf"(?P<ratio>\b(?P<some>{number}) (?:in|out of) (?:every )?(?P<every>{number})\b"
        r"(?! (?:million|thousand|billion)))|"
        r"(?P<minus>\bminus )?"
        rf"(?:(?P<currency>(?<![A-Za-z]){currency})[ \u00a0]?|(?<![\w.,:/]))(?P<low>{number})"
        r"(?P<and_half> and a half\b)?"
        rf"(?P<low_magnitude>{magnitude})?(?:(?: ?[-–—] ?|(?(between)(?: and | to )| to ))"
        rf"(?(currency)(?:{currency}[ \u00a0]?)?)(?P<high>{number})(?P<high_magnitude>{magnitude})?)?"
        rf"(?P<code> ?(?:USD|EUR|GBP|SGD|CHF|MUSD|MEUR)\b)?"
        rf"(?P<old>[- ]years?[- ]olds?\b)?(?P<percent> ?(?:%|percentage points?|per ?cent\b))?"
        rf"(?:[ \u00a0-]?(?P<name>(?:{_any(list(raw['currency_names']))})\b))?"
        rf"(?:[ \u00a0-]?(?P<unit>(?:{_any([*raw['units'], *raw['durations']])})\b))?)",
        re.IGNORECASE,
    )
    return Lexicon(
        bounds,
        raw["magnitudes"],
        raw["vague"],
        raw["shares"],
        {k.upper(): v for k, v in raw["currencies"].items()},
        raw["currency_names"],
        raw["units"],
        raw["durations"],
        frozenset(raw["exclude"]["before"]),
        frozenset(raw["changes"]["verbs"]),
        pattern,
    )
