"""Statements: clauses out of the tree."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.reading.blocks import Block
from crossread.values import Entity, Quantity, Quotation, Report, Statement, Time


def find(
    blocks: Sequence[Block],
    report: Report,
    quotations: Sequence[Quotation],
    times: Sequence[Time],
    quantities: Sequence[Quantity],
    entities: Sequence[Entity],
) -> tuple[Statement, ...]:
    """Stub."""
    found: list[Statement] = []
    for block in blocks:
        for sentence in block.doc.sents:
            start, end = block.stretch(sentence)
            found.append(
                Statement(
                    id=f"s{len(found) + 1}",
                    report=report.id,
                    start=start,
                    end=end,
                    text=report.text[start:end],
                    sentence=(start, end),
                )
            )
    return tuple(found)
