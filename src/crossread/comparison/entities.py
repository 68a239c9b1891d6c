"""One entity for one person, office or body, across reports; and speakers settled by what siblings tell of them.

Names are one if they are spelt alike, or nearly (romanisations), or if one is the short form of only one other. A
speaker known by an office alone ("the foreign minister") is the only person of the story who is said to hold it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from msgspec.structs import replace
from rapidfuzz import fuzz

from crossread.reading import names, speakers
from crossread.values import Entity, Quotation, Reading, Speaker, Voucher

LEAST_SHARED = 25
"""Characters that direct speech has at least to be known by its words."""
SAME_WORDS = 92
"""Least likeness (0 to 100) of direct speech in two reports that is the same."""


def merge(readings: Sequence[Reading]) -> tuple[tuple[Reading, ...], tuple[Entity, ...]]:
    """The readings with their speakers and vouchers pointing at the story's entities, and these in order of mention."""
    every = [e for r in readings for e in r.entities]
    home = _homes(every)
    groups: dict[int, list[Entity]] = {}
    for n in range(len(every)):
        groups.setdefault(home[n], []).append(every[n])
    merged: list[Entity] = []
    new: dict[str, str] = {}
    heard = {q.speaker.entity for r in readings for q in r.said}
    kept = [groups[k] for k in sorted(groups) if not _doubtful(groups[k], heard)]
    for n, members in enumerate(kept, 1):
        merged.append(_one(f"e{n}", members))
        new |= {m.id: f"e{n}" for m in members}
    merged = [replace(e, of=_of(e, merged)) for e in merged]
    known = {e.id: e for e in merged}
    persons = [e for e in merged if e.type == "person"]
    return _by_words([_renamed(r, new, known, persons) for r in readings]), tuple(merged)


def _doubtful(members: Sequence[Entity], heard: Set[str | None]) -> bool:
    """A person of one word who is named once in the story, without office, and says nothing: mostly no person."""
    if any(m.type != "person" or m.roles or m.id in heard or len(m.mentions) > 1 for m in members):
        return False
    parts = names.tokens(members[0].name)
    first = names.words()["first m"] | names.words()["first f"]
    titled = names.honorific(members[0].name) is not None
    return len(members) == 1 and len(parts) == 1 and parts[0] not in first and not titled


