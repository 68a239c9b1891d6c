"""The words that can attribute, from cues.toml."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path

from spacy.tokens import Token


@functools.cache
def _tables() -> dict[str, dict[str, tuple[str, ...]]]:
    raw = tomllib.loads((Path(__file__).parent / "cues.toml").read_text("utf-8"))
    return {name: {kind: tuple(words) for kind, words in table.items()} for name, table in raw.items()}


@functools.cache
def words(table: str, kind: str = "verbs") -> frozenset[str]:
    """The lemmas of one list."""
    return frozenset(_tables()[table][kind])


def lemma(token: Token) -> str:
    """A word's lemma, with what the pipeline gets wrong mended ("hopes" is none of "hop")."""
    return _mended().get(token.lower_) or token.lemma_.lower()


@functools.cache
def _mended() -> dict[str, str]:
    return {form: right for right, forms in _tables()["lemmas"].items() for form in forms}


@functools.cache
def of_speech() -> frozenset[str]:
    """Verbs that may stand beside words between marks."""
    return words("saying") | words("quoting") | words("directive")


@functools.cache
def of_acts() -> frozenset[str]:
    """Verbs that say or do something by words."""
    return words("saying") | words("directive") | words("accusing") | words("judging") | words("acts")


@functools.cache
def forms() -> frozenset[str]:
    """The finite forms of the verbs that may stand beside words between marks."""
    made = set(words("forms", "irregular"))
    for verb in of_speech():
        stem = verb.removesuffix("e")
        made |= {f"{verb}s", f"{stem}ed", f"{verb}es"}
        if verb.endswith("y"):
            made |= {f"{verb[:-1]}ied", f"{verb[:-1]}ies"}
    return frozenset(made)


@functools.cache
def _goes_on() -> re.Pattern[str]:
    cue = "|".join(sorted(forms()))
    return re.compile(rf"^(?:[\w.'’-]+\s+){{1,6}}?(?:{cue})\b[^“\"«.:)]{{0,60}}(?:[.,)]|$)")


def goes_on(following: str) -> bool:
    """Whether the words behind a quotation that ended its sentence still attribute it ("“Ready?” the mate asked.")."""
    return _goes_on().match(following) is not None


def attributes(following: str) -> bool:
    """Whether the words behind a quotation say who said it, cue first or source first."""
    lead = re.match(r"[a-z]+", following)
    return goes_on(following) or (lead is not None and lead.group() in forms())
