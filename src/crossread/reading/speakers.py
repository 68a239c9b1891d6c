"""Who is the source of an attribution.

In this order: a name in the source; a pronoun, by who spoke or was named last and fits; an office or description that
only one person of the report has; else the source as it describes itself ("Western analysts"). What stays ambiguous is
None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crossread.reading import names
from crossread.reading.blocks import Block
from crossread.reading.quotations import Attribution
from crossread.values import Entity, Quotation, Report, Speaker, Stretch, Voucher, VoucherKind

HE, SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
THEY = frozenset({"they", "them", "it", "its", "their", "we", "i", "who", "which", "that", "this", "these", "those"})
DETERMINERS = re.compile(r"^(?:the|a|an|this|that|these|those|his|her|their|its|our|one|another)\s+", re.I)
TAIL = re.compile(r"\s*(?:,\s*(?:who|which|whose|that)\b.*|\s+(?:who|which|whose)\b.*)$", re.I | re.S)
NEAR = 1200
"""Characters back within which a pronoun finds its person."""


def name(
    attributions: Sequence[Attribution], blocks: Sequence[Block], entities: Sequence[Entity], report: Report
) -> tuple[Quotation, ...]:
    """The quotations of a report with their speakers, in the order of the attributions."""
    persons = [e for e in entities if e.type == "person"]
    genders = {e.id: _gender(e, report.text) for e in persons}
    spoke: list[Speaker] = []
    out: list[Quotation] = []
    for n, a in enumerate(attributions, 1):
        speaker = Speaker()
        if a.source is not None:
            speaker = _speaker(a.source, report.text, persons, entities, genders, spoke)
        if speaker.name is None and a.follows is not None:
            speaker = spoke[a.follows]
        spoke.append(speaker)
        out.append(
            Quotation(
                id=f"q{n}",
                report=report.id,
                start=a.start,
                end=a.end,
                text=report.text[a.start : a.end],
                kind=a.kind,
                speaker=speaker,
                source=a.source,
                cue=a.cue,
                fragments=a.fragments,
            )
        )
    return tuple(out)


def _speaker(
    source: Stretch,
    text: str,
    persons: Sequence[Entity],
    entities: Sequence[Entity],
    genders: dict[str, str],
    spoke: Sequence[Speaker],
) -> Speaker:
    written = re.sub(r"\s+", " ", text[slice(*source)]).strip(' ,;:–—-"“”')
    low = written.lower()
    if low in HE or low in SHE:
        return _pronoun(source[0], "m" if low in HE else "f", persons, genders, spoke)
    if low in THEY:
        last = next((s for s in reversed(spoke[-3:]) if s.name), Speaker())
        return last
    named = _named(source, text, persons)
    if named:
        joined = " and ".join(e.name for e in named)
        return Speaker(name=joined, entity=named[0].id if len(named) == 1 else None)
    holder = _holder(written, source[0], persons)
    if holder is not None:
        return Speaker(name=holder.name, entity=holder.id)
    described = _described(written)
    body = next((e for e in entities if e.type != "person" and names.tokens(e.name) == names.tokens(described)), None)
    return Speaker(name=described or None, entity=body.id if body else None)


def _named(source: Stretch, text: str, persons: Sequence[Entity]) -> list[Entity]:
    """The persons whose name is what the source names: not one in a possessive or behind "of"."""
    found: list[tuple[int, Entity]] = []
    for person in persons:
        for _, start, end in person.mentions:
            if source[0] <= start and end <= source[1] and not re.match(r"['’]s?\s+\w", text[end : end + 4]):
                before = text[source[0] : start]
                if re.search(r"\b(?:of|for|to|by|with|from|under|against|about|on)\s+(?:\w+\.?\s+){0,4}$", before):
                    continue
                found.append((start, person))
                break
    found.sort(key=lambda f: f[0])
    if len(found) > 1:
        kept = [found[0]]
        for (start, _), (later, person) in pairwise(found):
            if re.search(r"(?:\band\b|,)\s*(?:[\w.]+\s+){0,5}$", text[start:later]) and re.search(
                r"\band\b", text[slice(*source)]
            ):
                kept.append((later, person))
        found = kept
    return [e for _, e in found]


def _pronoun(
    at: int, gender: str, persons: Sequence[Entity], genders: dict[str, str], spoke: Sequence[Speaker]
) -> Speaker:
    """The last speaker if he or she fits and was named near, else the person named last that fits."""
    near: list[tuple[int, Entity]] = []
    for person in persons:
        before = [start for _, start, _ in person.mentions if at - NEAR <= start < at]
        if before and genders[person.id] in (gender, ""):
            near.append((max(before), person))
    last = next((s for s in reversed(spoke) if s.name), None)
    if last is not None:
        for _, person in near:
            if person.id == last.entity:
                return last
    if not near:
        return Speaker()
    sure = [n for n in near if genders[n[1].id] == gender] or near
    _, person = max(sure, key=lambda n: (n[0], n[1].id))
    return Speaker(name=person.name, entity=person.id)


def _holder(written: str, at: int, persons: Sequence[Entity]) -> Entity | None:
    """The only person of the report whose office a description names ("the minister", "Ordland's foreign minister").

    A definite description without more ("the minister") needs a person who was named before it.
    """
    described = _described(written)
    if re.match(r"(?:a|an|another|one|some)\s", written, re.I):
        return None
    chosen = holders(described, persons)
    if len(chosen) > 1:
        chosen = [p for p in chosen if any(start < at for _, start, _ in p.mentions)]
    return chosen[0] if len(chosen) == 1 else None


def holders(described: str, persons: Sequence[Entity]) -> list[Entity]:
    """The persons one of whose roles has all words of a described office, and no other country."""
    words, whose = names.office(described)
    heads = words & names.words()["roles"]
    if not heads or any(w.endswith("s") for w in heads):
        return []
    return [
        person
        for person in persons
        if any(
            words <= held and (whose is None or theirs is None or whose == theirs)
            for held, theirs in map(names.office, person.roles)
        )
    ]


def _described(written: str) -> str:
    """A source as it describes itself, without article and relative clause."""
    plain = TAIL.sub("", written).strip(" ,")
    return DETERMINERS.sub("", plain).strip()


def _gender(person: Entity, text: str) -> str:
    """m, f, or nothing if the report does not tell: honorifics, nouns in roles, pronouns that follow at once."""
    told = [names.honorific(text[max(0, start - 5) : start].split(" ", 1)[-1]) for _, start, _ in person.mentions]
    told += [names.honorific(form) for form in (person.name, *person.also)]
    known = [t for t in told if t]
    held = {w for role in person.roles for w in names.tokens(role)}
    if known:
        return max(sorted(set(known)), key=known.count)
    for gender in ("m", "f"):
        if held & names.words()[gender]:
            return gender
    after = [text[end : end + 160].split(".")[0] for _, _, end in person.mentions]
    he = sum(bool(re.search(r"\b(?:he|his)\b", t, re.I)) for t in after)
    she = sum(bool(re.search(r"\b(?:she|her)\b", t, re.I)) for t in after)
    return "m" if he > 2 * she else "f" if she > 2 * he else ""


def voucher(speaker: Speaker, source: str, entities: Sequence[Entity]) -> Voucher:
    """Who a speaker is as a voucher: a person, a body, a government, or one that has no name."""
    entity = next((e for e in entities if e.id == speaker.entity), None)
    title = speaker.name or source
    heads = set(names.tokens(title))
    kind: VoucherKind = "unnamed"
    if entity is not None and entity.type == "person":
        kind = "person"
    elif heads & {"report", "reports", "media", "newspaper", "statement"}:
        kind = "report" if heads & {"report", "reports", "media", "newspaper"} else "document"
    elif entity is not None and entity.type == "place":
        kind = "government"
    elif (entity is not None and entity.type == "organisation") or heads & names.words()["bodies"]:
        kind = "organisation"
    elif heads & {"official", "officials"}:
        kind = "official"
    return Voucher(kind=kind, name=title, entity=speaker.entity)
