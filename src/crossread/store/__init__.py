"""Stories with their sources, dossiers and judgements, in one SQLite file or in PostgreSQL."""

from __future__ import annotations

from crossread.store.errors import Stale, Unknown, Unusable
from crossread.store.store import Address, Entry, Hit, Judged, Source, Store, Story

__all__ = ["Address", "Entry", "Hit", "Judged", "Source", "Stale", "Store", "Story", "Unknown", "Unusable"]
