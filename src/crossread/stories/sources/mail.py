"""Letters: a newsletter, an alert or a press release as it was saved."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from crossread.errors import Refused
from crossread.stories.records import Record
from crossread.stories.sources.asked import Asked
from crossread.stories.sources.lines import Lines
from crossread.stories.sources.pages import Page, unread

LONGEST_HEAD = 200_000
"""Bytes of a letter's head at most: to decode one takes the square of its length."""


def letter(lines: Lines, asked: Asked) -> Iterator[Record | Page]:
    """The letter of a file: plain text before HTML; attachments are not read. Its path is its id."""
    source = lines.source
    try:
        data = lines.whole()
        if len(data.replace(b"\r", b"").partition(b"\n\n")[0]) > LONGEST_HEAD:
            raise Refused(source, "has a head without end; check the file")
        found = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        title, sender, sent = (" ".join(str(found.get(name, "")).split()) for name in ("Subject", "From", "Date"))
        body = found.get_body(("plain", "html"))
        content = str(body.get_content()) if body else ""
        markup = body is not None and body.get_content_subtype() == "html"
    except Refused:
        raise
    except Exception as error:  # the standard parser of letters raises many kinds on broken ones
        raise Refused(source, f"cannot be read as a letter ({type(error).__name__}); check the file") from None
    if not title and not content.strip():
        raise Refused(source, "has neither a subject nor a text; name a letter that has")
    try:
        date = parsedate_to_datetime(sent).isoformat()
    except (ValueError, TypeError, IndexError):
        date = ""
    if markup and content.strip():
        name = f"{source}.html"
        page = unread(name, content.encode("utf-8", "replace"))
        yield Page(unread=page, where=name, id=source, title=title, date=date, other={"from": sender}, within=True)
        return
    yield Record(id=source, title=title, date=date, text=content, other={"from": sender})
