"""What was fetched becomes a record: a page, or an item whose feed carries all of it."""

from __future__ import annotations

from typing import Any

from crossread.fetching import Fetched
from crossread.fetching.listings import Item
from crossread.reports.beside import recoded
from crossread.settings import Settings
from crossread.stories.records import Record
from crossread.stories.sources import markup
from crossread.stories.sources.pages import Page, article, unread

LEAST_WORDS = 80
"""Words of an item's text from which it is the whole article, not its beginning."""


def page(fetched: Fetched, item: Item, listed_in: str, settings: Settings) -> Record:
    """The record of a page; what it does not tell itself is its item's. `Refused` if it has no article."""
    data = recoded(fetched.data, fetched.kind)
    told = Page(
        unread=unread(item.url, data),
        where=item.url,
        id=item.url,
        address=fetched.final,
        title=item.title,
        date=item.published,
        other=_other(item.outlet, listed_in),
    )
    return told.record(article(item.url, data, settings))


def whole(item: Item, listed_in: str) -> Record | None:
    """The record of an item whose feed carries the article; None if it does not."""
    text = markup.plain(item.text) if item.text else ""
    if len(text.split()) < LEAST_WORDS:
        return None
    return Record(
        id=item.url,
        url=item.url,
        title=item.title,
        date=item.published,
        text=text,
        other=_other(item.outlet, listed_in),
    )


def _other(outlet: str | None, listed_in: str) -> dict[str, Any]:
    told = {"outlet": outlet, "listed_in": listed_in}
    return {name: value for name, value in told.items() if value}
