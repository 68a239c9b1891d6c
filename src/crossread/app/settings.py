"""Limits of the app, with their defaults."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class AppSettings(Struct, frozen=True, kw_only=True):
    """Settings of `crossread serve`. Sizes are in bytes, times in seconds."""

    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    """Names by which the app may be addressed; a request that calls it by another is refused."""
    folders: bool = True
    """Whether reports are taken from folders of the app's machine; not where other machines are listened to."""
    max_upload_bytes: int = 50_000_000
    """A larger request is refused."""
    max_upload_seconds: float = 60.0
    """A request whose body takes longer to arrive is cut off."""
    max_compare_seconds: float = 900.0
    """A comparison that takes longer is ended."""
    max_addresses: Annotated[int, Meta(ge=1)] = 100
    """A story for which more addresses would wait to be fetched takes no more."""
    fetch_threads: Annotated[int, Meta(ge=1, le=64)] = 4
    """Addresses that are fetched at once."""
