"""Pages whose article is yet to be found, and finding it: all that it takes goes along, so that anybody can do it."""

from __future__ import annotations

import io
from typing import Any, Literal

from msgspec import Struct, field

from crossread.errors import Refused
from crossread.reports import load
from crossread.settings import Settings
from crossread.stories.records import Record
from crossread.stories.sources.opened import BROKEN, cause

MOST_PAGES = 200
RUNNING = ("standfirst", "subhead", "body")
PAGES = (".html", ".htm", ".xhtml")
Kind = Literal["page", "text", "pdf"]


class Unread(Struct, frozen=True):
    """Bytes with an article in them; how ``source`` ends tells what they are."""

    kind: Kind
    source: str
    data: bytes


class Page(Struct, frozen=True, kw_only=True):
    """What is unread, and what is told of it by others: by an archive, by who fetched it."""

    unread: Unread
    where: str
    """What it is called if it is refused."""
    id: str
    url: str = ""
    """Its address, whatever it says itself."""
    address: str = ""
    """Its address if it says none, as with headline, date and other fields."""
    title: str = ""
    date: str = ""
    other: dict[str, Any] = field(default_factory=dict)
    within: bool = False
    """It is inside something that tells of itself, a letter: text is taken from it, and a headline if there is none."""

    def record(self, found: Record) -> Record:
        """The record, once its article is found."""
        if self.within:
            title = self.title or found.title
            return Record(id=self.id, title=title, date=self.date, text=found.text, other=self.other)
        return Record(
            id=self.id,
            url=self.url or found.url or self.address,
            title=found.title or self.title,
            date=found.date or self.date,
            text=found.text,
            other={**self.other, **found.other},
        )


class Block(Struct, frozen=True):
    """Pages that are read together."""

    pages: list[Unread]
    settings: Settings


def unread(source: str, data: bytes) -> Unread:
    """Text or HTML."""
    return Unread("page" if source.lower().endswith(PAGES) else "text", source, data)


def read(block: Block) -> list[Record | str]:
    """What each page says itself, in their order; a sentence in place of one that is refused."""
    return [_read(page, block.settings) for page in block.pages]


def _read(page: Unread, settings: Settings) -> Record | str:
    try:
        return _pdf(page.source, page.data) if page.kind == "pdf" else article(page.source, page.data, settings)
    except Refused as refused:
        return refused.message
    except BROKEN as error:
        return cause(error)


def article(source: str, data: bytes, settings: Settings) -> Record:
    """What a page or text says itself; its id is empty. `Refused` if there is no article in it."""
    report = load(source, settings, data=data)
    return Record(
        id="",
        url=report.url or "",
        title=report.headline or "",
        date=report.published or "",
        text="\n".join(report.text[p.start : p.end] for p in report.parts if p.kind in RUNNING),
        other={"outlet": report.outlet} if report.outlet else {},
    )


def _pdf(source: str, data: bytes) -> Record:
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
