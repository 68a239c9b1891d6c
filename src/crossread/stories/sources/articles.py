"""One report a file: text, a page of HTML, PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from crossread.errors import Refused
from crossread.reports import load
from crossread.settings import Settings
from crossread.stories.records import Record
from crossread.stories.sources.lines import Lines

MOST_PAGES = 200


def article(source: str, lines: Lines, settings: Settings, refuse: Any) -> Iterator[Record]:
    """The one report of a file of text or HTML; its path is its id."""
    yield read(source, source, lines.whole(source), settings)


def read(id: str, source: str, data: bytes, settings: Settings, url: str = "", date: str = "") -> Record:
    """The record of text or HTML; a date that the page states goes before ``date``. `Refused` if it has no article."""
    report = load(source, settings, data=data)
    text = "\n".join(report.text[p.start : p.end] for p in report.parts if p.kind in ("standfirst", "subhead", "body"))
    return Record(
        id=id,
        url=url or report.url or "",
        title=report.headline or "",
        date=report.published or date,
        text=text,
        other={"outlet": report.outlet} if report.outlet else {},
    )


def pdf(source: str, lines: Lines, settings: Settings, refuse: Any) -> Iterator[Record]:
    """The text of a PDF; its path is its id."""
    import pypdf

    try:
        document = pypdf.PdfReader(io.BytesIO(lines.whole(source)))
        text = "\n".join(page.extract_text() for page in document.pages[:MOST_PAGES])
        title = (document.metadata.title if document.metadata else None) or ""
    except Refused:
        raise
    except Exception as error:  # a broken file can raise anything that Python knows
        raise Refused(source, f"cannot be read as PDF ({type(error).__name__}); check the file") from None
    if len(text.split()) < 5:
        raise Refused(source, "has no text in it (pictures of pages?); name one that has")
    if len(text) > settings.max_text_chars:
        raise Refused(source, f"is too long ({len(text):,} characters; max_text_chars is {settings.max_text_chars:,})")
    first, _, rest = text.strip().partition("\n")
    yield Record(id=source, title=title or first, text=text if title else rest)
