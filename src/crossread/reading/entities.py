"""Who and what one report names, and every place that names it.

Persons come from the pipeline's named entities, cleaned, and from honorifics; a surname belongs to the full name of the
report that ends (or, where family names come first, begins) with it. Roles are the nouns before a name and its
appositions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from crossread.reading import kinds, names, roles
from crossread.reading.blocks import Block
from crossread.reading.kinds import Group
from crossread.reading.roles import HYPHENS
from crossread.values import Entity, EntityKind, Report, Stretch

KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "EVENT": "event",
    "LAW": "work",
    "WORK_OF_ART": "work",
}
MOST_WORDS = 5
"""Words of a name, hyphens counted."""
INITIALED = re.compile(r"(?:[A-Z]\.\s?){1,2}[A-Z][a-z’'-]+$")
"""A name with a first name's initial: a person's."""
NO_NAME = re.compile(r"\d|[/|@#<>]|^(?:the|a|an)?\s*$", re.I)


@dataclass(frozen=True)
class _Mention:
    """One place that names something. ``title`` is the honorific before it, ``gender`` what that tells ("m", "f")."""

    kind: EntityKind
    form: str
    tokens: tuple[str, ...]
    place: Stretch
    roles: Sequence[str]
    title: str
    gender: str


def find(blocks: Sequence[Block], report: Report) -> tuple[Entity, ...]:
    """The entities of a report in the order of their first mention; ids are the report's own."""
    found: list[_Mention] = []
    titled = _titled(blocks)
    for block in blocks:
        for span in (*block.doc.ents, *_unseen(block, titled)):
            mention = _mention(block, span)
            if mention is not None:
                found.append(mention)
    groups: list[Group] = []
    for m in sorted(found, key=lambda m: (-len(m.tokens), len(m.tokens[0]) == 1, not m.gender, m.place)):
        open_to = [g for g in groups if not (m.gender and g.gender and m.gender != g.gender)]
        group = _home(open_to, m.kind, m.tokens, m.form)
        if group is None:
            group = Group(m.kind, m.tokens)
            groups.append(group)
        namesake = any(g.tokens == m.tokens for g in groups if g is not group)
        group.gender = group.gender or m.gender
        group.forms[f"{m.title} {m.form}" if namesake and m.title else m.form] += 1
        group.places.append(m.place)
        group.roles.update(m.roles)
    _again(groups, blocks)
    text = kinds.Text.of(blocks)
    kinds.judge(groups, text)
    groups = [g for g in groups if not kinds.junk(g, text)]
    groups.sort(key=lambda g: min(g.places))
    return tuple(_entity(f"e{n}", g, report.id) for n, g in enumerate(groups, 1))


def _again(groups: Sequence[Group], blocks: Sequence[Block]) -> None:
    """Adds the places where the pipeline missed the name of a person that it saw in full elsewhere."""
    owners: dict[str, list[Group]] = {}
    for group in groups:
        if group.kind == "person" and len(group.tokens) > 1:
            for word in sorted({group.tokens[0], group.tokens[-1]}):
                owners.setdefault(word, []).append(group)
    taken = {n for g in groups for a, b in g.places for n in range(a, b)}
    for block in blocks:
        for token in block.doc:
            start, end = block.stretch(token)
            of = owners.get(token.lower_, ())
            beside = token.i and token.nbor(-1).text in HYPHENS
            if len(of) == 1 and token.pos_ == "PROPN" and token.is_title and start not in taken and not beside:
                of[0].places.append((start, end))
                of[0].forms[token.text] += 1


