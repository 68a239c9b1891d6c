"""What the user names, fetched into a folder: pages, and the items of feeds, sitemaps and lists. Nothing beyond."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from crossread.fetching.errors import Unfetched
from crossread.fetching.fetcher import Fetched, Fetcher
from crossread.fetching.folder import Folder, listing, perhaps
from crossread.fetching.listings import Item, Listing, addresses, read, unpacked
from crossread.fetching.many import Wanted, fetch_many
from crossread.fetching.opening import Opened, opened

Kind = Literal["", "feed", "sitemap", "list"]
Progress = Callable[[str, int, int], None]
STDIN = "-"


class Source(Struct, frozen=True, kw_only=True):
    """An address or file that the user names, and what they say it is; with no kind, its content tells."""

    name: str
    kind: Kind = ""


class Saved(Struct, frozen=True, kw_only=True):
    """A page that was fetched."""

    url: str
    path: Path


class Same(Struct, frozen=True, kw_only=True):
    """A page that is there already. ``asked``: the site said that it has not changed."""

    url: str
    asked: bool


class Listed(Struct, frozen=True, kw_only=True):
    """A listing that was opened."""

    place: str
    found: Opened


Event = Saved | Same | Listed | Unfetched


class Gatherer:
    """Fetches sources into a folder. What a listing lists and is there is not asked for, unless ``again``."""

    def __init__(
        self, fetcher: Fetcher, folder: Folder, tell: Progress, *, again: bool = False, as_is: bool = False
    ) -> None:
        """With ``as_is`` feeds and sitemaps are saved as they come, and nothing of what they list is asked for."""
        self._fetcher, self._folder, self._tell = fetcher, folder, tell
        self._again, self._as_is = again, as_is
        self._items: dict[str, tuple[Item, str]] = {}

    def __call__(self, sources: Sequence[Source]) -> Iterator[Event]:
        """What becomes of each page, as it comes."""
        named: dict[str, Kind] = {}
        for source in sources:
            if source.kind != "list" and is_address(source.name):
                named.setdefault(source.name, source.kind)
                continue
            try:
                found = local(source, self._fetcher.settings.max_body_bytes)
            except Unfetched as error:
                yield error
                continue
            if found.kind != "list":
                yield from self._open(source.name, found)
                continue
            for item in found.items:
                if self._folder.known(item.url) and not self._again:
                    yield Same(url=item.url, asked=False)
                else:
                    named.setdefault(item.url, "")
        yield from self._named(named)
        yield from self._listed()

    def _named(self, named: dict[str, Kind]) -> Iterator[Event]:
        wanted = [self._wanted(url, bool(kind) or url.lower().endswith(".gz")) for url, kind in named.items()]
        for number, (page, answer) in enumerate(fetch_many(self._fetcher, wanted)):
            self._tell("fetching", number, len(wanted))
            if isinstance(answer, Unfetched):
                yield Unfetched(page.url, answer.message)
                continue
            try:
                found = self._found(page.url, answer if isinstance(answer, Fetched) else None, named[page.url])
            except Unfetched as error:
                yield error
                continue
            if found is not None:
                yield from self._open(answer.final if isinstance(answer, Fetched) else page.url, found)
            elif isinstance(answer, Fetched):
                yield Saved(url=page.url, path=self._folder.save(answer))
            else:
                yield Same(url=page.url, asked=True)

    def _found(self, url: str, page: Fetched | None, kind: Kind) -> Listing | None:
        """The listing that is at an address, kept in the folder; None if a page is. Raises `Unfetched`."""
        most = self._fetcher.settings.max_body_bytes
        if self._as_is:
            return None
        if page is None:
            before = self._folder.known_listing(url)
            return self._folder.kept(url, most, kind) if before else None
        found = perhaps(page, most, kind)
        if found is not None:
            self._folder.keep(page)
        return found

    def _wanted(self, url: str, packed: bool = False) -> Wanted:
        before = {} if self._again else self._folder.known(url) or self._folder.known_listing(url)
        return Wanted(url=url, etag=before.get("etag"), modified=before.get("modified"), packed=packed)

    def _open(self, place: str, found: Listing) -> Iterator[Event]:
        got = opened(place, found, self._fetcher.settings, lambda url: self._folder.look(self._fetcher, url))
        for item in got.items:
            self._items.setdefault(item.url, (item, place))
        yield Listed(place=place, found=got)
        yield from got.refused

    def _listed(self) -> Iterator[Event]:
        wanted: list[Wanted] = []
        for url, (item, _) in self._items.items():
            if self._folder.fresh(item) and not self._again:
                yield Same(url=url, asked=False)
            else:
                wanted.append(self._wanted(url))
        for number, (page, answer) in enumerate(fetch_many(self._fetcher, wanted)):
            self._tell("fetching", number, len(wanted))
            if isinstance(answer, Fetched):
                yield Saved(url=page.url, path=self._folder.save(answer, *self._items[page.url]))
            elif isinstance(answer, Unfetched):
                yield Unfetched(page.url, answer.message)
            else:
                yield Same(url=page.url, asked=True)


def is_address(name: str) -> bool:
    return "://" in name


def local(source: Source, most: int) -> Listing:
    """The listing of a file or of standard input. Raises `Unfetched`."""
    try:
        if source.name == STDIN:
            data = sys.stdin.buffer.read(most + 1)
        else:
            with Path(source.name).open("rb") as file:
                data = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable path"
        raise Unfetched(source.name, f"is no address, nor a file that can be read ({reason}): check it") from None
    if len(data) > most:
        raise Unfetched(source.name, f"is larger than {most:,} bytes (max_body_bytes): name a smaller file")
    if source.kind in ("feed", "sitemap"):
        return listing(data, source.name, most, wanted=source.kind)
    found = read(data, source.name, most) if source.kind == "" else None
    found = found or addresses(unpacked(data, source.name, most).decode("utf-8", "replace"))
    if not any("://" in item.url for item in found.items):
        raise Unfetched(source.name, "has no addresses in it: name a file with one a line, a feed or a sitemap")
    return found
