"""RSS and Atom, as saved: each entry with the text that the feed gives it."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser
import lxml.html

from crossread.errors import Refused
from crossread.reports.html import DOCTYPE
from crossread.settings import Settings
from crossread.stories.records import Record
from crossread.stories.sources.lines import Lines
from crossread.values import Problem


def feed(source: str, lines: Lines, settings: Settings, refuse: Any) -> Iterator[Record]:
    """The entries of a feed; an entry's own id, else its address, is its id. Nothing is fetched."""
    markup = DOCTYPE.sub("", lines.whole(source).decode("utf-8", "replace"))
    found = feedparser.parse(markup.encode(), response_headers={"content-type": "application/xml; charset=utf-8"})
    if not found.version and not found.entries:
        raise Refused(source, "is no RSS or Atom feed; name the feed's own file")
    for number, entry in enumerate(found.entries, 1):
        place = f"{source}:{number}"
        title = _text(entry.get("title", ""))
        body = "\n".join(c.get("value", "") for c in entry.get("content", [])) or entry.get("summary", "")
        text = _text(body)
        if not title and not text:
            refuse(Problem(source=place, message="has neither a title nor a text"))
            continue
        stamp = entry.get("published_parsed") or entry.get("updated_parsed")
        yield Record(
            id=entry.get("id") or entry.get("link") or place,
            url=entry.get("link", ""),
            title=" ".join(title.split()),
            date=datetime.fromtimestamp(timegm(stamp), UTC).isoformat() if stamp else "",
            text=text,
        )


def _text(markup: str) -> str:
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        tree: Any = lxml.html.fromstring(f"<div>{markup}</div>")
    except (ValueError, lxml.etree.ParserError):
        return ""
    for block in tree.iter("p", "br", "li", "div"):
        block.tail = "\n" + (block.tail or "")
    return "\n".join(line for line in map(str.strip, tree.text_content().split("\n")) if line)
