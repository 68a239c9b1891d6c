"""Which addresses may be asked: public ones by http or https, checked after their names are resolved.

A name can lead to this machine or its network, and can be led elsewhere between a check and a connection. So a name is
resolved once, every address it has is checked, and the connection goes to the very address that was checked.
"""

from __future__ import annotations

import ipaddress
import ssl
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

import httpcore

from crossread.fetching.errors import Unfetched
from crossread.fetching.names import Names, Resolve
from crossread.fetching.settings import FetchSettings

MOST_CHARACTERS = 4000
PORTS = {"http": 80, "https": 443}
WRITTEN = "".join(chr(c) for c in range(33, 127))
"""What stays in an address as it is; any other character is written as its UTF-8 in per cent signs (RFC 3987)."""


def checked(url: str, settings: FetchSettings) -> SplitResult:
    """The parts of an address that may be asked, in ASCII, its host in small letters. Raises `Unfetched`."""
    if len(url) > MOST_CHARACTERS or any(ord(c) < 33 or ord(c) == 127 for c in url):
        raise Unfetched(url[:200], "is no usable address: give one of at most 4,000 characters without spaces")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Unfetched(url, "is no usable address: check how it is written") from None
    if parts.scheme not in PORTS:
        raise Unfetched(url, f"begins with {parts.scheme or 'nothing'}: only http and https are fetched")
    if not parts.hostname:
        raise Unfetched(url, "names no host: check how it is written")
    if parts.username is not None or parts.password is not None:
        raise Unfetched(url, "has a user's name in it: leave that out")
    if (port or PORTS[parts.scheme]) not in settings.ports:
        raise Unfetched(url, f"asks for port {port}: only {_listed(settings.ports)} are asked (ports)")
    try:
        host = _ascii(parts.hostname)
        path, query = quote(parts.path, safe=WRITTEN), quote(parts.query, safe=WRITTEN)
    except UnicodeError:
        raise Unfetched(url, "has characters that no address can have: check how it is written") from None
    netloc = host if port is None or port == PORTS[parts.scheme] else f"{host}:{port}"
    return SplitResult(parts.scheme, netloc, path, query, "")


def _ascii(host: str) -> str:
    """A host as it is asked for. Raises UnicodeError."""
    if ":" in host:
        return f"[{host}]"
    return host if host.isascii() else host.encode("idna").decode("ascii")


def public(address: str) -> bool:
    """Whether an address is one of the open net: not of this machine, its network or a special range."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inside is not None:
            return public(str(inside))
        if found.is_site_local:
            return False
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast and not found.is_reserved


def _listed(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def long_head(settings: FetchSettings) -> str:
    """The sentence that refuses an answer for its head."""
    limit = f"{settings.max_head_bytes:,} bytes (max_head_bytes) or {settings.max_head_fields} fields (max_head_fields)"
    return f"has a head of more than {limit}: save the page yourself"


class Backend(httpcore.SyncBackend):
    """Connections to addresses that were checked, for httpcore; nothing is read from one after its time is over.

    Nor is a head read that does not end: what comes before a page's first byte is counted.
    """

    def __init__(self, settings: FetchSettings, resolve: Resolve, clock: Callable[[], float]) -> None:
        super().__init__()
        self._settings, self._names, self._clock = settings, Names(resolve), clock
        self._asking = threading.local()

    def begin(self, url: str, end: float) -> None:
        """This thread asks for a page; it stops to read at ``end``, however slowly a site still drips."""
        self._asking.url, self._asking.end, self._asking.head = url, end, 0

    def headed(self) -> None:
        """The head of what this thread asked for has come whole."""
        self._asking.head = None

    def came(self, size: int) -> None:
        """So many bytes have come. Raises `Unfetched` if they are of a head that does not end."""
        if self._asking.head is None:
            return
        if self._asking.head >= self._settings.max_head_bytes:
            raise Unfetched(self._asking.url, long_head(self._settings))
        self._asking.head += size

    def left(self, timeout: float | None) -> float:
        """Seconds that a read of this thread may take. Raises httpcore's ReadTimeout if there are none."""
        left = float(self._asking.end) - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("too late")
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolves a name, refuses it if any of its addresses is not public, and connects to the first that answers."""
        found = self._names(host, port, min(self.left(timeout), self._settings.max_lookup_seconds))
        if not (self._settings.allow_private or all(map(public, found))):
            raise Unfetched(host, "leads to this machine or its network: that is not fetched (allow_private)")
        for address in found[:-1]:
            try:
                return self._to(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError:
                continue
        return self._to(found[-1], port, timeout, local_address, socket_options)

    def _to(
        self,
        address: str,
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.NetworkStream:
        left = self.left(timeout)
        return _Stream(super().connect_tcp(address, port, left, local_address, socket_options), self)


class _Stream(httpcore.NetworkStream):
    """A connection whose reads end with the time that its thread has."""

    def __init__(self, stream: httpcore.NetworkStream, backend: Backend) -> None:
        self._stream, self._backend = stream, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come, at most so many bytes."""
        data = self._stream.read(max_bytes, self._backend.left(timeout))
        self._backend.came(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends."""
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        """Ends it."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted, for the name that was asked for."""
        inner = self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout))
        return _Stream(inner, self._backend)

    def get_extra_info(self, info: str) -> Any:
        """What the connection tells of itself."""
        return self._stream.get_extra_info(info)
