"""A record: one article of an archive or a stream, before it is known which story it belongs to."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from msgspec import Struct, field

DATE = re.compile(r"\d{4}-\d\d-\d\d")
IN_ADDRESS = re.compile(r"/(?P<year>20\d\d)([-/]?)(?P<month>\d\d)\2(?P<day>\d\d)(?=[-/])")
TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ref|source|src|output|amp|share|s)", re.I)
"""Names of query fields that say where a reader came from, not what is read."""


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``id`` is the record's own, or the path, address or line it was read from. ``date`` is ISO 8601 or empty."""

    id: str
    url: str = ""
    title: str = ""
    date: str = ""
    text: str = ""
    other: dict[str, Any] = field(default_factory=dict)
    """Fields that pass through."""

    @property
    def address(self) -> str:
        """The address by which two records are known as one article; empty if its own names none."""
        return address(self.url)


def day(record: Record) -> int | None:
    """The day of publication as a proleptic ordinal, by its date or else its address; None if neither tells."""
    found = DATE.match(record.date)
    try:
        if found:
            return date.fromisoformat(found[0]).toordinal()
        placed = IN_ADDRESS.search(urlsplit(record.url).path)
        return date(*map(int, placed.group("year", "month", "day"))).toordinal() if placed else None
    except ValueError:
        return None


def address(url: str) -> str:
    """The address by which two records are known as one article; empty for one that names no article.

    Scheme, ``www.``, fragment, a slash at the end and fields that track readers make no difference. A front page is no
    article: what stands on it changes.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    fields = sorted(f for f in parse_qsl(parts.query) if not TRACKING.fullmatch(f[0]))
    if not host or not (path or fields):
        return ""
    return f"{host}{path}?{urlencode(fields)}" if fields else host + path


def hashed(text: str) -> int:
    """A number for a text, the same in every process."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little")
