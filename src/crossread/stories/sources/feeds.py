"""RSS and Atom, as saved: each entry with the text that the feed gives it."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime

import feedparser

from crossread.errors import Refused
from crossread.reports.decode import decode
from crossread.reports.html import bare
from crossread.stories.records import Record
from crossread.stories.sources import markup
from crossread.stories.sources.asked import Asked
from crossread.stories.sources.lines import Lines
from crossread.values import Problem

LISTS = {"urlset": "a sitemap", "sitemapindex": "a list of sitemaps", "opml": "a list of feeds"}
"""XML that lists addresses, by its first element."""
FIRST = re.compile(r"<(?:\w+:)?([A-Za-z]\w*)")


def feed(lines: Lines, asked: Asked) -> Iterator[Record]:
    """The entries of a feed; an entry's own id, else its address, is its id. Nothing is fetched."""
    text = bare(decode(lines.whole(), lines.source))
    first = FIRST.search(text)
    if first and (what := LISTS.get(first[1].lower())):
        raise Refused(lines.source, f"is {what}: addresses, no reports; `crossread fetch` saves what is there")
    # what is inside is made plain below; feedparser takes quadratic time to clean what is made to hurt
    found = feedparser.parse(
        io.BytesIO(text.encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.version and not found.entries:
        raise Refused(lines.source, "is no RSS or Atom feed; name the feed's own file")
    for number, entry in enumerate(found.entries, 1):
        place = f"{lines.source}:{number}"
        title = markup.plain(entry.get("title", ""))
        text = markup.plain("\n".join(c.get("value", "") for c in entry.get("content", [])) or entry.get("summary", ""))
        if not title and not text:
            asked.refuse(Problem(source=place, message="has neither a title nor a text"))
            continue
        stamp = entry.get("published_parsed") or entry.get("updated_parsed")
        yield Record(
            id=entry.get("id") or entry.get("link") or place,
            url=entry.get("link", ""),
            title=" ".join(title.split()),
            date=datetime.fromtimestamp(timegm(stamp), UTC).isoformat() if stamp else "",
            text=text,
        )
