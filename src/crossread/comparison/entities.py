"""One entity for one person, office or body, across reports."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.values import Entity, Reading


def merge(readings: Sequence[Reading]) -> tuple[tuple[Reading, ...], tuple[Entity, ...]]:
    """The readings with their speakers and vouchers pointing at the story's entities, and these. Stub."""
    return tuple(readings), tuple(e for r in readings for e in r.entities)
