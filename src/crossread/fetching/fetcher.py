"""Fetching one page: redirects, robots.txt, limits on time and size, conditional requests."""

from __future__ import annotations

import contextlib
import datetime as dt
import email.utils
import time
import zlib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from urllib.parse import SplitResult, urljoin

import httpcore
from msgspec import Struct

from crossread.errors import CrossreadError
from crossread.fetching import addresses, names
from crossread.fetching.addresses import checked, long_head
from crossread.fetching.errors import Unfetched
from crossread.fetching.hosts import Hosts
from crossread.fetching.names import Resolve
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
PACKED = ("application/gzip", "application/x-gzip", "application/octet-stream", "binary/octet-stream")
"""What a packed file may be said to be."""
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
    """Asks for pages. One fetcher keeps the rules and the pace for each host that it asks; threads may share it."""

    def __init__(
        self,
        settings: FetchSettings | None = None,
        *,
        resolve: Resolve = names.resolve,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``resolve`` gives the addresses of a host; ``clock`` and ``sleep`` are there for tests."""
        self.settings = settings or FetchSettings()
        contact = f" (+{self.settings.contact})" if self.settings.contact else ""
        self._agent = f"{self.settings.user_agent}/{version('crossread')}{contact}"
        if not self._agent.isascii() or any(ord(c) < 32 for c in self._agent):
            raise CrossreadError("user_agent and contact take plain ASCII letters, as a site is sent them.")
        self._robots = Robots(self.settings.user_agent, clock)
        self._backend = addresses.Backend(self.settings, resolve, clock)
        most = max(4, self.settings.hosts_at_once)
        self._pool = httpcore.ConnectionPool(network_backend=self._backend, max_connections=most, retries=0)
        self.hosts = Hosts(clock, sleep, self.settings.min_host_seconds)
        self._clock = clock

    def close(self) -> None:
        """Ends its connections."""
        self._pool.close()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        patience: float = 0.0,
        packed: bool = False,
    ) -> Fetched | Unchanged:
        """A page. With what an earlier answer was marked with, `Unchanged` if it is as it was. Raises `Unfetched`.

        To wait for its host's turn counts as time of the page, but for ``patience`` seconds. With ``packed`` it may
        be a packed file, which is left packed.
        """
        end = self._clock() + self.settings.max_fetch_seconds
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        seen: list[str] = []
        here = url
        while True:
            parts = checked(here, self.settings)
            here = parts.geturl()
            try:
                end, patience = self._turn(parts, url, end, patience)
                answer = self._ask(here, end, {k: v for k, v in conditions.items() if v})
                if answer.status in (429, 503):
                    raise self._busy(url, parts.netloc, answer)
            except Unfetched as error:
                error.host = parts.netloc
                raise
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
            return self._page(url, here, answer, tuple(seen), KINDS + PACKED if packed else KINDS)

    def _turn(self, parts: SplitResult, url: str, end: float, patience: float) -> tuple[float, float]:
        """Waits until a host may be asked for a page; when the page's time ends then, and what patience is left."""
        self.hosts.check(parts.netloc, url)
        delay = self._robots.check(parts, lambda place: self._plain(place, end)) if self._heeds() else None
        waited = self.hosts.wait(parts.netloc, delay, max(patience, end - self._clock()))
        spared = min(waited, patience)
        return end + spared, patience - spared

    def _busy(self, url: str, host: str, answer: _Answer) -> Unfetched:
        told = _later(answer.headers.get("retry-after"))
        later = self.settings.busy_seconds if told is None else told
        self.hosts.busy(host, answer.status, later)
        wait = f" in {later:.0f} seconds" if told is not None else " later"
        return Unfetched(url, f"is not to be had now ({answer.status}): try again{wait}", later)

    def _heeds(self) -> bool:
        return self.settings.respect_robots

    def _page(self, url: str, final: str, answer: _Answer, seen: tuple[str, ...], kinds: tuple[str, ...]) -> Fetched:
        if answer.status >= 400:
            raise Unfetched(url, f"is not to be had ({answer.status}): check the address")
        kind = answer.headers.get("content-type", "text/html")
        if kind.partition(";")[0].strip().lower() not in kinds:
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

    def _ask(self, url: str, end: float, conditions: dict[str, str]) -> _Answer:
        left = end - self._clock()
        if left <= 0:
            raise self._late(url)
        self._backend.begin(url, end)
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
                self._backend.headed()
                size = sum(len(k) + len(v) + 4 for k, v in answer.headers)
                if size > self.settings.max_head_bytes or len(answer.headers) > self.settings.max_head_fields:
                    raise Unfetched(url, long_head(self.settings))
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
            raise Unfetched(
                url, f"cannot be reached ({why[:120]}): check the address, or try again later", silent=True
            ) from None

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
        return Unfetched(url, f"takes longer than {limit}: try again later, or save the page yourself", silent=True)


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
