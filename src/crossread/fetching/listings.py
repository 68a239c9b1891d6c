"""What lists addresses: RSS, Atom, JSON Feed, sitemaps, sitemaps of sitemaps, and plain lists; told by content."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import re
import zlib
from calendar import timegm
from collections.abc import Iterator
from typing import Any, Literal
from urllib.parse import urljoin

import feedparser
import lxml.etree
import msgspec
from msgspec import Struct

from crossread.fetching.errors import Unfetched

Kind = Literal["feed", "sitemap", "index", "list"]
MOST_LISTED = 200_000
"""Addresses that are taken from one listing; a sitemap may have 50,000."""
MOST_TAGS = 500_000
"""Of a feed or sitemap: 50,000 addresses with a date each have 300,000."""
GZIP = b"\x1f\x8b"
SPACE = re.compile(r"\s*")
FIRST = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
ROOTS: dict[str, Kind] = {"rss": "feed", "rdf": "feed", "feed": "feed", "urlset": "sitemap", "sitemapindex": "index"}


class Item(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An address that was listed, and what the list tells of it. Moments are ISO 8601, or empty."""

    url: str
    id: str = ""
    """The feed's own."""
    title: str = ""
    published: str = ""
    changed: str = ""
    """When it last changed: all that most sitemaps tell."""
    outlet: str = ""
    text: str = ""
    """The whole article as markup, where a feed carries it; a summary is none."""


class Listing(Struct, frozen=True, kw_only=True):
    """What a listing lists, in its order; the items of an index are sitemaps."""

    kind: Kind
    items: tuple[Item, ...]


def read(data: bytes, place: str, most: int, kind: str = "") -> Listing | None:
    """The listing that is at ``place``; None if what is there is none. ``kind`` is the site's Content-Type.

    Raises `Unfetched` if it is packed and unpacks to more than ``most`` bytes.
    """
    markup, first = _bare(_decoded(unpacked(data, place, most), kind))
    if markup.lstrip().startswith("{"):
        return _json_feed(markup, place)
    found = ROOTS.get(first)
    if found is None:
        return None
    if markup.count("<") > MOST_TAGS:
        raise Unfetched(place, f"has more than {MOST_TAGS:,} tags: name the pages that you need of it")
    items = _feed(markup, place) if found == "feed" else _sitemap(markup, place)
    return Listing(kind=found, items=tuple(items))


def addresses(text: str) -> Listing:
    """The addresses of a plain list, one a line; what follows ``#`` at a line's start or after a space is a remark."""
    lines = (re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip() for line in text.removeprefix("\ufeff").splitlines())
    return Listing(kind="list", items=tuple(Item(url=line) for line in lines if line)[:MOST_LISTED])


def unpacked(data: bytes, place: str, most: int) -> bytes:
    """What a gzip file holds, or the same bytes if it is none. Raises `Unfetched`."""
    if not data.startswith(GZIP):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            out = file.read(most + 1)
    except (OSError, EOFError, zlib.error):
        raise Unfetched(place, "is packed in a way that cannot be unpacked: save it yourself") from None
    if len(out) > most:
        raise Unfetched(place, f"is larger than {most:,} bytes (max_body_bytes): save what you need of it as a file")
    return out


def moment(stamp: str) -> float | None:
    """Seconds since 1970 of a stamp in ISO 8601; of a day or month, its start. None if it is no such stamp."""
    parts = stamp.strip().count("-") if len(stamp.strip()) <= 7 else 2
    try:
        found = dt.datetime.fromisoformat(stamp.strip() + "-01" * (2 - parts))
        return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _bare(markup: str) -> tuple[str, str]:
    """The markup without its document type, and the name of its first element; empty if it has none.

    It is gone through from mark to mark: a pattern would try without end on a page that is made for that.
    """
    start, typed = 0, False
    while True:
        space = SPACE.match(markup, start)
        start = space.end() if space else start
        if markup.startswith("<?", start):
            start = _behind(markup, "?>", start)
        elif markup.startswith("<!--", start):
            start = _behind(markup, "-->", start)
        elif not typed and markup[start : start + 9].lower() == "<!doctype":
            inside, end = markup.find("[", start), _behind(markup, ">", start)
            if start < inside < end:
                end = _behind(markup, ">", _behind(markup, "]", inside))
            markup, typed = markup[:start] + markup[end:], True
        else:
            first = FIRST.match(markup, start)
            return markup, first[1].lower() if first else ""


