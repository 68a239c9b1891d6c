"""Who is the source of an attribution.

In this order: a name in the source; a pronoun, by who spoke or was named last and fits; an office or description that
only one person of the report has; else the source as it describes itself ("Western analysts"). What stays ambiguous is
None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from crossread.reading import bodies, genders, names, salience
from crossread.reading.attributions import Attribution
from crossread.reading.blocks import Block
from crossread.reading.salience import Subject
from crossread.values import Entity, Quotation, Report, Speaker, Stretch, Voucher, VoucherKind

HE, SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
THEY = frozenset({"they", "them", "it", "its", "their", "we", "i", "who", "which", "that", "this", "these", "those"})
DETERMINERS = re.compile(r"^(?:the|a|an|this|that|these|those|his|her|their|its|our|one|another|the same)\s+", re.I)
TAIL = re.compile(r"\s*(?:,\s*(?:who|which|whose|that)\b.*|\s+(?:who|which|whose)\b.*)$", re.I | re.S)
BRACKETS = re.compile(r"\s*\((?:(?:[A-Z]{2,8}|@[^)]*)\)|[A-Z][a-z]{2,5}\)$)")
WHERE = re.compile(r"(?<=\w)\s+(?:in|at)\s+[A-Z][\w’'-]*$")
LATER = re.compile(
    r"(?:,\s*\d{1,3}(?:,.*)?|\s+(?:at the time|in a statement|on \w+day|last \w+|earlier|later|also|then))$"
)
"""What follows a source's description without being part of it: an age, an occasion."""
NAME = r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*)*)"
APPOSED = (
    re.compile(rf"{NAME}, (?P<role>(?:the|a|an|his|her|their|its) [^,]+)"),
    re.compile(rf"(?P<role>(?:[Tt]he|[Aa]|[Aa]n|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) [^,]+), {NAME}"),
)
"""A name and what it is, side by side, where the pipeline saw no name: "the company, Norhav"."""
NEAR = 1200
"""Characters back within which a pronoun finds its person."""
MOST_NAMED = 2
"""Persons near by who fit a pronoun although no clause is about them; with more of them it stays open."""
LONGEST_GIVING = 60
"""Characters behind a described source within which it may give its name."""
CLOSE = 300
"""Characters by which a person of known gender may lie behind one of unknown gender and still be preferred."""


@dataclass(frozen=True)
class _Spoke:
    """Who spoke, and where that is told."""

    speaker: Speaker
    at: int
    end: int


@dataclass(frozen=True)
class _Context:
    """What a report tells beside the source: genders by entity, who spoke so far, main subjects, mentions unquoted."""

    genders: Mapping[str, str]
    spoke: Sequence[_Spoke]
    about: Sequence[Subject]
    outside: Mapping[str, Sequence[int]]
    short: dict[str, str]


def name(
    attributions: Sequence[Attribution], blocks: Sequence[Block], entities: Sequence[Entity], report: Report
) -> tuple[Quotation, ...]:
    """The quotations of a report with their speakers, in the order of the attributions."""
    persons = [e for e in entities if e.type == "person"]
    starts = {e.id: [s for p in persons if p is not e for _, s, _ in p.mentions] for e in persons}
    told = {e.id: genders.of(e, report.text, starts[e.id]) for e in persons}
    said = [a for a in attributions if a.kind != "attitude"]
    quoted = [(a.start, a.end) for a in said if a.kind == "direct"] + [f for a in said for f in a.fragments]
    about = salience.subjects(blocks, entities, quoted)
    outside = {e.id: tuple(s for _, s, _ in e.mentions if not any(a <= s < b for a, b in quoted)) for e in persons}
    opens = {b.part.start for b in blocks}
    short = bodies.abbreviations(report.text)
    spoke: list[_Spoke] = []
    out: list[Quotation] = []
    for n, a in enumerate(attributions, 1):
        speaker = Speaker()
        named = a.antecedent or a.source
        if named is not None:
            speaker = _speaker(named, report.text, persons, entities, _Context(told, spoke, about, outside, short))
        if speaker.name is None and a.follows is not None:
            speaker = out[a.follows].speaker
        elif a.source is None and a.kind == "direct" and _stands_alone(a, opens, report.text):
            speaker = next((s.speaker for s in reversed(spoke) if a.start - s.at < NEAR and s.speaker.name), speaker)
        if a.kind != "attitude":
            spoke.append(_Spoke(speaker, *(named or (a.start, a.start))))
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
                antecedent=a.antecedent,
            )
        )
    return tuple(out)


