"""Fetching one page: redirects, robots.txt, limits on time and size, conditional requests."""

from __future__ import annotations

import contextlib
import datetime as dt
import email.utils
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from urllib.parse import SplitResult, urljoin

import httpcore
from msgspec import Struct

from crossread.fetching import addresses
from crossread.fetching.addresses import Resolve, checked
from crossread.fetching.errors import Unfetched
from crossread.fetching.robots import Robots
from crossread.fetching.settings import FetchSettings

REDIRECTS = frozenset({301, 302, 303, 307, 308})
KINDS = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
)
"""What a page may be; anything else (a film, a program) is left where it is."""
CHUNK = 65_536


class Fetched(Struct, frozen=True, kw_only=True):
    """A page as it came. ``data`` is unpacked; its charset is left to who reads it, in ``kind`` if the site told it."""

    url: str
    """As it was asked for."""
    final: str
    """Where the redirects led."""
    data: bytes
    kind: str
    """The site's Content-Type, whole."""
    at: str
    """When, as ISO 8601 in UTC."""
    redirects: tuple[str, ...] = ()
    etag: str | None = None
    modified: str | None = None


class Unchanged(Struct, frozen=True, kw_only=True):
    """A page that is as it was at the last time."""

    url: str


class Fetcher:
    """Asks for pages, one after another. One fetcher keeps the rules and the pace for each host that it asks."""

    def __init__(
        self,
        settings: FetchSettings | None = None,
        *,
        resolve: Resolve = addresses.resolve,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``resolve`` gives the addresses of a host; ``clock`` and ``sleep`` are there for tests."""
        self.settings = settings or FetchSettings()
        self._agent = f"{self.settings.user_agent}/{version('crossread')}"
        self._robots = Robots(self.settings.user_agent, clock)
        self._backend = addresses.Backend(self.settings, resolve, clock)
        self._pool = httpcore.ConnectionPool(network_backend=self._backend, max_connections=4, retries=0)
        self._asked: dict[str, float] = {}
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()

    def close(self) -> None:
        """Ends its connections."""
        self._pool.close()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched | Unchanged:
        """A page. With what an earlier answer was marked with, `Unchanged` if it is as it was. Raises `Unfetched`."""
        end = self._clock() + self.settings.max_fetch_seconds
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        seen: list[str] = []
        here = url
        while True:
            parts = checked(here, self.settings)
            here = parts.geturl()
            delay = self._robots.check(parts, lambda place: self._plain(place, end)) if self._heeds() else None
            self._pace(parts, delay, end)
            answer = self._ask(here, end, {k: v for k, v in conditions.items() if v})
            if answer.status == 304:
                return Unchanged(url=url)
            if answer.status in REDIRECTS and answer.headers.get("location"):
                seen.append(here)
                here = _led(here, answer.headers["location"])
                if here in seen:
                    raise Unfetched(url, "is redirected in a circle: open it in a browser and save the page")
                if len(seen) > self.settings.max_redirects:
                    limit = self.settings.max_redirects
                    raise Unfetched(
                        url, f"is redirected more than {limit} times (max_redirects): name the last address"
                    )
                continue
            return self._page(url, here, answer, tuple(seen))

    def _heeds(self) -> bool:
        return self.settings.respect_robots

    def _page(self, url: str, final: str, answer: _Answer, seen: tuple[str, ...]) -> Fetched:
        if answer.status in (429, 503):
            later = _later(answer.headers.get("retry-after"))
            wait = f" in {later:.0f} seconds" if later is not None else " later"
            raise Unfetched(url, f"is not to be had now ({answer.status}): try again{wait}", later)
        if answer.status >= 400:
            raise Unfetched(url, f"is not to be had ({answer.status}): check the address")
        kind = answer.headers.get("content-type", "text/html")
        if kind.partition(";")[0].strip().lower() not in KINDS:
            raise Unfetched(url, f"is {kind.partition(';')[0].strip()[:60]}, no page: name an article's address")
        return Fetched(
            url=url,
            final=final,
            data=answer.data,
            kind=kind,
            at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            redirects=seen,
            etag=answer.headers.get("etag"),
            modified=answer.headers.get("last-modified"),
        )

    def _plain(self, place: str, end: float) -> tuple[int, bytes]:
        """Status and body of a robots.txt, its redirects followed."""
        for _ in range(self.settings.max_redirects + 1):
            answer = self._ask(checked(place, self.settings).geturl(), end, {})
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                return answer.status, answer.data
            place = _led(place, answer.headers["location"])
        return 404, b""

    def _pace(self, parts: SplitResult, delay: float | None, end: float) -> None:
        """Waits until the host may be asked again."""
        host = parts.netloc
        with self._lock:
            now = self._clock()
            last = self._asked.get(host)
            wait = 0.0 if last is None else max(0.0, last + max(self.settings.min_host_seconds, delay or 0) - now)
            if now + wait > end:
                limit = f"{self.settings.max_fetch_seconds:g} seconds (max_fetch_seconds)"
                raise Unfetched(parts.geturl(), f"would have to wait longer than {limit} for its host: try again later")
            self._asked[host] = now + wait
        if wait:
            self._sleep(wait)

    def _ask(self, url: str, end: float, conditions: dict[str, str]) -> _Answer:
        left = end - self._clock()
        if left <= 0:
            raise self._late(url)
        self._backend.until(end)
        headers: dict[str | bytes, str | bytes] = {
            "User-Agent": self._agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en",
        }
        headers.update(conditions.items())
        limits = dict.fromkeys(("connect", "read", "write", "pool"), left)
        try:
            with self._pool.stream("GET", url, headers=headers, extensions={"timeout": limits}) as answer:
                told = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in answer.headers}
                if answer.status in REDIRECTS:
                    return _Answer(answer.status, told, b"")
                packed = told.get("content-encoding", "").strip().lower()
                return _Answer(answer.status, told, b"".join(self._unpacked(url, answer, packed, end)))
        except httpcore.TimeoutException:
            raise self._late(url) from None
        except httpcore.UnsupportedProtocol as error:
            raise Unfetched(url, f"cannot be asked for ({error})") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            why = str(error).strip(".") or type(error).__name__
            raise Unfetched(url, f"cannot be reached ({why[:120]}): check the address, or try again later") from None

    def _unpacked(self, url: str, answer: httpcore.Response, packed: str, end: float) -> Iterator[bytes]:
        """The body in pieces, unpacked, as long as it keeps within the limits of time and size."""
        if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise Unfetched(url, f"is packed as {packed[:40]}, which was not asked for: save the page yourself")
        unpacker = zlib.decompressobj(wbits=47) if packed not in ("", "identity") else None
        size = came = 0
        for piece in answer.iter_stream():
            came += len(piece)
            if came > self.settings.max_body_bytes:
                raise self._large(url)
            while piece:
                if unpacker is None:
                    out, piece = piece, b""
                else:
                    try:
                        out = unpacker.decompress(piece, CHUNK)
                    except zlib.error:
                        raise Unfetched(
                            url, "is packed in a way that cannot be unpacked: save the page yourself"
                        ) from None
                    piece = unpacker.unconsumed_tail
                size += len(out)
                if size > self.settings.max_body_bytes:
                    raise self._large(url)
                yield out
                if unpacker is not None and unpacker.eof:
                    return
            if self._clock() > end:
                raise self._late(url)
        if unpacker is not None and came:
            raise Unfetched(url, "breaks off before its end: try again later")

    def _large(self, url: str) -> Unfetched:
        limit = f"{self.settings.max_body_bytes:,} bytes (max_body_bytes)"
        return Unfetched(url, f"is larger than {limit}: save what you need of it as a file")

    def _late(self, url: str) -> Unfetched:
        limit = f"{self.settings.max_fetch_seconds:g} seconds (max_fetch_seconds)"
        return Unfetched(url, f"takes longer than {limit}: try again later, or save the page yourself")


class _Answer(Struct, frozen=True):
    status: int
    headers: dict[str, str]
    data: bytes


def _led(here: str, location: str) -> str:
    """Where a redirect leads; many sites write the address in bare UTF-8. Raises `Unfetched`."""
    with contextlib.suppress(UnicodeDecodeError):  # it is bare Latin-1, then
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(here, location)
    except ValueError:
        raise Unfetched(here, "is redirected to no usable address: open it in a browser and save the page") from None


def _later(told: str | None) -> float | None:
    """Seconds of a Retry-After, which is a number of them or a date."""
    if told is None:
        return None
    if told.strip().isdecimal():
        return float(told)
    try:
        when = email.utils.parsedate_to_datetime(told)
        return max(0.0, (when - dt.datetime.now(dt.UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
