"""What a page says of its article as linked data (JSON-LD, schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from crossread.reports.blocks import paragraphs

ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "LiveBlogPosting",
    "Report",
)
SHORT = 0.5
"""Share of a told article below which what was found on the page is a part of it."""
MOST_ITEMS = 200
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


def articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles that JSON-LD describes, in the order of the page."""
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            found = json.loads(_clean(script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [found]
        for item in queue[:MOST_ITEMS]:
            if isinstance(item, list):
                queue += item
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if any(k in ARTICLES for k in (kinds if isinstance(kinds, list) else [kinds])):
                    yield item
                for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                    inner = item.get(key)
                    queue += inner if isinstance(inner, list) else [inner] if isinstance(inner, dict) else []


def body(tree: Any) -> list[str]:
    """The paragraphs of ``articleBody``, without the tags that some pages leave in it; empty if it is not told."""
    told = next((a["articleBody"] for a in articles(tree) if isinstance(a.get("articleBody"), str)), "")
    if TAG.search(told):
        told = lxml.html.document_fromstring(f"<div>{re.sub(r'</p>|<br */?>', chr(10), told)}</div>").text_content()
    lines = told.split("\n")
    return [p for line in lines for p in paragraphs(line)]


def _clean(text: str) -> str:
    return re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$", "", text).strip().rstrip(";")
