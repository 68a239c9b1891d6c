"""A found story is opened: each of its reports becomes a file that is read like any other source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from crossread.reports import layout
from crossread.stories.words import host

if TYPE_CHECKING:
    from crossread.store import Kept

AUTHORS, OUTLETS = ("author", "authors", "byline"), ("outlet", "publisher", "site_name")
"""Fields of a record that tell who wrote it and where it stood."""
LONGEST_NAME = 60
SHORT = 600
"""Characters of a text below which its page would be taken for a list of links."""


def latest(records: Sequence[Kept]) -> list[tuple[Kept, Kept]]:
    """Each report of a story in the order of time, with its last version: the article as it stands now."""
    last = {r.original: r for r in records if r.kind == "version"}
    return [(r, last.get(r.number, r)) for r in records if r.kind != "version"]


def fitting(records: Sequence[Kept], most: int) -> list[tuple[Kept, Kept]]:
    """No more than so many reports, in the order of time: copies are left out first, then the latest reports."""
    reports = latest(records)
    first = sorted(range(len(reports)), key=lambda n: (reports[n][0].kind == "copy", n))[:most]
    return [reports[n] for n in sorted(first)]


def written(record: Kept, taken: set[str]) -> tuple[str, bytes]:
    """The record as a file: what it is called, and a page, or a text if it has too little for one.

    The name, its day and outlet or id, with a number if that is ``taken``, is taken from now on.
    """
    short = len(record.text) < SHORT
    return _name(record, ".txt" if short else ".html", taken), _text(record) if short else _page(record)


def _page(record: Kept) -> bytes:
    """What the record tells of itself in the head, headline and paragraphs in the body."""
    head = [f"<title>{escape(record.title)}</title>"] if record.title else []
    if record.url:
        head.append(f'<link rel="canonical" href="{escape(record.url)}">')
    outlet = next(_told(record, OUTLETS), "") or host(record.url)
    stated = [("article:published_time", record.date), ("og:site_name", outlet)]
    stated += [("author", name) for name in _told(record, AUTHORS)]
    head += [f'<meta property="{name}" content="{escape(value)}">' for name, value in stated if value]
    body = [f"<h1>{escape(record.title)}</h1>"] if record.title else []
    body += [f"<p>{escape(paragraph)}</p>" for paragraph in _paragraphs(record)]
    lines = ['<!doctype html><html><head><meta charset="utf-8">', *head, "</head><body><article>", *body]
    return "\n".join([*lines, "</article></body></html>\n"]).encode("utf-8", "replace")


def _text(record: Kept) -> bytes:
    """Headline, day, authors and address, a line each, then the paragraphs."""
    told = [*(f"By {name}" for name in _told(record, AUTHORS)), record.url]
    head = [" ".join(record.title.split()), record.date[:10], *told]
    parts = ["\n".join(filter(None, head)), *_paragraphs(record)]
    return "\n\n".join(filter(None, parts)).encode("utf-8", "replace") + b"\n"


def _name(record: Kept, ending: str, taken: set[str]) -> str:
    whose = host(record.url) or re.split(r"[/\\]", record.id.rstrip("/\\"))[-1].rsplit(".", 1)[0]
    plain = re.sub(r"[^\w.-]+", "-", f"{record.date[:10]}-{whose}")[:LONGEST_NAME].strip("-.") or "report"
    made, n = f"{plain}{ending}", 2
    while made in taken:
        made, n = f"{plain}-{n}{ending}", n + 1
    taken.add(made)
    return made


def _paragraphs(record: Kept) -> list[str]:
    """The paragraphs of the text; the headline is not said twice."""
    told = [" ".join(record.text[start:end].split()) for start, end in layout.paragraphs(record.text)]
    return [part for n, part in enumerate(told) if part and not (n == 0 and part == " ".join(record.title.split()))]


def _told(record: Kept, fields: Sequence[str]) -> Iterator[str]:
    for field in fields:
        value = record.other.get(field)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                one = one.get("name")
            if isinstance(one, str) and one.strip():
                yield " ".join(one.split())
