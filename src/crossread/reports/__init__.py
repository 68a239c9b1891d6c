"""A source becomes a Report."""

from __future__ import annotations

import re
from pathlib import Path

import py3langid

from crossread.errors import Refused
from crossread.language import READ_LANGUAGES
from crossread.reports import beside, html, layout, scrape, sources
from crossread.reports.decode import decode
from crossread.reports.furniture import data as table
from crossread.reports.furniture import plain
from crossread.reports.pieces import Found
from crossread.settings import Settings
from crossread.values import Part, Report, Stretch

__all__ = ["article", "load"]

LEAST_LANGUAGE, SURE_LANGUAGE = 60, 200
"""Characters of article below which its language is not told, and from which the likeliest language is."""
LEAST_MARGIN = 20.0
"""Logarithm by which the likeliest language of a text between the two must be likelier than the next."""
RUNNING = frozenset({"standfirst", "dateline", "subhead", "body", "repeat"})
"""Kinds of the parts that are the article's text."""
SCRAMBLED = "is scrambled by a paywall; save the text that a subscriber sees"
SHORT = 900
"""An article of fewer characters that breaks off in mid-sentence is truncated."""


def load(source: str, settings: Settings, *, id: str = "r1", data: bytes | None = None) -> Report:
    """One report. ``source`` is a path or ``-``; with ``data`` its bytes are given and it is only a name.

    A page that was fetched has a file of JSON beside it: what that tells and the page does not is taken from there.
    Raises `Refused` with a sentence if the source cannot be used.
    """
    if data is None:
        data = sources.read(source, settings)
        if told := beside.of(source):
            return beside.completed(_load(source, settings, id, beside.recoded(data, told.kind)), told)
    return _load(source, settings, id, data)


def _load(source: str, settings: Settings, id: str, data: bytes) -> Report:
    if len(data) > settings.max_file_bytes:
        raise Refused(source, sources.too_large(len(data), settings.max_file_bytes))
    text = decode(data, source)
    if Path(source).suffix.lower() in sources.PAGES or html.looks_like(text):
        return _page(source, text, settings, id)
    _check_length(source, text, settings)
    paragraphs = layout.paragraphs(text)
    _check_count(source, len(paragraphs), settings)
    found = scrape.sort(text, paragraphs)
    return _report(source, text, found, id)


def article(markup: str) -> str:
    """The article of a page as plain text, paragraph by line, without headline and header; empty if there is none.

    For measuring: no limit is looked at, and what would be refused for its shortness is given as it is.
    """
    page = html.parse(markup)
    page.paragraphs = [block for block in page.paragraphs if block[0] != "standfirst"]
    text, found = _sorted(page)
    return "\n".join(text[p.start : p.end] for p in found.parts if p.kind in RUNNING)


def _page(source: str, markup: str, settings: Settings, id: str) -> Report:
    page = html.read(markup, source, settings)
    _check_count(source, len(page.paragraphs), settings)
    _check_length(source, "".join(p for _, p in page.paragraphs), settings)
    text, found = _sorted(page)
    meta = page.meta
    found.byline = list(meta.authors) or found.byline
    found.agencies += [a for a in meta.agencies if a not in found.agencies]
    found.outlet = meta.outlet or found.outlet
    found.published = meta.published or found.published
    told = (("paywall", meta.paywall), ("live-blog", meta.live), ("several-articles", page.several))
    return _report(source, text, found, id, url=meta.url, extra=[note for note, is_so in told if is_so])


def _sorted(page: html.Page) -> tuple[str, Found]:
    """The visible text of a page's article, its headline first, and its parts."""
    text, stretches = "", list[Stretch]()
    for _, paragraph in page.paragraphs:
        text += "\n\n" if text else ""
        stretches.append((len(text), len(text) + len(paragraph)))
        text += paragraph
    marks = [mark for mark, _ in page.paragraphs]
    first = 1 if page.meta.headline else 0
    found = scrape.sort(text, stretches[first:], page.meta.headline, marks[first:])
    if page.meta.headline:
        found.parts.insert(0, Part(start=0, end=len(page.meta.headline), kind="headline"))
    return text, found


def _report(
    source: str, text: str, found: Found, id: str, url: str | None = None, extra: list[str] | None = None
) -> Report:
    body = [text[p.start : p.end] for p in found.parts if p.kind in ("body", "standfirst")]
    if not any(len(p.split()) >= 5 or html.is_sentence(p) for p in body):
        gone = any(p.why == "scrambled" for p in found.parts)
        raise Refused(source, SCRAMBLED if gone else html.NO_ARTICLE)
    language = _language("\n".join(body))
    notes = set(extra or []) | _notes(text, found, body)
    if language is not None and language not in READ_LANGUAGES:
        notes.add("unread-language")
    return Report(
        id=id,
        source=source,
        text=text,
        headline=found.headline,
        standfirst=found.standfirst,
        outlet=found.outlet,
        agency=", ".join(found.agencies) or None,
        byline=tuple(found.byline),
        published=found.published,
        dateline=found.dateline,
        language=language,
        url=url,
        parts=tuple(found.parts),
        notes=tuple(sorted(notes)),
    )


def _language(body: str) -> str | None:
    if len(body) < LEAST_LANGUAGE:
        return None
    first, second = py3langid.rank(body[:5000])[:2]
    return str(first[0]) if len(body) >= SURE_LANGUAGE or first[1] - second[1] >= LEAST_MARGIN else None


def _notes(text: str, found: Found, body: list[str]) -> set[str]:
    words = table("notes.toml")["notes"]
    beside = " ".join(text[p.start : p.end] for p in found.parts if p.kind == "dropped").lower()
    last = plain(body[-1])
    notes = {"paywall"} if any(p.why == "scrambled" for p in found.parts) else set()
    if any(w in beside for w in words["paywall"]) or any(w in last.lower() for w in words["paywall"]):
        notes.add("paywall")
    breaks_off = last.endswith(("...", "…", "[…]", "[...]")) or any(w in last.lower()[-60:] for w in words["truncated"])
    if breaks_off or (sum(map(len, body)) < SHORT and not re.search(r"[.!?。！？।؟][\"'”’)\]」]*$", last)):
        notes.add("truncated")
    if any(w in (found.headline or "").lower() for w in words["live"]):
        notes.add("live-blog")
    return notes


def _check_length(source: str, text: str, settings: Settings) -> None:
    if len(text) > settings.max_text_chars:
        limit = f"{settings.max_text_chars:,}"
        raise Refused(source, f"is too long ({len(text):,} characters; max_text_chars is {limit}); name one report")


def _check_count(source: str, paragraphs: int, settings: Settings) -> None:
    if paragraphs > settings.max_paragraphs:
        limit = f"{settings.max_paragraphs:,}"
        raise Refused(source, f"has too many paragraphs ({paragraphs:,}; max_paragraphs is {limit}); name one report")
