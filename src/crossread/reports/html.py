"""The article of an HTML page: its paragraphs and what its head says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import lxml.html

from crossread.errors import Refused
from crossread.reports import linked, markup, metadata, titles
from crossread.reports.blocks import Block, blocks
from crossread.reports.extraction import extract
from crossread.reports.naming import named
from crossread.settings import Settings

NO_ARTICLE = "has no article in it (a front page, a list or an empty page); name the page of one report"
LEAST_ARTICLE = 250
"""Characters of running text below which a page has no article."""
FULL_STOPS = ("。", "！", "？", "」", "।", "؟")
"""Ends of sentences in scripts that part words otherwise or not at all."""
TITLES = 6
"""The headline is shown again among so many first paragraphs."""
DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]{0,500}(?:\[(?:[^\]<]++|<(?!!DOCTYPE))*+\]\s*)?>", re.I)


@dataclass
class Page:
    """Paragraphs of the article in order, the headline first, and the metadata that the page states."""

    paragraphs: list[Block] = field(default_factory=list)
    meta: metadata.Meta = field(default_factory=metadata.Meta)
    several: bool = False
    """Other articles stood on the page, of which none is read."""


def looks_like(text: str) -> bool:
    """It begins as a page does."""
    return bool(
        re.match(
            r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
            text[:4000],
            re.I | re.S,
        )
    )


def read(text: str, source: str, settings: Settings) -> Page:
    """The article of a page. `Refused` if it has none or is nested too deep; entities of its own are never expanded."""
    tags = text.count("<")
    if tags > settings.max_html_tags:
        limit = f"{settings.max_html_tags:,}"
        raise Refused(source, f"has too many tags ({tags:,}; max_html_tags is {limit}); save its text and name that")
    if _depth(text, settings.max_html_depth) > settings.max_html_depth:
        raise Refused(
            source, f"is nested too deep (max_html_depth is {settings.max_html_depth}); save its text and name that"
        )
    try:
        page = parse(text)
    except (ValueError, lxml.etree.LxmlError, RecursionError):
        raise Refused(source, "cannot be read as a page; save its text and name that") from None
    running = [p for mark, p in page.paragraphs if mark in ("p", "quote", "item") and is_sentence(p)]
    if sum(map(len, running)) < LEAST_ARTICLE and not page.meta.paywall:
        raise Refused(source, NO_ARTICLE)
    return page


def parse(text: str) -> Page:
    """The article of a page whatever it holds. May raise what lxml raises."""
    parser = lxml.html.HTMLParser(huge_tree=False, encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = lxml.html.document_fromstring(bare(text).encode("utf-8", "replace"), parser=parser)
    meta = metadata.read(tree)
    told = linked.body(tree)
    below = _standfirst(tree)
    several = markup.prepare(tree, meta.headline, meta.live)
    found = blocks(extract(tree))
    if told and sum(len(p) for _, p in found) < linked.SHORT * sum(map(len, told)):
        found = [("p", p) for p in told]
    heads = [h for h in (meta.headline, *meta.shown) if h]
    found = [b for n, b in enumerate(found) if n >= TITLES or not any(titles.same(b[1], h) for h in heads)]
    if below and not any(titles.same(below, h) for h in heads):
        found = [b for b in found if not titles.same(b[1], below)]
        found.insert(0, ("standfirst", below))
    if meta.headline:
        found.insert(0, ("title", meta.headline))
    return Page(found, meta, several)


def _standfirst(tree: Any) -> str | None:
    """What the page shows below its headline under a name for it, one of a kind and a sentence or two long."""
    named_so = [e for e in tree.iter("p", "h2", "h3", "div", "span") if named(e, "standfirst")]
    texts = {t for t in (" ".join(e.text_content().split()) for e in named_so[:20]) if t}
    text = texts.pop() if len(texts) == 1 else ""
    return text if 5 <= len(text.split()) <= 70 else None


def bare(text: str) -> str:
    """The page without its declarations, so that it declares no entity and no charset."""
    return DOCTYPE.sub("", DECLARED.sub("", text))


def is_sentence(text: str) -> bool:
    """It is a finished sentence of some length, in whatever script."""
    long = len(text.split()) >= 8 or (len(text) >= 30 and text.endswith(FULL_STOPS))
    return long and text.rstrip("\"'”’)").endswith((".", "!", "?", "…", *FULL_STOPS))


def _depth(text: str, limit: int) -> int:
    """How deep elements nest, counted without building a tree; stops above the limit."""
    depth = deepest = 0
    for match in re.finditer(
        r"<(/?)(div|span|section|article|ul|ol|li|table|tr|td|b|i|em|strong|font|blockquote|a|p)\b[^<>]{0,5000}?(/?)>",
        text,
        re.I,
    ):
        depth = (
            max(0, depth - 1)
            if match[1]
            else depth
            if match[3] or match[2].lower() in {"p", "li", "td", "tr"}
            else depth + 1
        )
        deepest = max(deepest, depth)
        if deepest > limit:
            break
    return deepest