def _stands_alone(a: Attribution, opens: Set[int], text: str) -> bool:
    """Whether direct speech opens its paragraph: it goes on from who spoke last."""
    return any(start in opens for start in range(a.start - 2, a.start + 1)) and len(text[a.start : a.end].split()) > 3


def _speaker(
    source: Stretch,
    text: str,
    persons: Sequence[Entity],
    entities: Sequence[Entity],
    context: _Context,
) -> Speaker:
    written = re.sub(r"\s+", " ", text[slice(*source)]).strip(' ,;:–—-"“”')
    low = written.lower()
    if low in HE or low in SHE:
        return _pronoun(source[0], "m" if low in HE else "f", persons, context)
    if low in THEY:
        return _body(source[0], low, context)
    named = _given(source, text, persons) or _named(source, text, persons) or _beside(source, text, persons)
    if len(named) == 1:
        named = [_namesake(named[0], written, source[0], persons, context)]
    if named:
        joined = " and ".join(e.name for e in named)
        return Speaker(name=joined, entity=named[0].id if len(named) == 1 else None)
    holder = _holder(written, source[0], persons)
    if holder is not None:
        return Speaker(name=holder.name, entity=holder.id)
    last = _last_meant(low, source[0], persons, context)
    if last is not None:
        return last
    described = _described(written)
    described = context.short.get(described, described)
    if written[:4].lower() == "the ":
        described = bodies.meant(described, source[0], entities, context.short, text) or described
    body = next((e for e in entities if e.type != "person" and names.tokens(e.name) == names.tokens(described)), None)
    return Speaker(name=described or None, entity=body.id if body else None)


def _named(source: Stretch, text: str, persons: Sequence[Entity]) -> list[Entity]:
    """The persons whose name is what the source names: not one in a possessive or behind "of"."""
    found: list[tuple[int, Entity]] = []
    for person in persons:
        for _, start, end in person.mentions:
            if source[0] <= start and end <= source[1] and not re.match(r"['’]s?\s+\w", text[end : end + 4]):
                behind = re.match(r"\s+(\w+)", text[end : source[1]])
                if behind and behind[1].lower() in names.words()["roles"]:
                    continue
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


def _namesake(person: Entity, written: str, at: int, persons: Sequence[Entity], context: _Context) -> Entity:
    """Of several persons with one surname the one named in full last who fits the honorific."""
    surname, gender = names.tokens(written), names.honorific(written) or ""
    if len(surname) != 1 or (len(names.tokens(person.name)) > 1 and not _differ(context.genders[person.id], gender)):
        return person
    fitting = [
        (max(start for _, start, _ in p.mentions if start < at), p.id, p)
        for p in persons
        if names.short_of(surname, names.tokens(p.name))
        and not _differ(context.genders[p.id], gender)
        and any(start < at for _, start, _ in p.mentions)
    ]
    return max(fitting)[2] if fitting else person


def _differ(gender: str, other: str) -> bool:
    return bool(gender and other and gender != other)


def _given(source: Stretch, text: str, persons: Sequence[Entity]) -> list[Entity]:
    """The person whose name a described source gives in the same sentence ("a baker who gave her name only as …")."""
    reach = source[1] + LONGEST_GIVING
    return [
        p
        for p in persons
        if any(
            source[0] < start < reach
            and names.GIVEN.search(text[source[0] : start])
            and not re.search(r"[.!?]\s", text[source[0] : start])
            for _, start, _ in p.mentions
        )
    ]


def _beside(source: Stretch, text: str, persons: Sequence[Entity]) -> list[Entity]:
    """The person to whom a source stands in apposition ("A teacher from Orvik, Lind said")."""
    at = source[1] + 2
    if not text[slice(*source)].startswith(("A ", "An ")):
        return []
    if text[source[1] : at] != ", ":
        return []
    return [p for p in persons if any(start == at for _, start, _ in p.mentions)]