def _mention(block: Block, span: Span) -> _Mention | None:
    kind = KINDS.get(span.label_)
    if kind is None:
        return None
    before = span.doc[span.start - 1].text if span.start else ""
    if names.honorific(span.text) is not None or names.honorific(f"{before} ") is not None:
        kind = "person"
    if kind == "organisation" and INITIALED.match(span.text):
        kind = "person"
    start, end = span.start, span.end
    doc = span.doc
    while end + 1 < len(doc) and doc[end].text in HYPHENS and doc[end + 1].is_alpha and _tight(doc, end):
        end += 2
    while start > 1 and doc[start - 1].text in HYPHENS and doc[start - 2].is_alpha and _tight(doc, start - 1):
        start -= 2
    if kind == "person" and doc[start].pos_ == "PROPN":
        start = _whole(doc, start)
        if start and doc[start - 1].lower_ in ("the", "a", "an", "this"):
            if end - start == 1:
                return None
            kind = "other"
    while start < end and (doc[start].lower_ in ("the", "a", "an") or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (
        doc[end - 1].text in ("'s", "’s", "'", "’") or doc[end - 1].is_punct or doc[end - 1].is_space
    ):
        end -= 1
    if kind == "person":
        while start < end - 1 and doc[start].lower_ in names.words()["roles"]:
            start += 1
        titles = [t.i for t in doc[start : end - 1] if t.lower_ in names.words()["offices"] or t.text in ("'s", "’s")]
        start = titles[-1] + 1 if titles else start
    if start >= end:
        return None
    core = doc[start:end]
    form = re.sub(r"\s+", " ", core.text)
    parts = names.tokens(form)
    if not parts or NO_NAME.search(form) or "\n" in core.text or set(parts) <= names.words()["calendar"]:
        return None
    if kind == "person" and (not core.text[0].isupper() or len(parts) > 4):
        return None
    if kind == "person" and (parts[-1] in names.words()["offices"] or {*parts} <= names.words()["roles"]):
        return None
    title = doc[start - 1].text if start else ""
    if kind != "person" or names.honorific(f"{title} ") is None:
        title = ""
    return _Mention(
        kind=kind,
        form=form,
        tokens=parts,
        place=block.stretch(core),
        roles=roles.of(core) if kind == "person" else [],
        title=title,
        gender=names.honorific(f"{title} ") or names.honorific(form) or "",
    )


def _tight(doc: Doc, hyphen: int) -> bool:
    return not doc[hyphen].whitespace_ and not doc[hyphen - 1].whitespace_


def _whole(doc: Doc, start: int) -> int:
    """Where a person's name begins, if the pipeline saw only its end: names between it and an office."""
    first = start
    while first and _name_like(doc, first - 1) and not doc[first - 1].ent_type_ and start - first < 2:
        first -= 1
    return first if first < start and first and doc[first - 1].lower_ in names.words()["roles"] else start


def _titled(blocks: Sequence[Block]) -> frozenset[str]:
    """Names that an honorific stands before somewhere in the report: surely persons'."""
    docs = [b.doc for b in blocks]
    return frozenset(
        doc[n + 1].text
        for doc in docs
        for n in range(len(doc) - 1)
        if names.honorific(f"{doc[n].text} ") is not None and doc[n].text[0].isupper() and doc[n + 1].text[0].isupper()
    )


def _unseen(block: Block, titled: Set[str]) -> list[Span]:
    """Names that the pipeline missed: capitalised words behind an office or an honorific, or before an apposition."""
    doc, found = block.doc, []
    n = 0
    while n < len(doc):
        end = n
        while end < len(doc) and end - n < MOST_WORDS and not doc[end].ent_type_ and _name_like(doc, end):
            end += 1
        if end > n:
            before = doc[n - 1].lower_.rstrip(".") if n else ""
            behind = before in names.words()["roles"] or before in names.words()["honorifics"]
            first = doc[n].text
            capitalised = sum(t.text[0].isupper() for t in doc[n:end])
            told = capitalised > 1 and end < len(doc) and doc[end].text == "," and _office_follows(doc, end + 1)
            title = end < len(doc) and doc[end].lower_ in names.words()["roles"]
            fuller = end - n > 1 and bool(titled & {doc[n].text, doc[end - 1].text})
            if fuller or (((behind and first[0].isupper()) or told) and not title):
                found.append(Span(doc, n, end, label="PERSON"))
        n = max(end, n + 1)
    return found


def _name_like(doc: Doc, n: int) -> bool:
    token = doc[n]
    if token.text == "-" and n + 1 < len(doc) and n and not token.whitespace_ and not doc[n - 1].whitespace_:
        return True
    if n and doc[n - 1].text == "-" and not doc[n - 1].whitespace_:
        return token.is_alpha
    compound = n + 2 < len(doc) and doc[n + 1].text in HYPHENS and _tight(doc, n + 1) and doc[n + 2].text.islower()
    title = token.lower_ in names.words()["roles"] and not compound
    return token.pos_ == "PROPN" and token.text[0].isupper() and not title


def _office_follows(doc: Doc, n: int) -> bool:
    for token in doc[n : n + 6]:
        if token.is_punct:
            return False
        if token.lower_ in names.words()["roles"]:
            return True
    return False


def _home(groups: Sequence[Group], kind: EntityKind, parts: tuple[str, ...], form: str) -> Group | None:
    """The group that a name belongs to: the same name, or the only fuller one that it can stand for."""
    for group in groups:
        if group.tokens == parts and (group.kind == kind or "person" in (group.kind, kind) or len(parts) > 1):
            return group
    if kind not in ("person", "organisation") or (form.isupper() and len(form) < 4):
        return None
    if kind == "person" and len(parts) > 1:
        for group in groups:
            if group.kind == "person" and names.spelt_alike(group.tokens, parts):
                return group
    if kind == "person" and len(parts) > 1 and len(parts[0]) == 1:  # "A. Lind"
        same = [g for g in groups if g.kind == "person" and names.initials_fit(parts, g.tokens)]
        if len(same) == 1:
            return same[0]
    fuller = [g for g in groups if g.kind == "person" and names.short_of(parts, g.tokens)]
    return fuller[0] if len(fuller) == 1 else None


def _entity(id: str, group: Group, report: str) -> Entity:
    counted: Counter[str] = Counter()
    for form, times in group.forms.items():
        counted[names.plain(form) if group.kind == "person" else form] += times
    initialed = {f: len((names.tokens(f) or ("",))[0]) == 1 for f in counted}
    forms = sorted(counted, key=lambda f: (-len(names.core(names.tokens(f))), initialed[f], -counted[f], f))
    return Entity(
        id=id,
        name=forms[0],
        type=group.kind,
        also=tuple(sorted(forms[1:])),
        roles=tuple(sorted(group.roles)),
        mentions=tuple((report, a, b) for a, b in sorted(group.places)),
    )
