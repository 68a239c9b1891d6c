"""What a fetched page's file of JSON tells of it (`crossread fetch` writes one beside each page)."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from crossread.reports import dates
from crossread.values import Report

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
MOST_BYTES = 100_000


class Told(Struct, frozen=True, kw_only=True):
    """Empty where nothing was told. ``date`` and ``title`` are those of the list that the page was fetched from."""

    file: str
    url: str
    final: str = ""
    kind: str = ""
    """The site's Content-Type."""
    title: str = ""
    date: str = ""
    outlet: str = ""


def of(path: str) -> Told | None:
    """What is told of a file by the JSON beside it; None if there is none that is about this file."""
    place = Path(path)
    try:
        beside = place.with_suffix(".json")
        if not beside.is_file() or beside.stat().st_size > MOST_BYTES:
            return None
        told = msgspec.json.decode(beside.read_bytes(), type=Told)
    except (OSError, ValueError):
        return None
    return told if told.file == place.name else None


def completed(report: Report, told: Told) -> Report:
    """A report with the address and date that it does not tell itself."""
    return replace(
        report,
        url=report.url or told.final or told.url,
        published=report.published or (dates.iso(told.date) if told.date else None),
    )


def recoded(data: bytes, kind: str) -> bytes:
    """A page's bytes as UTF-8, if the site told another charset and they are of that and no UTF-8."""
    charset = CHARSET.search(kind)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if charset is not None:
            try:
                return data.decode(charset[1]).encode("utf-8")
            except (LookupError, UnicodeError):
                pass
    return data
