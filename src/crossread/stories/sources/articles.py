"""One report a file: text, a page of HTML, PDF. It is found in there later (`shared`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossread.errors import Refused
from crossread.reports import beside
from crossread.stories.sources.asked import Asked
from crossread.stories.sources.lines import Lines
from crossread.stories.sources.pages import Page, Unread, unread

ADDRESS = re.compile(rb"https?://\S+")


def article(lines: Lines, asked: Asked) -> Iterator[Page]:
    """The one report of a file of text or HTML; its path is its id.

    What a page that was fetched does not tell itself is taken from the JSON beside it.
    """
    data = lines.whole()
    source = lines.source
    listed = data.split()
    if len(listed) > 1 and all(map(ADDRESS.fullmatch, listed)):
        raise Refused(source, "is a list of addresses, no report; `crossread fetch` saves what is there")
    told = beside.of(source)
    if told is None:
        yield Page(unread=unread(source, data), where=source, id=source)
        return
    yield Page(
        unread=unread(source, beside.recoded(data, told.kind)),
        where=source,
        id=source,
        address=told.final or told.url,
        title=told.title,
        date=told.date,
        other={"outlet": told.outlet} if told.outlet else {},
    )


def pdf(lines: Lines, asked: Asked) -> Iterator[Page]:
    """The text of a PDF; its path is its id."""
    yield Page(unread=Unread("pdf", lines.source, lines.whole()), where=lines.source, id=lines.source)
