"""Limits of fetching, with their defaults."""

from __future__ import annotations

from msgspec import Struct


class FetchSettings(Struct, frozen=True, kw_only=True):
    """Settings of a fetcher. Sizes are in bytes, times in seconds."""

    max_body_bytes: int = 20_000_000
    """A page that is larger, unpacked, is cut off and refused."""
    max_fetch_seconds: float = 30.0
    """A page that takes longer in all, redirects included, is given up."""
    max_redirects: int = 5
    """More redirects than these are not followed."""
    min_host_seconds: float = 1.0
    """Time between two requests to one host."""
    ports: tuple[int, ...] = (80, 443, 8080, 8443)
    """Ports that may be asked."""
    allow_private: bool = False
    """Whether addresses of this machine and its network may be asked."""
    respect_robots: bool = True
    """Whether what a site's robots.txt forbids is left alone."""
    user_agent: str = "crossread"
    """What a site is told that it is asked by, and what its robots.txt may name; the version is added."""
