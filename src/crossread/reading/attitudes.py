"""What somebody thinks, knows, wants, plans, feels, allows, backs or brings up, where nothing is reported as said.

Which words take which construction is told in attitudes.toml; each construction was kept because more than half of what
it adds is annotated in PolNeAR's development part.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Token

from crossread.reading import cues
from crossread.reading.trees import (
    FINITE,
    VERBAL,
    Tokens,
    child,
    cue_of,
    hull,
    infinitive,
    marked,
    subject_of,
    up_from,
    with_noun,
)

PREPOSITIONS = frozenset({"about", "of", "on", "for", "against", "with", "to", "at", "in"})
CLOSE = 3
"""Tokens between a verb and its preposition for the cue to reach over them: "know all about"."""
NOBODY = frozenset({"you", "this", "these", "those", "there", "that", "what"})
"""Subjects that hold no attitude of their own."""


@dataclass(frozen=True)
class Attitude:
    """An attitude as token stretches, end exclusive. ``holder`` is the head of its source, None if nobody is named."""

    cue: Tokens
    holder: Token | None
    content: Tokens
    how: str


@functools.cache
def _words() -> dict[str, dict[str, frozenset[str]]]:
    raw = tomllib.loads((Path(__file__).parent / "attitudes.toml").read_text("utf-8"))
    return {name: {kind: frozenset(words) for kind, words in table.items()} for name, table in raw.items()}


@functools.cache
def _verbs() -> frozenset[str]:
    tables = _words().values()
    return frozenset().union(*(t.get("verbs", frozenset()) | t.get("active", frozenset()) for t in tables))


def find(doc: Doc) -> Iterator[Attitude]:
    """The attitudes of a paragraph, in the order of their heads."""
    for token in doc:
        if token.pos_ in VERBAL:
            if cues.lemma(token) in _verbs():
                yield from _verb(token)
        elif token.pos_ == "NOUN":
            yield from _noun(token)
        elif token.dep_ == "acomp":
            yield from _adjective(token)


def _verb(verb: Token) -> Iterator[Attitude]:
    if marked(verb, "if", "unless"):
        return
    lemma = cues.lemma(verb)
    if child(verb, "nsubjpass") is not None or lemma in _words()["raising"]["active"]:
        yield from _raised(verb, lemma)
        return
    holder = subject_of(verb)
    if holder is None or holder.lower_ in NOBODY:
        return
    for found in verb.rights:
        how, start = _taken(verb, found, lemma)
        if how is None:
            continue
        cue = up_from(verb)
        if found.dep_ == "prep":
            inner = child(found, "pobj", "pcomp")
            if inner is not None:
                end = found.i + 1 if found.i - cue[1] < CLOSE else cue[1]
                yield Attitude((cue[0], end), holder, (inner.left_edge.i, inner.right_edge.i + 1), how)
            continue
        yield Attitude(cue, holder, (start, found.right_edge.i + 1), how)


def _taken(verb: Token, found: Token, lemma: str) -> tuple[str | None, int]:
    """The construction in which a verb takes what depends on it, None for none of its own; where the content begins."""
    start, how = found.left_edge.i, None
    if found.dep_ == "ccomp":
        how = "clause" if any(c.tag_ in FINITE for c in (found, *found.children)) else "object_infinitive"
        if how != "clause" and not infinitive(found):
            how = None
    elif found.dep_ == "xcomp" and infinitive(found):
        thing = child(verb, "dobj")
        if thing is not None and thing.i < found.i:
            how, start = "object_infinitive", thing.left_edge.i
        elif not _gapped(verb):
            how = "infinitive"
    elif found.dep_ == "xcomp" and found.tag_ == "VBG":
        how = "gerund"
    elif found.dep_ == "dobj":
        how = "object"
    elif found.dep_ == "prep" and found.lower_ in PREPOSITIONS:
        how = found.lower_
    return (how if how is not None and lemma in _words()[how]["verbs"] else None), start


def _gapped(verb: Token) -> bool:
    """Whether what is wanted stands before the verb: "the money it hopes to raise"."""
    own = child(verb, "nsubj")
    return verb.dep_ == "relcl" and own is not None and own.tag_ not in ("WDT", "WP")


def _raised(verb: Token, lemma: str) -> Iterator[Attitude]:
    """ "The ferry is expected to sail", "seems to have sunk": the subject is part of what is expected."""
    subject = child(verb, "nsubjpass") or subject_of(verb)
    active = lemma in _words()["raising"]["active"]
    if subject is None or not (active or lemma in _words()["raising"]["verbs"]):
        return
    inner = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "oprd")), None)
    if inner is not None and subject.i < verb.i:
        yield Attitude(cue_of(verb), None, (subject.left_edge.i, inner.right_edge.i + 1), "raising")


def _noun(noun: Token) -> Iterator[Attitude]:
    lemma, words = noun.lemma_.lower(), _words()["nouns"]
    for found in noun.rights:
        edge, cue = (found.left_edge.i, found.right_edge.i + 1), with_noun(noun)
        if found.dep_ in ("acl", "ccomp", "relcl") and marked(found, "that") and lemma in words["that"]:
            yield Attitude(cue, _owner(noun), edge, "noun that")
        elif found.dep_ in ("acl", "relcl") and infinitive(found) and lemma in words["to"]:
            owner = _owner(noun)
            if owner is not None:
                yield Attitude(cue, owner, edge, "noun to")
        elif found.dep_ == "prep" and found.lower_ == "about" and lemma in words["about"]:
            inner = child(found, "pobj", "pcomp")
            if inner is not None:
                yield Attitude((cue[0], found.i + 1), _owner(noun), hull_of(inner), "noun about")


def hull_of(token: Token) -> Tokens:
    """A token with all that depends on it."""
    return hull(token.doc, token.left_edge.i, token.right_edge.i + 1)


def _owner(noun: Token) -> Token | None:
    """Whose belief or plan a noun tells of: its possessor, or the subject of the verb it is the object of."""
    owner = child(noun, "poss")
    return owner if owner is not None else subject_of(noun.head) if noun.dep_ == "dobj" else None


def _adjective(word: Token) -> Iterator[Attitude]:
    holder = subject_of(word.head) if word.lemma_.lower() in _words()["adjectives"]["words"] else None
    if holder is None or holder.lower_ in NOBODY:
        return
    cue = cue_of(word.head)[0], word.i + 1
    for found in word.rights:
        if found.dep_ in ("ccomp", "xcomp"):
            yield Attitude(cue, holder, hull_of(found), "adjective")
        elif found.dep_ == "prep":
            inner = child(found, "pobj", "pcomp")
            if inner is not None:
                end = found.i + 1 if found.i == cue[1] else cue[1]
                yield Attitude((cue[0], end), holder, hull_of(inner), "adjective")
