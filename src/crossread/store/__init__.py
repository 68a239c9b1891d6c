"""Stories with their sources, dossiers and judgements, and the archive of what was found, in one SQLite file or in
PostgreSQL."""

from __future__ import annotations

from crossread.store.archive import Archive
from crossread.store.errors import Stale, Unknown, Unusable
from crossread.store.placing import Member
from crossread.store.store import Address, Entry, Hit, Judged, Source, Store, Story
from crossread.store.values import Added, FoundStory, Kept, Met, Move, Opened, Placed

__all__ = [
    "Added",
    "Address",
    "Archive",
    "Entry",
    "FoundStory",
    "Hit",
    "Judged",
    "Kept",
    "Member",
    "Met",
    "Move",
    "Opened",
    "Placed",
    "Source",
    "Stale",
    "Store",
    "Story",
    "Unknown",
    "Unusable",
]
