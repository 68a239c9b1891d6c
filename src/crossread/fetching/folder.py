"""A folder of fetched pages: each a file, with a file of JSON beside it that says where it is from.

A page counts as there once both are; each is written whole or not at all, so that a run that was killed goes on.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from pathlib import Path
from typing import Any

import msgspec

from crossread.errors import CrossreadError
from crossread.fetching.errors import Unfetched
from crossread.fetching.fetcher import Fetched, Fetcher
from crossread.fetching.listings import Item, Listing, addresses, moment, read, unpacked

KINDS = {"text/plain": "txt", "application/json": "json", "application/feed+json": "json"}
"""Endings of what is no page; a feed is XML."""
LISTINGS = ".listings"
"""Folder of the feeds and sitemaps that were asked for, as they came: what did not change is read from here."""


class Folder:
    """Pages by their address."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def known(self, url: str) -> dict[str, Any]:
        """What was told of a page that is there; empty if it is not."""
        return _about(self.place, url)

    def fresh(self, item: Item) -> bool:
        """Whether a listed page is there, and its listing does not say that it changed since."""
        about = self.known(item.url)
        changed, at = moment(item.changed), moment(str(about.get("at", "")))
        return bool(about) and (changed is None or at is None or changed <= at)

    def save(self, page: Fetched, item: Item | None = None, listed: str | None = None) -> Path:
        """Writes a page, and beside it what the site and the listing that it is from told of it."""
        told = {"title": item.title, "date": item.published, "outlet": item.outlet} if item else {}
        return _save(self.place, page, {k: v for k, v in {**told, "listed_in": listed}.items() if v})

    def look(self, fetcher: Fetcher, url: str, kind: str = "") -> Listing:
        """The listing at an address; one that has not changed is read from the folder. Raises `Unfetched`."""
        before = self.known_listing(url)
        answer = fetcher.fetch(
            url,
            etag=before.get("etag"),
            modified=before.get("modified"),
            patience=fetcher.settings.max_wait_seconds,
            packed=True,
        )
        if isinstance(answer, Fetched):
            self.keep(answer)
        return self.kept(url, fetcher.settings.max_body_bytes, kind)

    def kept(self, url: str, most: int, kind: str = "") -> Listing:
        """The listing at an address as it was kept. Raises `Unfetched`."""
        about = self.known_listing(url)
        data = (self.place / LISTINGS / about["file"]).read_bytes()
        return listing(data, about["final"], most, about["kind"], kind)

    def keep(self, page: Fetched) -> None:
        """Writes a listing."""
        _save(self.place / LISTINGS, page, {})

    def known_listing(self, url: str) -> dict[str, Any]:
        """What was told of a listing that was asked for before; empty if it was not."""
        return _about(self.place / LISTINGS, url)


def listing(data: bytes, place: str, most: int, kind: str = "", wanted: str = "") -> Listing:
    """The listing of bytes that must be one: ``wanted`` is ``feed`` or ``sitemap``, or empty. Raises `Unfetched`."""
    found = read(data, place, most, kind)
    if found is None and wanted == "sitemap" and not data.lstrip().startswith(b"<"):
        found = addresses(unpacked(data, place, most).decode("utf-8", "replace"))
    is_feed = found is not None and found.kind == "feed"
    if found is None or (wanted == "feed" and not is_feed) or (wanted == "sitemap" and is_feed):
        named = {"feed": "no feed (RSS, Atom, JSON Feed)", "sitemap": "no sitemap"}
        raise Unfetched(place, f"is {named.get(wanted, 'neither a feed nor a sitemap')}: check the address")
    return found


def perhaps(page: Fetched, most: int, wanted: str) -> Listing | None:
    """The listing that a page is; None if it is none, and need not be one. Raises `Unfetched`."""
    if wanted:
        return listing(page.data, page.final, most, page.kind, wanted)
    return read(page.data, page.final, most, page.kind)


def _about(place: Path, url: str) -> dict[str, Any]:
    with contextlib.suppress(OSError, msgspec.DecodeError):
        about = msgspec.json.decode((place / f"{_name(url)}.json").read_bytes(), type=dict[str, Any])
        if (place / str(about.get("file"))).is_file():
            return about
    return {}


def _save(place: Path, page: Fetched, told: dict[str, Any]) -> Path:
    name = _name(page.url)
    kind = page.kind.partition(";")[0].strip().lower()
    ending = KINDS.get(kind, "xml" if "xml" in kind and "xhtml" not in kind else "html")
    file = f"{name}.{'data.json' if ending == 'json' else ending}"
    about = {k: v for k, v in msgspec.structs.asdict(page).items() if k != "data"} | {"file": file} | told
    before = _about(place, page.url).get("file", file)
    _write(place / file, page.data)
    _write(place / f"{name}.json", msgspec.json.format(msgspec.json.encode(about), indent=1) + b"\n")
    if before != file:
        (place / before).unlink(missing_ok=True)
    return place / file


def _write(place: Path, data: bytes) -> None:
    part = place.with_name(f".{place.name}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(place)
    except OSError as error:
        raise CrossreadError(f"{place} cannot be written: {error.strerror}.") from error


def _name(address: str) -> str:
    """A file's name that can be recognised, and is another for another address."""
    plain = re.sub(r"[^a-z0-9]+", "-", address.lower().partition("://")[2]).strip("-")[:80]
    return f"{plain}-{hashlib.sha256(address.encode('utf-8', 'replace')).hexdigest()[:8]}"
