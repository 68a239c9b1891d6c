"""What the head of a page says of its article: JSON-LD, meta, time and h1."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from crossread.reports import dates, linked, people, titles, wire


class Meta(Struct):
    """Metadata of a page; None or empty where it states nothing."""

    headline: str | None = None
    shown: tuple[str, ...] = ()
    """Every first heading on the page."""
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
    made = next(linked.articles(tree), {})
    shown = tuple(t for t in (" ".join(h.text_content().split()) for h in tree.iter("h1")) if t)
    told = _text(made.get("headline")) or _meta(tree, "og:title", "twitter:title") or _title(tree)
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
        headline=titles.headline(told, shown, outlet),
        shown=shown,
        outlet=outlet if outlet and not wire.several(outlet) else None,
        published=dates.iso(stamp) if stamp else None,
        url=url,
        language=language[:2].lower() or None,
        authors=tuple(authors),
        agencies=tuple(agencies),
        paywall=str(made.get("isAccessibleForFree", "")).lower() == "false",
        live=made.get("@type") == "LiveBlogPosting",
    )


def _meta(tree: Any, *names: str) -> str | None:
    wanted = [n.lower() for n in names]
    told: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        value = " ".join((element.get("content") or "").split())
        if key in wanted and value:
            told.setdefault(key, value)
    return next((told[n] for n in wanted if n in told), None)


def _title(tree: Any) -> str | None:
    return next((_text(t.text_content()) for t in tree.iter("title")), None)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(value: object) -> list[str]:
    if isinstance(value, list):
        return [n for v in value for n in _names(v)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return [value] if isinstance(value, str) else []
