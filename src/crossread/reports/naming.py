"""What the class or the id of an element says it is."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from crossread.reports.furniture import data

LONGEST = 400
"""Characters of a class or an id that are looked at."""


def named(element: Any, which: str) -> bool:
    """Its class or id has a word of that section of markup.toml. The page's own frame is never named."""
    if not isinstance(element.tag, str) or element.tag in ("html", "body", "main"):
        return False
    return any(_says(name[:LONGEST], which) for name in (element.get("class"), element.get("id")) if name)


@lru_cache(maxsize=20_000)
def _says(name: str, which: str) -> bool:
    return bool(_words(which).search(_plain(name)))


@cache
def _words(which: str) -> re.Pattern[str]:
    words = "|".join(data("markup.toml")["classes"][which])
    return re.compile(rf"(?:^|\s)(?:{words})(?=$|\s)")


def _plain(name: str) -> str:
    """Its parts parted by single hyphens, in small letters: ``PromoSmall__text`` is ``promo-small-text``."""
    return re.sub(r"[-_]+", "-", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name)).lower()
