"""The article's elements in a prepared page: trafilatura's precise extraction, its usual one where that loses it."""

from __future__ import annotations

from typing import Any

import lxml.html
import trafilatura
from lxml import etree

TOO_LITTLE = 0.2
"""Share of the usual extraction below which the precise one has lost the article, tuned on half of the benchmark's
pages (.12 to .29 do the same)."""
LARGE = 8_000
"""Elements from which a page is read without its formatting and without trafilatura's second and third opinions, whose
time grows faster than the page."""
MOST_CELLS = 100
"""A longer row of a table is read as one cell."""
FORMATTING = ("span", "font", "b", "i", "em", "strong", "u", "small", "big", "a", "abbr", "code", "sup", "sub", "tt")
WRAPPERS = ("div", "section", "article", "center")
ENOUGH = 2_000
"""A precise extraction of so many characters is never doubted."""


def extract(tree: Any) -> Any:
    """The body trafilatura finds (its own tags: ``p head quote list item table row cell``), None if none."""
    for row in list(tree.iter("tr")):
        if len(row) > MOST_CELLS:
            row[:] = [_one_cell(row)]
    large = sum(1 for _ in tree.iter()) > LARGE
    if large:
        etree.strip_tags(tree, *FORMATTING)
        # what only holds one other block adds nothing but depth, over which trafilatura walks for every paragraph
        for holder in list(tree.iter(*WRAPPERS)):
            texts = (holder.text, *(c.tail for c in holder[:1]))
            if len(holder) == 1 and holder[0].tag in (*WRAPPERS, "p") and not any((t or "").strip() for t in texts):
                holder.tag = "wrapper"
        etree.strip_tags(tree, "wrapper")
    precise = _extract(tree, precise=True, fast=large)
    length = _length(precise)
    if large or length >= ENOUGH or length >= TOO_LITTLE * sum(len(p.text_content()) for p in tree.iter("p")):
        return precise
    usual = _extract(tree, precise=False, fast=False)
    return usual if length < TOO_LITTLE * _length(usual) else precise


def _extract(tree: Any, precise: bool, fast: bool) -> Any:
    found = trafilatura.bare_extraction(
        tree, fast=fast, favor_precision=precise, include_comments=False, include_tables=True, with_metadata=False
    )
    return getattr(found, "body", None)


def _one_cell(row: Any) -> Any:
    cell = lxml.html.Element("td")
    cell.text = " ".join(" ".join(row.itertext()).split())
    return cell


def _length(body: Any) -> int:
    return 0 if body is None else len(" ".join("".join(body.itertext()).split()))
