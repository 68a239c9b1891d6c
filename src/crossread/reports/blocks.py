"""Paragraphs out of the elements that trafilatura leaves, each with what its markup says it is."""

from __future__ import annotations

import html
import re
from typing import Any, Literal, TypeAlias

from lxml import etree

Mark: TypeAlias = Literal["title", "standfirst", "head", "p", "item", "row", "quote"]
Block: TypeAlias = tuple[Mark, str]
"""What a paragraph is by its markup, and its text with white space made single."""

MARKS: dict[str, Mark] = {"head": "head", "item": "item", "quote": "quote"}
LONGEST_ROW = 400
"""A longer row is one of a table that only lays out the page: its cells hold paragraphs."""
BLOCKS = frozenset({"p", "head", "item", "quote", "cell", "code"})
INNER = BLOCKS | {"list", "table", "row", "div"}
UNSEEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")
"""Soft hyphens and characters of no width; a joiner (U+200D) stays, emoji are made with it."""
ENTITY = re.compile(r"&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z]{2,8});", re.I)


def blocks(body: Any) -> list[Block]:
    """The paragraphs under a body, the text of nested ones once, a row of a table as one."""
    out: list[Block] = []
    if body is None:
        return out
    stack: list[tuple[Any, Mark]] = [(body, "p")]
    while stack:
        node, mark = stack.pop()
        if isinstance(node, str):
            out += [(mark, piece) for piece in paragraphs(node)]
            continue
        if node.tag == "row":
            cells = [" ".join(paragraphs(_text(cell))) for cell in node]
            if sum(map(len, cells)) <= LONGEST_ROW:
                out += [("row", " | ".join(c for c in cells if c))] if any(cells) else []
                continue
        mark = MARKS.get(node.tag, mark)
        if node.tag not in INNER and node is not body:
            out += [(mark, piece) for piece in paragraphs(_text(node))]
            continue
        if node is not body and not any(c.tag in INNER for c in node):
            out += [(mark, piece) for piece in paragraphs(_text(node))]
            continue
        parts: list[tuple[Any, Mark]] = [(node.text or "", mark)]
        for child in node:
            if isinstance(child.tag, str):
                parts.append((child, mark))
            parts.append((child.tail or "", mark))
        stack += reversed(parts)
    return out


def paragraphs(text: str) -> list[str]:
    """Its paragraphs, parted by two line breaks; entities that were escaped twice are read."""
    text = UNSEEN.sub("", text)
    if "&" in text:
        text = ENTITY.sub(lambda m: html.unescape(m[0]), text)
    return [" ".join(p.split()) for p in re.split(r"\n\s*\n", text) if p.strip()]


def _text(node: Any) -> str:
    """Its text in the order of the page; ``lb`` is a line break, the source's own line ends are white space."""
    out: list[str] = []
    for event, part in etree.iterwalk(node, events=("start", "end")):
        if event == "start":
            out.append("\n" if part.tag == "lb" else (part.text or "").replace("\n", " "))
        elif part is not node:
            out.append((part.tail or "").replace("\n", " "))
    return "".join(out)
