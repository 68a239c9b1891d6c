"""Which reports share copy, how, and in which direction."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.values import Family, Reading, SharedCopy


def find(readings: Sequence[Reading]) -> tuple[tuple[SharedCopy, ...], tuple[Family, ...]]:
    """Stub."""
    return (), ()
