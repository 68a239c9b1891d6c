"""The words that can attribute, from cues.toml."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path


@functools.cache
def _tables() -> dict[str, dict[str, tuple[str, ...]]]:
    raw = tomllib.loads((Path(__file__).parent / "cues.toml").read_text("utf-8"))
    return {name: {kind: tuple(words) for kind, words in table.items()} for name, table in raw.items()}


@functools.cache
def words(table: str, kind: str = "verbs") -> frozenset[str]:
    """The lemmas of one list."""
    return frozenset(_tables()[table][kind])


@functools.cache
def of_speech() -> frozenset[str]:
    """Verbs that may stand beside words between marks."""
    return words("saying") | words("quoting") | words("directive")


@functools.cache
def of_acts() -> frozenset[str]:
    """Verbs that say or do something by words."""
    return words("saying") | words("directive") | words("accusing") | words("judging") | words("acts")
