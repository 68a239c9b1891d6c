"""One page at a time from the web, only as the user names it: addresses checked, limits held, robots.txt respected."""

from __future__ import annotations

from crossread.fetching.errors import Unfetched
from crossread.fetching.fetcher import Fetched, Fetcher, Unchanged
from crossread.fetching.settings import FetchSettings

__all__ = ["FetchSettings", "Fetched", "Fetcher", "Unchanged", "Unfetched"]
