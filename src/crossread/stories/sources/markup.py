"""Markup inside a field as plain text."""

from __future__ import annotations

import html
import re
from typing import Any

import lxml.html

TAGS = re.compile(r"</(?:p|div|span|a|b|i|em|strong|li|h\d|figure|blockquote|body)\s*>|<br\s*/?>|<p>", re.I)
NAMED = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.I)


def plain(markup: str) -> str:
    """The text of a piece of HTML, a line a paragraph."""
    if "<" not in markup:
        return html.unescape(markup).strip()
    try:
        tree: Any = lxml.html.fromstring(f"<div>{markup}</div>")
        for gone in list(tree.iter("script", "style", lxml.etree.Comment, lxml.etree.PI)):
            gone.text = None
        for block in tree.iter("p", "br", "li", "div", "h1", "h2", "h3", "blockquote", "tr"):
            block.tail = "\n" + (block.tail or "")
        text = str(tree.text_content())
    except (ValueError, AssertionError, lxml.etree.LxmlError):
        return ""
    return "\n".join(line for line in map(str.strip, text.split("\n")) if line)


def read(text: str) -> str:
    """A field's text: made plain if it has tags in it."""
    return plain(text) if "<" in text and TAGS.search(text) else text
