"""What the head of a page says of its article: JSON-LD, meta, time and h1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from crossread.reports import dates, people, wire

ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "AnalysisNewsArticle",
    "LiveBlogPosting",
    "Report",
)


class Meta(Struct):
    """Metadata of a page; None or empty where it states nothing."""

    headline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    paywall: bool = False
    live: bool = False


def read(tree: Any) -> Meta:
    """The metadata of a parsed page; JSON-LD goes before meta, meta before what is shown."""
    made = next(iter(_linked(tree)), {})
    shown = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    headline = (
        _text(made.get("headline"))
        or (shown[0] if len(shown) == 1 and shown[0] else None)
        or _meta(tree, "og:title", "twitter:title")
    )
    names = _names(made.get("author")) or [
        n for n in (_meta(tree, "author", "article:author", "byl", "parsely-author"),) if n and "://" not in n
    ]
    times = [t.get("datetime") for t in tree.iter("time") if t.get("datetime")]
    stamp = (
        _text(made.get("datePublished"))
        or _meta(
            tree,
            "article:published_time",
            "og:published_time",
            "datePublished",
            "date",
            "pubdate",
            "publishdate",
            "parsely-pub-date",
            "dc.date",
        )
        or (times[0] if times else None)
    )
    url = next(
        (e.get("href") for e in tree.iter("link") if e.get("rel") == "canonical" and e.get("href")), None
    ) or _meta(tree, "og:url")
    publisher = made.get("publisher")
    outlet = (_text(publisher.get("name")) if isinstance(publisher, dict) else None) or _meta(
        tree, "og:site_name", "application-name"
    )
    authors: list[str] = []
    agencies: list[str] = []
    for name in names:
        agencies += [a for a in wire.several(name) if a not in agencies]
        authors += [p for p in people.byline(name) if p not in authors]
    language = tree.get("lang") or _text(made.get("inLanguage")) or ""
    return Meta(
        headline=headline,
        outlet=outlet if outlet and not wire.several(outlet) else None,
        published=dates.iso(stamp) if stamp else None,
        url=url,
        language=language[:2].lower() or None,
        authors=tuple(authors),
        agencies=tuple(agencies),
        paywall=str(made.get("isAccessibleForFree", "")).lower() == "false",
        live=made.get("@type") == "LiveBlogPosting",
    )


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles that JSON-LD describes."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        queue = [found]
        for item in queue[:200]:
            if isinstance(item, list):
                queue += item
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if any(k in ARTICLES for k in (kinds if isinstance(kinds, list) else [kinds])):
                    yield item
                queue += item.get("@graph", []) if isinstance(item.get("@graph"), list) else []


def _meta(tree: Any, *names: str) -> str | None:
    wanted = [n.lower() for n in names]
    told: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        value = " ".join((element.get("content") or "").split())
        if key in wanted and value:
            told.setdefault(key, value)
    return next((told[n] for n in wanted if n in told), None)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(value: object) -> list[str]:
    if isinstance(value, list):
        return [n for v in value for n in _names(v)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return [value] if isinstance(value, str) else []