def _behind(markup: str, mark: str, start: int) -> int:
    """Where what follows a mark begins; the end if it is not there."""
    found = markup.find(mark, start)
    return len(markup) if found < 0 else found + len(mark)


def _decoded(data: bytes, kind: str) -> str:
    told = CHARSET.search(kind)
    declared = ENCODING.match(data)
    names = ["utf-8-sig", told[1] if told else "", declared[1].decode() if declared else ""]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        names = ["utf-16"]
    for name in filter(None, names):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


# --- feeds ---


def _feed(markup: str, place: str) -> Iterator[Item]:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": place}
    # markup inside is data, made plain by who reads it; feedparser takes quadratic time to clean what is made to hurt
    found = feedparser.parse(
        io.BytesIO(markup.encode("utf-8", "replace")),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    for entry in found.entries[:MOST_LISTED]:
        yield Item(
            url=_joined(place, entry.get("link") or ""),
            id=str(entry.get("id") or ""),
            title=_line(entry.get("title")),
            published=_utc(entry.get("published_parsed")),
            changed=_utc(entry.get("updated_parsed") if "updated_parsed" in entry else None),
            text="\n".join(str(c.get("value") or "") for c in entry.get("content", [])),
        )


def _json_feed(markup: str, place: str) -> Listing | None:
    """A feed in JSON (https://jsonfeed.org/version/1.1); None if it is other JSON."""
    try:
        found = msgspec.json.decode(markup)
    except (msgspec.DecodeError, RecursionError):
        return None
    if not isinstance(found, dict) or "jsonfeed.org/version" not in str(found.get("version")):
        return None
    items = found.get("items")
    told = [i for i in items if isinstance(i, dict)] if isinstance(items, list) else []
    return Listing(
        kind="feed",
        items=tuple(
            Item(
                url=_joined(place, _told(i, "url") or _told(i, "external_url")),
                id=str(i.get("id") or ""),
                title=" ".join(_told(i, "title").split()),
                published=_stamp(_told(i, "date_published")),
                changed=_stamp(_told(i, "date_modified")),
                text=_told(i, "content_html") or _told(i, "content_text"),
            )
            for i in told[:MOST_LISTED]
        ),
    )


def _told(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""


def _utc(stamp: Any) -> str:
    try:
        return dt.datetime.fromtimestamp(timegm(stamp), dt.UTC).isoformat() if stamp else ""
    except (ValueError, OverflowError, OSError):
        return ""


def _line(markup: object) -> str:
    """A title without its markup, in one line."""
    text = str(markup or "")
    if "<" in text or "&" in text:
        tree = lxml.etree.fromstring(f"<p>{text}</p>", lxml.etree.HTMLParser(no_network=True))
        text = "".join(tree.itertext()) if tree is not None else ""
    return " ".join(text.split())


# --- sitemaps ---


def _sitemap(markup: str, place: str) -> Iterator[Item]:
    """The addresses of a sitemap or an index of such (https://www.sitemaps.org/protocol.html), news ones too."""
    read = lxml.etree.iterparse(
        io.BytesIO(markup.encode("utf-8", "replace").replace(b"\x00", b"")),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        encoding="utf-8",
    )
    count = 0
    try:
        for _, element in read:
            told = dict(_fields(element))
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
            if told.get("loc"):
                count += 1
                yield Item(
                    url=_joined(place, told["loc"]),
                    title=told.get("title", ""),
                    published=_stamp(told.get("publication_date", "")),
                    changed=_stamp(told.get("lastmod", "")),
                    outlet=told.get("name", ""),
                )
            if count >= MOST_LISTED:
                return
    except lxml.etree.XMLSyntaxError:
        return


def _fields(element: Any) -> Iterator[tuple[str, str]]:
    """The fields of an entry, and of the news in it; pictures have an address of their own, which is left."""
    for child in element.iterchildren("*"):
        name = lxml.etree.QName(child).localname
        if name in ("news", "publication"):
            yield from _fields(child)
        elif name in ("loc", "lastmod", "title", "publication_date", "name"):
            yield name, " ".join("".join(child.itertext()).split())


def _stamp(stamp: str) -> str:
    return stamp if moment(stamp) is not None else ""


def _joined(place: str, link: str) -> str:
    try:
        return urljoin(place, link.strip()) if link.strip() else ""
    except ValueError:
        return link.strip()
