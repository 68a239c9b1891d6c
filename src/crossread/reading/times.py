"""Times as EDTF."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.reading.blocks import Block
from crossread.values import Report, Time


def find(blocks: Sequence[Block], report: Report) -> tuple[Time, ...]:
    """Stub."""
    return ()


def redate(time: Time, anchor: str) -> Time:
    """The time as it would be dated if the report were of ``anchor`` (an EDTF date). Stub."""
    return time
