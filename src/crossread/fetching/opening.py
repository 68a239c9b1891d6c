"""What of a listing is fetched: sitemaps of sitemaps opened, the newest items first, within the user's limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from crossread.errors import CrossreadError
from crossread.fetching.errors import Unfetched
from crossread.fetching.listings import Item, Listing, moment
from crossread.fetching.settings import FetchSettings

Look = Callable[[str], Listing]
"""The listing at an address. Raises `Unfetched`."""


class Opened(Struct, frozen=True, kw_only=True):
    """The items to fetch, the newest first."""

    items: tuple[Item, ...]
    left: int = 0
    """Items that are within the user's limits but for their number."""
    older: int = 0
    """Items that are dated before `FetchSettings.since`."""
    elsewhere: int = 0
    """Items on other hosts, if only those of the listing's own are wanted."""
    refused: tuple[Unfetched, ...] = ()
    """Sitemaps and items that cannot be used."""


def opened(place: str, listing: Listing, settings: FetchSettings, look: Look) -> Opened:
    """The items of the listing at ``place`` that are to be fetched. A plain list is taken whole, in its order."""
    refused: list[Unfetched] = []
    items = list(listing.items) if listing.kind != "index" else _inner(place, listing, settings, look, refused)
    once: dict[str, Item] = {}
    for item in items:
        if item.url:
            once.setdefault(item.url, item)
        else:
            refused.append(Unfetched(place, f"lists something without an address ({(item.title or item.id)[:80]})"))
    if listing.kind == "list":
        return Opened(items=tuple(once.values()), refused=tuple(refused))
    since = _since(settings)
    own = [i for i in once.values() if not settings.same_host or same_host(i.url, place)]
    recent = [i for i in own if since is None or (stamp := when(i)) is None or stamp >= since]
    recent.sort(key=_newest)
    return Opened(
        items=tuple(recent[: settings.max_items]),
        left=max(0, len(recent) - settings.max_items),
        older=len(own) - len(recent),
        elsewhere=len(once) - len(own),
        refused=tuple(refused),
    )


def when(item: Item) -> float | None:
    """When an item was published, or changed, as seconds since 1970; None if it is not told."""
    return moment(item.published) if item.published else moment(item.changed)


def _since(settings: FetchSettings) -> float | None:
    found = moment(settings.since) if settings.since else None
    if settings.since and found is None:
        raise CrossreadError(f"since takes a day as 2024-03-01, or a moment in ISO 8601; not {settings.since!r}.")
    return found


def same_host(url: str, place: str) -> bool:
    """Whether two addresses are of one host; ``www.`` makes no difference."""
    try:
        one, other = ((urlsplit(u).hostname or "").removeprefix("www.") for u in (url, place))
    except ValueError:
        return False
    return one == other


def _newest(item: Item) -> float:
    stamp = when(item)
    return float("inf") if stamp is None else -stamp


def _inner(place: str, index: Listing, settings: FetchSettings, look: Look, refused: list[Unfetched]) -> Sequence[Item]:
    """The items of an index's sitemaps, looked into from the newest on until there are enough that are newer."""
    items: list[Item] = []
    since = _since(settings)
    ahead, seen = sorted(index.items, key=_newest), {place}
    looked = 0
    while ahead:
        inner = ahead.pop(0)
        stamp = when(inner)
        if inner.url in seen or (settings.same_host and not same_host(inner.url, place)):
            continue
        if stamp is not None and ((since is not None and stamp < since) or _enough(items, stamp, settings.max_items)):
            continue
        if looked >= settings.max_sitemaps:
            limit = f"more than {settings.max_sitemaps} others (max_sitemaps)"
            refused.append(Unfetched(place, f"is a sitemap of {limit}: the rest was not looked into"))
            break
        seen.add(inner.url)
        looked += 1
        try:
            found = look(inner.url)
        except Unfetched as error:
            refused.append(Unfetched(inner.url, error.message))
            continue
        if found.kind == "index":
            ahead = sorted((*found.items, *ahead), key=_newest)
        else:
            items += found.items
    return items


def _enough(items: Sequence[Item], stamp: float, most: int) -> bool:
    """There are so many items that are no older than a sitemap's last change: what it lists cannot be among them."""
    return sum((when(i) or 0.0) >= stamp for i in items) >= most
