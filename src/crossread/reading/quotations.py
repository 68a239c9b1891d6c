"""Reported speech: its content, kind, source and cue, before anyone is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossread.reading.blocks import Block
from crossread.values import QuotationKind, Report, Stretch


@dataclass(frozen=True)
class Attribution:
    """Reported speech as found in a report: stretches only. ``source`` is as written ("she", "the minister"), None if the
    paragraph does not tell; ``follows`` is the index (in the list returned) of the attribution it continues: the next piece
    of an interrupted quotation or a following quotation without source of its own."""

    start: int
    end: int
    kind: QuotationKind
    source: Stretch | None
    cue: Stretch | None
    fragments: tuple[Stretch, ...] = ()
    follows: int | None = None


def find(blocks: Sequence[Block], report: Report) -> list[Attribution]:
    """Stub."""
    return []
