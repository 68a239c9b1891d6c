"""What kind of thing a name names, told by its words and by where it stands; and which names are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from crossread.reading import names
from crossread.reading.blocks import Block
from crossread.values import EntityKind, Part, Stretch

WHERE = re.compile(r"\b(?:in|on|off|near|at|across|towards)\s$")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass
class Group:
    """Mentions of one name while they are collected."""

    kind: EntityKind
    tokens: tuple[str, ...]
    forms: Counter[str] = field(default_factory=Counter)
    places: list[Stretch] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    gender: str = ""
    """What its honorifics tell: "m", "f" or nothing."""


@dataclass(frozen=True)
class Text:
    """What is asked of the paragraphs again for every name, looked up once."""

    tokens: Mapping[int, Token]
    """By where they start in the report."""
    forms: frozenset[str]
    """Every word as it is written."""
    titles: tuple[Part, ...]
    """Headlines, subheads and what is written like one."""

    @staticmethod
    def of(blocks: Sequence[Block]) -> Text:
        tokens = {block.offset + token.idx: token for block in blocks for token in block.doc}
        return Text(
            tokens=tokens,
            forms=frozenset(t.text for t in tokens.values()),
            titles=tuple(b.part for b in blocks if b.part.kind in ("headline", "subhead") or _title_case(b.doc)),
        )

    def at(self, group: Group) -> Iterator[Token]:
        """The first word of each mention of a name."""
        starts = sorted({a for a, _ in group.places})
        return (self.tokens[a] for a in starts if a in self.tokens)

    def before(self, group: Group) -> Iterator[str]:
        """What stands right before each mention of a name, in its paragraph."""
        return (t.doc[max(0, t.i - 10) : t.i].text_with_ws for t in self.at(group))


def judge(groups: Sequence[Group], text: Text) -> None:
    """Kinds that the pipeline is often wrong about, by the names' words and by what else the report names."""
    firms = {g.tokens[0] for g in groups if len(g.tokens) > 1 and g.tokens[-1] in names.words()["companies"]}
    for group in groups:
        form = max(sorted(group.forms), key=lambda f: group.forms[f])
        if names.nation(form) or names.is_seat(form):
            group.kind = "place" if group.kind in ("person", "organisation") else group.kind
        elif group.tokens[-1] in names.words()["companies"] and len(group.tokens) > 1:
            group.kind = "organisation" if group.kind != "work" else group.kind
        elif group.kind == "person" and len(group.tokens) > 1 and _place_like(group.tokens):
            group.kind = "place"
        elif group.kind in ("place", "person") and len(group.tokens) == 1 and group.tokens[0] in firms:
            group.kind = "organisation"
        if len(group.tokens) == 1 and _given(group, text):
            group.kind = "person"
        elif group.kind == "person" and len(group.tokens) == 1 and not group.roles and _stood_in(group, text):
            group.kind = "place"


def _given(group: Group, text: Text) -> bool:
    """Whether a name is somewhere all that a person tells of it: "a baker who gave her name only as Ilse"."""
    return any(names.GIVEN.search(before) for before in text.before(group))


def _stood_in(group: Group, text: Text) -> bool:
    """Whether a single word that looks like a person's name is where things are, and never does anything."""
    if any(names.honorific(f) is not None for f in group.forms) or any(t.dep_ in SUBJECTS for t in text.at(group)):
        return False
    return any(WHERE.search(before) for before in text.before(group))


def _place_like(parts: tuple[str, ...]) -> bool:
    return parts[0] in names.words()["places"] or parts[-1] in names.words()["places"] or parts[0] == "st"


def junk(group: Group, text: Text) -> bool:
    """A word that is no name: a person of one word that is written small elsewhere, or names in titles alone."""
    only = all(any(part.start <= start < part.end for part in text.titles) for start, _ in group.places)
    if only and group.kind in ("person", "organisation", "group", "work") and not group.roles:
        form = max(sorted(group.forms), key=lambda f: group.forms[f])
        if names.nation(form) is None and not names.is_seat(form) and len(group.tokens) != 2:
            return True
    if group.kind != "person" or len(group.tokens) > 1:
        return False
    if any(names.honorific(f) is not None for f in group.forms):
        return False
    return group.tokens[0] in text.forms


def _title_case(doc: Doc) -> bool:
    words = [t for t in doc if t.is_alpha]
    return 3 < len(words) < 25 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)
