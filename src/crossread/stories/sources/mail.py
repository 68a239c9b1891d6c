"""Letters: a newsletter, an alert or a press release as it was saved."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

from crossread.errors import Refused
from crossread.settings import Settings
from crossread.stories.records import Record
from crossread.stories.sources import articles
from crossread.stories.sources.lines import Lines


def letter(source: str, lines: Lines, settings: Settings, refuse: Any) -> Iterator[Record]:
    """The letter of a file: plain text before HTML; attachments are not read. Its path is its id."""
    found = email.message_from_bytes(lines.whole(source), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    try:
        body = found.get_body(("plain", "html"))
        content = str(body.get_content()) if body else ""
    except (KeyError, LookupError, ValueError):
        content, body = "", None
    title = " ".join(str(found.get("Subject", "")).split())
    if body and body.get_content_subtype() == "html" and content.strip():
        page = articles.read(source, f"{source}.html", content.encode("utf-8", "replace"), settings)
        content, title = page.text, title or page.title
    if not title and not content.strip():
        raise Refused(source, "has neither a subject nor a text; name a letter that has")
    try:
        date = parsedate_to_datetime(str(found.get("Date", ""))).isoformat()
    except (ValueError, TypeError, IndexError):
        date = ""
    yield Record(id=source, title=title, date=date, text=content, other={"from": str(found.get("From", ""))})
