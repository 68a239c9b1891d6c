"""Lines of what a page offers its reader: menus, trails of sections, buttons for sharing."""

from __future__ import annotations

import re
from functools import cache

from crossread.reports.furniture import data, ended

MOST_WORDS = 14
MOST_PARTS = 3
"""Words of one part of a menu or trail."""
SEPARATED = re.compile(r"\s+[|>»›·•/→]+\s+|\t+|\s{3,}")
COUNTED = re.compile(r"[\d\W_]+")
"""Figures, signs and symbols between the words: "214 likes", "(3 min)"."""


def why(text: str) -> str | None:
    """``share`` or ``menu`` if a short line says nothing but what can be done with the page, else None."""
    line = text.strip()
    if "\n" in line or ended(line) or len(line.split()) > MOST_WORDS:
        return None
    parts = [p for p in SEPARATED.split(line) if p.strip()]
    words = [w for w in (COUNTED.sub("", w).lower() for w in re.split(r"[\s/|:,>»›·•]+", line)) if w]
    if not words:
        return "share" if re.search(r"[^\W_]|[^\x00-\u2fff]", line) is None else None
    for reason, (known, sure) in _words().items():
        if len(words) > 1 and set(words) - {"min", "mins"} <= known and set(words) & sure:
            return reason
    if len(parts) >= 3 and all(len(p.split()) <= MOST_PARTS for p in parts) and not re.search(r"\d{4}", line):
        return "menu"
    if ">" in line and len(parts) == 2 and all(len(p.split()) <= MOST_PARTS for p in parts):
        return "menu"
    shared = [w for w in words if w in _words()["share"][1]]
    if len(parts) >= 2 and len(shared) >= 2:
        return "share"
    return None


@cache
def _words() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    return {
        name: (frozenset(table["words"]), frozenset(table["sure"])) for name, table in data("controls.toml").items()
    }
