"""The article of an HTML page: its paragraphs and what its head says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import lxml.html
import trafilatura

from crossread.errors import Refused
from crossread.reports import metadata
from crossread.settings import Settings

NO_ARTICLE = "has no article in it (a front page, a list or an empty page); name the page of one report"
LEAST_ARTICLE = 250
"""Characters of running text below which a page has no article."""
DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]{0,500}(?:\[[^\]]{0,100000}\]\s*)?>", re.I)
BLOCKS = frozenset({"p", "head", "item", "quote", "cell", "code"})
INNER = BLOCKS | {"list", "table", "row", "div"}


@dataclass
class Page:
    """Paragraphs of the article in order, and the metadata that the page states."""

    paragraphs: list[tuple[str, str]] = field(default_factory=list)
    """("head" or "p", text) with white space made single."""
    meta: metadata.Meta = field(default_factory=metadata.Meta)


def looks_like(text: str) -> bool:
    """It begins as a page does."""
    return bool(
        re.match(
            r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
            text[:4000],
            re.I | re.S,
        )
    )


def article(text: str) -> str:
    """The article of a page as plain text, paragraph by line; empty if there is none. May raise on broken pages."""
    return "\n".join(p for _, p in _blocks(_extract(text)))


def read(text: str, source: str, settings: Settings) -> Page:
    """The article of a page. `Refused` if it has none or is nested too deep; entities of its own are never expanded."""
    tags = text.count("<")
    if tags > settings.max_html_tags:
        limit = f"{settings.max_html_tags:,}"
        raise Refused(source, f"has too many tags ({tags:,}; max_html_tags is {limit}); save its text and name that")
    text = DOCTYPE.sub("", text)
    deep = _depth(text, settings.max_html_depth)
    if deep > settings.max_html_depth:
        raise Refused(
            source, f"is nested too deep (max_html_depth is {settings.max_html_depth}); save its text and name that"
        )
    try:
        tree = lxml.html.fromstring(text, parser=lxml.html.HTMLParser(huge_tree=False))
        body = _extract(text)
        meta = metadata.read(tree)
    except (ValueError, lxml.etree.LxmlError, RecursionError):
        raise Refused(source, "cannot be read as a page; save its text and name that") from None
    blocks = _blocks(body)
    running = [
        p
        for kind, p in blocks
        if kind == "p" and len(p.split()) >= 8 and p.rstrip("\"'”’)").endswith((".", "!", "?", "…"))
    ]
    if sum(map(len, running)) < LEAST_ARTICLE and not meta.paywall:
        raise Refused(source, NO_ARTICLE)
    return Page(blocks, meta)


def _extract(text: str) -> Any:
    found = trafilatura.bare_extraction(
        text, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False
    )
    return getattr(found, "body", None)


def _blocks(body: Any) -> list[tuple[str, str]]:
    """The paragraphs under a body of trafilatura's, the text of nested ones once."""
    out: list[tuple[str, str]] = []
    if body is None:
        return out

    def walk(node: Any) -> None:
        if node.tag in BLOCKS and not any(c.tag in INNER for c in node):
            for piece in _lines(node):
                out.append(("head" if node.tag == "head" else "p", piece))
            return
        if node.text and node.text.strip():
            out.append(("p", " ".join(node.text.split())))
        for child in node:
            if isinstance(child.tag, str):
                walk(child) if child.tag in INNER else out.extend(("p", x) for x in _lines(child))
            if child.tail and child.tail.strip():
                out.append(("p", " ".join(child.tail.split())))

    walk(body)
    return out


def _lines(node: Any) -> list[str]:
    """Its text; two line breaks part paragraphs, one is white space."""
    text = []
    for part in node.iter():
        if part.tag == "lb":
            text.append("\n")
        text.append((part.text or "").replace("\n", " "))
        if part is not node:
            text.append((part.tail or "").replace("\n", " "))
    # iter() meets a child's tail before its own children's text only where marks nest, which trafilatura's do not
    return [" ".join(p.split()) for p in re.split(r"\n\s*\n", "".join(text)) if p.strip()]


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
