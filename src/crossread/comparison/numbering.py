"""Ids that are unique in a story and the same whatever the order in which its sources were given."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from crossread.values import Reading, Speaker, Voucher


def number(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with entities, quotations and statements numbered through, in the order of the readings given."""
    out: list[Reading] = []
    e = q = s = 0
    for reading in readings:
        entity = {x.id: f"e{e + n}" for n, x in enumerate(reading.entities, 1)}
        quotation = {x.id: f"q{q + n}" for n, x in enumerate(reading.quotations, 1)}
        statement = {x.id: f"s{s + n}" for n, x in enumerate(reading.statements, 1)}
        e, q, s = e + len(entity), q + len(quotation), s + len(statement)

        def speaker(value: Speaker, known: dict[str, str] = entity) -> Speaker:
            return replace(value, entity=known.get(value.entity)) if value.entity else value

        def voucher(value: Voucher, known: dict[str, str] = entity) -> Voucher:
            return replace(value, entity=known.get(value.entity)) if value.entity else value

        out.append(
            replace(
                reading,
                entities=tuple(
                    replace(x, id=entity[x.id], of=entity.get(x.of) if x.of else None) for x in reading.entities
                ),
                quotations=tuple(
                    replace(x, id=quotation[x.id], speaker=speaker(x.speaker)) for x in reading.quotations
                ),
                statements=tuple(
                    replace(
                        x,
                        id=statement[x.id],
                        vouched_by=tuple(voucher(v) for v in x.vouched_by),
                        quotation=quotation.get(x.quotation) if x.quotation else None,
                        frames=quotation.get(x.frames) if x.frames else None,
                    )
                    for x in reading.statements
                ),
            )
        )
    return tuple(out)
