"""Feeds, sitemaps and pages asked again and again: what is new on them becomes records, the oldest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct

from crossread.errors import Refused
from crossread.fetching import Fetched, Fetcher, Unfetched
from crossread.fetching.folder import perhaps
from crossread.fetching.gathering import Source
from crossread.fetching.listings import Item, Listing, moment
from crossread.fetching.many import Wanted, fetch_many
from crossread.fetching.opening import opened, when
from crossread.settings import Settings
from crossread.stories.records import Record
from crossread.stories.watching import articles
from crossread.values import Problem

ATTEMPTS = 5
"""Rounds in which a page is asked for that could not be had for now."""
Found = Record | Problem


class _Marks(Struct):
    """What an address answered last, so that it is asked on a condition."""

    etag: str | None = None
    modified: str | None = None
    listing: Listing | None = None


class Web:
    """The addresses that are watched. What was taken of them before is told by `took`."""

    def __init__(self, fetcher: Fetcher, sources: Sequence[Source], settings: Settings, feed_text: bool) -> None:
        """With ``feed_text`` an article that its feed carries whole is taken from there."""
        self._fetcher, self._settings, self._feed_text = fetcher, settings, feed_text
        self._sources = {source.name: source.kind for source in sources}
        self._marks: dict[str, _Marks] = {}
        self._taken: dict[str, float] = {}
        self._tries: dict[str, int] = {}
        self._said: dict[str, str] = {}

    def took(self, url: str, at: str) -> None:
        """An item was taken at this moment."""
        self._taken[url] = max(self._taken.get(url, 0.0), moment(at) or 0.0)

    def round(self) -> Iterator[Found]:
        """Asks every address once; what is new, as it comes."""
        items: dict[str, tuple[Item, str]] = {}
        for page, answer in fetch_many(self._fetcher, [self._wanted(url, packed=True) for url in self._sources]):
            if isinstance(answer, Unfetched):
                yield from self._say(page.url, answer.message)
                continue
            try:
                found = self._listing(page.url, answer if isinstance(answer, Fetched) else None)
                if found is not None:
                    yield from self._open(page.url, found, items)
                elif isinstance(answer, Fetched):
                    yield articles.page(answer, Item(url=page.url), "", self._settings)
                self._said.pop(page.url, None)
            except Refused as error:
                yield from self._say(page.url, error.message)
        yield from self._items(items)

    def _items(self, items: dict[str, tuple[Item, str]]) -> Iterator[Found]:
        order = sorted(items, key=lambda url: (when(items[url][0]) or 0.0, url))
        wanted: list[Wanted] = []
        for url in order:
            carried = articles.whole(*items[url]) if self._feed_text else None
            if carried is None:
                wanted.append(self._wanted(url))
            else:
                self._take(url)
                yield carried
        for page, answer in fetch_many(self._fetcher, wanted):
            try:
                if isinstance(answer, Unfetched):
                    raise answer
                self._take(page.url)
                if isinstance(answer, Fetched):
                    self._mark(page.url, answer)
                    yield articles.page(answer, *items[page.url], self._settings)
            except Refused as error:
                passing = isinstance(error, Unfetched) and (error.silent or error.later is not None)
                self._tries[page.url] = self._tries.get(page.url, 0) + 1 if passing else ATTEMPTS
                yield Problem(source=page.url, message=error.message)

    def _open(self, place: str, found: Listing, items: dict[str, tuple[Item, str]]) -> Iterator[Found]:
        got = opened(place, found, self._fetcher.settings, self._look)
        for item in got.items:
            if self._is_new(item):
                items.setdefault(item.url, (item, place))
        for error in got.refused:
            yield from self._say(error.source, error.message)

    def _is_new(self, item: Item) -> bool:
        """An item that was not taken, or has changed since, and that was not refused for good."""
        if self._tries.get(item.url, 0) >= ATTEMPTS:
            return False
        taken, changed = self._taken.get(item.url), moment(item.changed)
        return taken is None or (changed is not None and changed > taken)

    def _look(self, url: str) -> Listing:
        """The listing at an address. Raises `Unfetched`."""
        marks = self._marks.get(url, _Marks())
        patience = self._fetcher.settings.max_wait_seconds
        answer = self._fetcher.fetch(url, etag=marks.etag, modified=marks.modified, patience=patience, packed=True)
        found = self._listing(url, answer if isinstance(answer, Fetched) else None)
        if found is None:
            raise Unfetched(url, "is neither a feed nor a sitemap: check the address")
        return found

    def _listing(self, url: str, page: Fetched | None) -> Listing | None:
        """The listing that an address answered with, now or last; None if a page did. Raises `Unfetched`."""
        if page is None:
            return self._marks[url].listing
        found = perhaps(page, self._fetcher.settings.max_body_bytes, self._sources.get(url, ""))
        self._mark(url, page).listing = found
        return found

    def _wanted(self, url: str, packed: bool = False) -> Wanted:
        marks = self._marks.get(url, _Marks())
        return Wanted(url=url, etag=marks.etag, modified=marks.modified, packed=packed)

    def _mark(self, url: str, page: Fetched) -> _Marks:
        self._marks[url] = _Marks(etag=page.etag, modified=page.modified)
        return self._marks[url]

    def _take(self, url: str) -> None:
        self.took(url, dt.datetime.now(dt.UTC).isoformat())

    def _say(self, source: str, message: str) -> Iterator[Problem]:
        """A problem of an address that is asked again and again: told when it is another than the last time."""
        if self._said.get(source) != message:
            self._said[source] = message
            yield Problem(source=source, message=message)
