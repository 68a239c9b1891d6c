"""Quantities bound to what they count."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.reading.blocks import Block
from crossread.values import Quantity, Time


def find(blocks: Sequence[Block], times: Sequence[Time]) -> tuple[Quantity, ...]:
    """Stub."""
    return ()
