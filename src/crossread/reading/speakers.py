"""Who is the source of an attribution."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.reading.blocks import Block
from crossread.reading.quotations import Attribution
from crossread.values import Entity, Quotation, Report, Speaker


def name(
    attributions: Sequence[Attribution], blocks: Sequence[Block], entities: Sequence[Entity], report: Report
) -> tuple[Quotation, ...]:
    """Stub."""
    return tuple(
        Quotation(
            id=f"q{n}",
            report=report.id,
            start=a.start,
            end=a.end,
            text=report.text[a.start : a.end],
            kind=a.kind,
            speaker=Speaker(name=report.text[slice(*a.source)] if a.source else None),
            source=a.source,
            cue=a.cue,
            fragments=a.fragments,
        )
        for n, a in enumerate(attributions, 1)
    )
