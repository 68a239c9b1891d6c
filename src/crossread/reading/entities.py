"""Who and what one report names, and every place that refers to them."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.reading.blocks import Block
from crossread.values import Entity, Report


def find(blocks: Sequence[Block], report: Report) -> tuple[Entity, ...]:
    """Stub."""
    return ()
