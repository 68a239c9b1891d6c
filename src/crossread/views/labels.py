"""Crossread's own words: a fixed list, so that nothing else a view shows can be anything but an extract."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path


@functools.cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("labels.toml").read_text("utf-8"))


def label(kind: str, word: str) -> str:
    """The plain words for a word of the dossier's vocabulary; where the list is behind, the word itself, spaced."""
    return _table()[kind].get(word, word.replace("-", " "))


def labels(kind: str) -> dict[str, str]:
    """All of a kind, in the order of the list."""
    return dict(_table()[kind])


def voucher(name: str) -> str:
    """The name of one who vouches, or the words for one that has none."""
    return _table()["nameless"].get(name, name)
