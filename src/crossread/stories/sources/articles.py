"""One report a file: text, a page of HTML, PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from crossread.errors import Refused
from crossread.reports import beside, load
from crossread.settings import Settings
from crossread.stories.records import Record
from crossread.stories.sources.asked import Asked
from crossread.stories.sources.lines import Lines

MOST_PAGES = 200
RUNNING = ("standfirst", "subhead", "body")
ADDRESS = re.compile(rb"https?://\S+")


def article(lines: Lines, asked: Asked) -> Iterator[Record]:
    """The one report of a file of text or HTML; its path is its id.

    What a page that was fetched does not tell itself is taken from the JSON beside it.
    """
    data = lines.whole()
    listed = data.split()
    if len(listed) > 1 and all(map(ADDRESS.fullmatch, listed)):
        raise Refused(lines.source, "is a list of addresses, no report; `crossread fetch` saves what is there")
    told = beside.of(lines.source)
    if told is None:
        yield read(lines.source, lines.source, data, asked)
        return
    found = read(lines.source, lines.source, beside.recoded(data, told.kind), asked, date=told.date)
    yield replace(
        found,
        url=found.url or told.final or told.url,
        title=found.title or told.title,
        other={"outlet": told.outlet, **found.other} if told.outlet else found.other,
    )


def read(id: str, source: str, data: bytes, asked: Asked, url: str = "", date: str = "") -> Record:
    """The record of text or HTML; a date that the page states goes before ``date``. `Refused` if it has no article."""
    kind = "page" if source.lower().endswith((".html", ".htm", ".xhtml")) else "text"
    found = _once(kind, source, data, asked, lambda: _article(source, data, asked.settings))
    return replace(found, id=id, url=url or found.url, date=found.date or date)


def _article(source: str, data: bytes, settings: Settings) -> Record:
    report = load(source, settings, data=data)
    return Record(
        id="",
        url=report.url or "",
        title=report.headline or "",
        date=report.published or "",
        text="\n".join(report.text[p.start : p.end] for p in report.parts if p.kind in RUNNING),
        other={"outlet": report.outlet} if report.outlet else {},
    )


def pdf(lines: Lines, asked: Asked) -> Iterator[Record]:
    """The text of a PDF; its path is its id."""
    yield read_pdf(lines.source, lines.source, lines.whole(), asked)


def read_pdf(id: str, source: str, data: bytes, asked: Asked, url: str = "", date: str = "") -> Record:
    """The record of a PDF; ``date`` is told by who saved it. `Refused` if there is no text in it."""
    found = _once("pdf", source, data, asked, lambda: _pdf(source, data, asked.settings))
    return replace(found, id=id, url=url, date=date)


def _pdf(source: str, data: bytes, settings: Settings) -> Record:
    import pypdf

    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        text = "\n".join(page.extract_text() for page in document.pages[:MOST_PAGES])
        title = (document.metadata.title if document.metadata else None) or ""
    except Exception as error:  # a broken file can raise anything that Python knows
        raise Refused(source, f"cannot be read as PDF ({type(error).__name__}); check the file") from None
    if len(text.split()) < 5:
        raise Refused(source, "has no text in it (pictures of pages?); name one that has")
    first, _, rest = text.strip().partition("\n")
    return Record(id="", title=" ".join(str(title).split()) or first, text=text if title else rest)


def _once(kind: str, source: str, data: bytes, asked: Asked, make: Callable[[], Record]) -> Record:
    return asked.extracts.get(kind, source, data, make) if asked.extracts else make()