def _by_words(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Direct speech without a speaker gets the one whom siblings name for the same words, if they agree."""
    told = [
        (r.report.id, _plain(q.text), q.speaker)
        for r in readings
        for q in r.quotations
        if q.kind == "direct" and q.speaker.name and len(q.text) >= LEAST_SHARED
    ]
    out = []
    for reading in readings:
        quotations = []
        for q in reading.quotations:
            speaker = q.speaker
            if speaker.name is None and q.kind == "direct" and len(q.text) >= LEAST_SHARED:
                words = _plain(q.text)
                same = {
                    (s.name or "", s.entity)
                    for report, other, s in told
                    if report != reading.report.id and fuzz.ratio(words, other) >= SAME_WORDS
                }
                if len(same) == 1:
                    name, entity = same.pop()
                    speaker = Speaker(name=name, entity=entity)
            quotations.append(replace(q, speaker=speaker))
        out.append(replace(reading, quotations=tuple(quotations)))
    return tuple(out)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _homes(every: Sequence[Entity]) -> list[int]:
    """For each entity the index of the first entity of its group."""
    parts = [names.tokens(e.name) for e in every]
    home = list(range(len(every)))
    order = sorted(range(len(every)), key=lambda n: (-len(parts[n]), n))
    for place, n in enumerate(order):
        fuller: set[int] = set()
        for m in order[:place]:
            if _same(every[n], every[m], parts[n], parts[m]):
                home[n] = home[m]
                break
            surname = every[n].type == "organisation" and len(parts[n]) == 1 and not every[n].name.isupper()
            if (
                every[m].type == "person"
                and (surname or every[n].type == "person")
                and names.short_of(parts[n], parts[m])
            ):
                fuller.add(home[m])
        else:
            if len(fuller) == 1:
                home[n] = fuller.pop()
    first: dict[int, int] = {}
    for n, h in enumerate(home):
        first.setdefault(h, n)
    return [first[h] for h in home]


def _same(a: Entity, b: Entity, x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    if a.type != "person" != b.type and names.nation(a.name):
        return names.nation(a.name) == names.nation(b.name) and (a.type == "group") == (b.type == "group")
    if x == y:
        return a.type == b.type or "person" not in (a.type, b.type) or len(x) > 1
    return a.type == b.type == "person" and names.spelt_alike(x, y)


def _one(id: str, members: Sequence[Entity]) -> Entity:
    forms = Counter(m.name for m in members)
    longest = max(len(names.core(names.tokens(f))) for f in forms)
    full = sorted((f for f in forms if len(names.core(names.tokens(f))) == longest), key=lambda f: (-forms[f], f))
    kinds = Counter(m.type for m in members)
    kind = "person" if "person" in kinds else max(sorted(kinds), key=lambda k: kinds[k])
    also = {f for m in members for f in (m.name, *m.also)} - {full[0]}
    return Entity(
        id=id,
        name=full[0],
        type=kind,
        also=tuple(sorted(also)),
        roles=tuple(sorted({role for m in members for role in m.roles})),
        mentions=tuple(sorted({mention for m in members for mention in m.mentions})),
    )


def _of(person: Entity, entities: Sequence[Entity]) -> str | None:
    """The country or body that a person's offices belong to, if all that tell one tell the same.

    A country that the story names by its people alone ("the Ordish minister") is the entity of that people.
    """
    found: set[str] = set()
    for role in person.roles if person.type == "person" else ():
        whose, words = names.office(role)[1], names.tokens(role)
        bodies = [e for e in entities if e.type == "organisation" and _within(names.tokens(e.name), words)]
        lands = [e for e in entities if whose is not None and names.nation(e.name) == whose]
        places = [e for e in entities if e.type == "place" and _within(names.tokens(e.name), words)]
        for fitting in (bodies, [e for e in lands if e.type == "place"], places, lands):
            if fitting:
                found.add(max(fitting, key=lambda e: (len(names.tokens(e.name)), e.id)).id)
                break
    return found.pop() if len(found) == 1 else None


def _within(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(words[n : n + len(name)] == name for n in range(len(words) - len(name) + 1)) and name != words


def _renamed(
    reading: Reading, new: Mapping[str, str], known: Mapping[str, Entity], persons: Sequence[Entity]
) -> Reading:
    quotations = tuple(_settled(q, new, known, persons) for q in reading.quotations)
    told = {q.id: q.speaker for q in quotations}

    def voucher(v: Voucher) -> Voucher:
        entity = known.get(new.get(v.entity or "", ""))
        return replace(v, name=entity.name, entity=entity.id) if entity else replace(v, entity=None)

    statements = []
    for s in reading.statements:
        vouched = tuple(voucher(v) for v in s.vouched_by)
        speaker = told.get(s.quotation or "")
        if vouched and speaker is not None and speaker.name and vouched[0].entity is None:
            vouched = (speakers.voucher(speaker, vouched[0].name, list(known.values())), *vouched[1:])
        statements.append(replace(s, vouched_by=vouched))
    return replace(reading, entities=(), quotations=quotations, statements=tuple(statements))


def _settled(q: Quotation, new: Mapping[str, str], known: Mapping[str, Entity], persons: Sequence[Entity]) -> Quotation:
    entity = known.get(new.get(q.speaker.entity or "", ""))
    if entity is not None:
        return replace(q, speaker=Speaker(name=entity.name, entity=entity.id))
    if q.speaker.name:
        chosen = speakers.holders(q.speaker.name, persons)
        if len(chosen) == 1:
            return replace(q, speaker=Speaker(name=chosen[0].name, entity=chosen[0].id))
    return replace(q, speaker=replace(q.speaker, entity=None))
