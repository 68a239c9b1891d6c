"""Speakers set right by an analyst, in quotations and in who vouches for what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from crossread.judgements import bearing
from crossread.judgements.docket import Docket
from crossread.reading import speakers
from crossread.values import Entity, Quotation, Reading, Speaker, Statement


def correct(readings: Sequence[Reading], entities: Sequence[Entity], docket: Docket) -> tuple[Reading, ...]:
    """The readings with the speakers of the judgements; each corrected quotation keeps the one that was read."""
    said: list[Mapping[str, Sequence[Quotation]]] = [{r.report.id: r.quotations for r in readings}]
    right: dict[str, tuple[str, Speaker]] = {}
    for b in docket.on("quotation", "utterance"):
        if b.judgement.kind != "speaker":
            continue
        id = b.judgement.id
        speaker = _speaker(b.judgement.speaker, entities)
        held = [q for place in b.groups[0] if (q := bearing.holder(place, said))]
        if not held:
            why = "the words stand, but are no longer read as a quotation: judge it again, or withdraw it"
            docket.settle(id, "unmatched", why)
        for q in held:
            later, other = right.setdefault(q.id, (id, speaker))
            if other == speaker:
                docket.touch(id, [q.id])
            else:
                why = f"a later judgement, {later}, names another speaker: withdraw one of the two"
                docket.remark(id, why)
                if len(held) == 1:
                    docket.settle(id, "overruled")
    return tuple(_corrected(r, {q: s for q, (_, s) in right.items()}, entities) for r in readings)


def _speaker(name: str | None, entities: Sequence[Entity]) -> Speaker:
    """The one entity of that name, else the name as it was given; None is no speaker."""
    if not name:
        return Speaker()
    plain = name.casefold()
    for names in ((lambda e: (e.name,)), (lambda e: e.also)):
        found = [e for e in entities if plain in (n.casefold() for n in names(e))]
        if len(found) == 1:
            return Speaker(name=found[0].name, entity=found[0].id)
    return Speaker(name=name)


def _corrected(reading: Reading, right: Mapping[str, Speaker], entities: Sequence[Entity]) -> Reading:
    if not any(q.id in right for q in reading.quotations):
        return reading
    read = {q.id: q for q in reading.quotations}

    def vouched(s: Statement) -> Statement:
        quotation = read.get(s.quotation or "")
        if quotation is None or quotation.id not in right or not s.vouched_by:
            return s
        first = s.vouched_by[0]
        if (first.entity, first.name) != (quotation.speaker.entity, quotation.speaker.name) and quotation.speaker.name:
            return s
        return replace(s, vouched_by=(speakers.voucher(right[quotation.id], first.name, entities), *s.vouched_by[1:]))

    return replace(
        reading,
        quotations=tuple(
            replace(q, speaker=right[q.id], speaker_read=q.speaker) if q.id in right else q for q in reading.quotations
        ),
        statements=tuple(map(vouched, reading.statements)),
    )
