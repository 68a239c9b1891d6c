"""Limits of fetching, with their defaults."""

from __future__ import annotations

from msgspec import Struct


class FetchSettings(Struct, frozen=True, kw_only=True):
    """Settings of a fetcher. Sizes are in bytes, times in seconds."""

    max_body_bytes: int = 20_000_000
    """A page that is larger, unpacked, is cut off and refused."""
    max_head_bytes: int = 65_536
    """An answer with a longer head is refused; more than about 100,000 are never read."""
    max_head_fields: int = 200
    """An answer with more fields in its head is refused."""
    max_fetch_seconds: float = 30.0
    """A page that takes longer in all, redirects included, is given up."""
    max_lookup_seconds: float = 10.0
    """A host whose name takes longer to look up is given up."""
    max_redirects: int = 5
    """More redirects than these are not followed."""
    min_host_seconds: float = 1.0
    """Time between two requests to one host."""
    max_wait_seconds: float = 120.0
    """When many pages are fetched: a host that wants to be left alone for longer is given up for this run."""
    busy_seconds: float = 60.0
    """How long a host is left alone that answers 429 or 503 and does not say for how long."""
    hosts_at_once: int = 8
    """Hosts that are asked at the same time, when many pages are fetched; each one at its own pace."""
    ports: tuple[int, ...] = (80, 443, 8080, 8443)
    """Ports that may be asked."""
    allow_private: bool = False
    """Whether addresses of this machine and its network may be asked."""
    respect_robots: bool = True
    """Whether what a site's robots.txt forbids is left alone."""
    user_agent: str = "crossread"
    """What a site is told that it is asked by, and what its robots.txt may name; the version is added."""
    contact: str | None = None
    """An address of who asks, for sites to complain to: ``crossread/VERSION (+CONTACT)``."""
    max_items: int = 100
    """Of a feed or sitemap, so many items are fetched, the newest first."""
    max_sitemaps: int = 50
    """Of a sitemap of sitemaps, so many are looked into."""
    since: str | None = None
    """Items of a feed or sitemap that are dated before this day (2024-03-01) are left."""
    same_host: bool = False
    """Whether items of a feed or sitemap that lie on another host than it are left."""
