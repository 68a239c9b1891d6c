"""The headline of a page: what its head tells and what it shows are held side by side."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

LEAST_SHARED = 0.5
"""Share of the words of a told headline that a shown one must have to be it."""
LEAST_OPENING = 20
"""Letters that two headlines must open with alike if one is cut short."""
SITE = re.compile(r"\s+(?:[|•·—–-]|::?|»)\s+(?P<site>[^|•·—–]{2,40})$")


def headline(told: str | None, shown: Sequence[str], site: str | None) -> str | None:
    """The shown headline that the told one means, the only one shown, else the told one without the site's name."""
    heads = [h for h in shown if h and h != site and len(h.split()) >= 2]
    if told is None:
        return heads[0] if heads and len(set(heads)) == 1 else None
    told = " ".join(html.unescape(told).split())
    meant = max(heads, key=lambda h: (_shared(told, h), -heads.index(h)), default=None)
    if meant is not None and _shared(told, meant) >= LEAST_SHARED:
        return meant
    if meant is not None and len(set(heads)) == 1 and len(meant.split()) >= 4:
        return meant
    tail = SITE.search(told)
    return told[: tail.start()] if tail and site and _words(tail["site"]) <= _words(site) else told


def same(a: str, b: str) -> bool:
    """Two lines are one headline: the same letters and digits, or one is the other cut short."""
    a, b = ("".join(c for c in x.lower() if c.isalnum()) for x in (a, b))
    short, long = sorted((a, b), key=len)
    return bool(short) and (short == long or (len(short) >= LEAST_OPENING and long.startswith(short)))


def _shared(told: str, shown: str) -> float:
    words = _words(told)
    return len(words & _words(shown)) / max(1, min(len(words), 12))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