def _pronoun(at: int, gender: str, persons: Sequence[Entity], context: _Context) -> Speaker:
    """The last speaker or main subject that fits, whichever is nearer; else the person named last that fits."""
    known = {p.id: p for p in persons if context.genders[p.id] in (gender, "")}
    told = [(s.at, s.entity.id) for s in context.about if s.entity and s.entity.id in known and at - NEAR <= s.at < at]
    told += [
        (s.at, s.speaker.entity)
        for s in context.spoke
        if s.speaker.entity and s.speaker.entity in known and at - NEAR <= s.at < at
    ]
    described = _last_described(at, gender, persons, context)
    if described is not None and described.at > max(told, default=(0, ""))[0]:
        return described.speaker
    nameless = next((s for s in reversed(context.spoke) if s.speaker.name and at - NEAR <= s.at < at), None)
    if nameless is not None and _nameless(nameless, gender) and (not told or nameless.at > max(told)[0]):
        return nameless.speaker
    if not told:
        told = [(m, p) for p in known for m in context.outside[p] if at - NEAR <= m < at]
        if len({p for _, p in told}) > MOST_NAMED:
            return Speaker()
    if not told:
        return Speaker()
    spoken = max((s.at for s in context.spoke if s.speaker.entity in known and s.at < at), default=0)
    sure = [t for t in told if context.genders[t[1]] == gender and t[0] >= max(max(told)[0] - CLOSE, spoken)] or told
    last, chosen = max(sure)
    if context.genders[chosen] == "":  # one whose gender is known and fits, named since, is rather meant
        since = [p for p in known if context.genders[p] and any(last < m < at for m in context.outside[p])]
        chosen = since[0] if len(since) == 1 else chosen
    person = known[chosen]
    return Speaker(name=person.name, entity=person.id)


def _last_described(at: int, gender: str, persons: Sequence[Entity], context: _Context) -> _Spoke | None:
    """The person without a name whom the last main clauses are about; an office is its holder's if it has one."""
    for subject in reversed(context.about):
        if subject.at >= at or subject.gender is None:
            continue
        if at - subject.at > CLOSE or _differ(subject.gender, gender):
            return None
        named = next((s for s in context.spoke if s.speaker.entity and s.at <= subject.at < s.end), None)
        if named is not None:
            return named
        held = [] if subject.gender else holders(subject.name, persons)
        if len(held) > 1 or (held and _differ(context.genders[held[0].id], gender)):
            return None
        speaker = Speaker(name=held[0].name, entity=held[0].id) if held else Speaker(name=subject.name)
        return _Spoke(speaker, subject.at, subject.at)
    return None


def _nameless(spoke: _Spoke, gender: str) -> bool:
    """Whether who spoke has no name, but a noun that tells the gender ("a 40-year-old man")."""
    return spoke.speaker.entity is None and bool({*names.tokens(spoke.speaker.name or "")} & names.words()[gender])


def _body(at: int, pronoun: str, context: _Context) -> Speaker:
    """Who "it" or "they" is: the last speaker, unless a main clause since was about another body."""
    last = next((s for s in reversed(context.spoke[-3:]) if s.speaker.name), None)
    if pronoun != "it":
        return last.speaker if last else Speaker()
    bodies = [s for s in context.about if at - NEAR <= s.at < at and _is_body(s)]
    if bodies and (last is None or bodies[-1].at > last.at):
        body = bodies[-1]
        return Speaker(name=body.name, entity=body.entity.id if body.entity else None)
    return last.speaker if last else Speaker()


def _is_body(subject: Subject) -> bool:
    return subject.gender is None and (subject.entity is None or subject.entity.type != "person")


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


def _last_meant(written: str, at: int, persons: Sequence[Entity], context: _Context) -> Speaker | None:
    """Whom "the researcher" takes up: who spoke last, the only person named near by, of whom no office is told."""
    head = names.tokens(written)[-1:]
    if not written.startswith("the ") or len(written.split()) > 2 or not {*head} & names.words()["roles"]:
        return None
    last = context.spoke[-1] if context.spoke else None
    near = [p for p in persons if any(at - CLOSE <= m < at for m in context.outside[p.id])]
    if last is None or len(near) != 1 or near[0].id != last.speaker.entity or near[0].roles:
        return None
    return last.speaker


def holders(described: str, persons: Sequence[Entity]) -> list[Entity]:
    """The persons one of whose roles has all words of a described office, and no other country."""
    words, whose = names.office(WHERE.sub("", described))
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
    for pattern in APPOSED:
        if (apposed := pattern.fullmatch(written)) and {*names.tokens(apposed["role"])} & _heads():
            return apposed["name"]
    plain = LATER.sub("", BRACKETS.sub("", TAIL.sub("", written))).strip(" ,")
    return DETERMINERS.sub("", plain).strip()


def _heads() -> Set[str]:
    heads: Set[str] = names.words()["roles"] | names.words()["bodies"] | {"company", "firm"}
    return heads


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
