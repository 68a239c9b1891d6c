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

from crossread.reading import cues, names
from crossread.reading.contents import MARKS, SET_OFF
from crossread.reading.trees import (
    FINITE,
    VERBAL,
    Tokens,
    child,
    cue_of,
    hull,
    infinitive,
    marked,
    over_infinitives,
    subject_of,
    up_from,
    with_noun,
)

PREPOSITIONS = frozenset({"about", "of", "on", "against", "with", "to", "at", "in"})
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


APART = frozenset({"nouns", "adjectives", "adverbs", "aside"})
"""Lists of attitudes.toml that are no construction of a verb."""


@functools.cache
def _words() -> dict[str, dict[str, frozenset[str]]]:
    raw = tomllib.loads((Path(__file__).parent / "attitudes.toml").read_text("utf-8"))
    return {name: {kind: frozenset(words) for kind, words in table.items()} for name, table in raw.items()}


@functools.cache
def _verbs() -> frozenset[str]:
    own = frozenset().union(*(_taking(how) for how in _words() if how not in APART))
    return own | cues.words("accusing") | cues.words("judging")


@functools.cache
def aside() -> frozenset[str]:
    """What stands behind a preposition and is no matter of an attitude: days, audiences, occasions."""
    calendar: frozenset[str] = names.words()["calendar"]
    return calendar | _words()["aside"]["words"]


def takes(lemma: str, preposition: str | None = None) -> bool:
    """Whether the object of a verb, or of its preposition, may be what an attitude is about, however short."""
    return lemma in _taking(preposition if preposition in PREPOSITIONS else "object")


@functools.cache
def _taking(how: str) -> frozenset[str]:
    """The verbs that take a construction."""
    return frozenset().union(*_words()[how].values())


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
        elif token.lower_ in _words()["adverbs"]["words"]:
            yield from _hearsay(token)


def _verb(verb: Token) -> Iterator[Attitude]:
    if marked(verb, "if", "unless"):
        return
    lemma = cues.lemma(verb)
    if child(verb, "nsubjpass") is not None or lemma in _words()["raising"]["active"]:
        yield from _raised(verb, lemma) or _passive(verb, lemma)
        return
    holder = subject_of(verb)
    if holder is None or holder.lower_ in NOBODY:
        return
    for found in verb.rights:
        how, cue = _taken(verb, found, lemma), up_from(verb)
        if how is None:
            continue
        content = found.left_edge.i, found.right_edge.i + 1
        if how == "infinitive":
            content = content[0], over_infinitives(verb, content[1])
        elif how == "object":
            content = _likened(verb, hull_of(found))
        elif how in PREPOSITIONS:
            inner = child(found, "pobj", "pcomp")
            if inner is None or inner.ent_type_ in ("DATE", "TIME") or inner.lower_ in aside():
                continue
            content = _likened(verb, hull_of(inner))
            cue = (cue[0], found.i + 1) if found.i - cue[1] < CLOSE else cue
        elif how == "object and infinitive":
            thing = child(verb, "dobj")
            content = (thing.left_edge.i if thing is not None and thing.i < found.i else content[0], content[1])
        yield Attitude(cue, holder, content, how)


def _taken(verb: Token, found: Token, lemma: str) -> str | None:
    """The construction in which a verb takes what depends on it, None for none of its own."""
    how = None
    if found.dep_ == "ccomp":
        finite = any(c.tag_ in FINITE for c in (found, *found.children))
        how = "clause" if finite else "object and infinitive" if infinitive(found) else None
    elif found.dep_ == "xcomp" and infinitive(found):
        thing = child(verb, "dobj")
        if thing is not None and thing.i < found.i:
            how = "object and infinitive"
        elif not _gapped(verb):
            how = "infinitive"
    elif found.dep_ == "xcomp" and found.tag_ == "VBG":
        how = "gerund"
    elif found.dep_ == "dobj":
        how = "object"
    elif found.dep_ == "prep" and found.lower_ in PREPOSITIONS:
        how = found.lower_
    return how if how is not None and lemma in _taking(how) else None


def _gapped(verb: Token) -> bool:
    """Whether what is wanted stands before the verb: "the money it hopes to raise"."""
    own = child(verb, "nsubj")
    return verb.dep_ == "relcl" and own is not None and own.tag_ not in ("WDT", "WP")


def _raised(verb: Token, lemma: str) -> list[Attitude]:
    """ "The ferry is expected to sail", "seems to have sunk": the subject is part of what is expected."""
    subject = child(verb, "nsubjpass") or subject_of(verb)
    active = lemma in _words()["raising"]["active"]
    if subject is None or not (active or lemma in _words()["raising"]["verbs"]):
        return []
    inner = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "oprd", "acomp")), None)
    if inner is None or subject.i > verb.i:
        return []
    return [Attitude(cue_of(verb), None, (subject.left_edge.i, inner.right_edge.i + 1), "raising")]


def _passive(verb: Token, lemma: str) -> list[Attitude]:
    """ "He was accused of theft", "was called a fool by them": with its subject; else the subject is what is backed."""
    subject, by = child(verb, "nsubjpass"), child(verb, "agent")
    if subject is None or subject.i > verb.i:
        return []
    holder = child(by, "pobj") if by is not None else None
    cue = cue_of(verb)
    joints = cues.words("accusing", "prepositions") if lemma in cues.words("accusing") else frozenset[str]()
    joints = joints | {"as"} if lemma in cues.words("judging") else joints
    of = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in joints), None)
    said_of = of if of is not None else child(verb, "oprd")
    if said_of is not None and lemma in cues.words("accusing") | cues.words("judging"):
        return [Attitude(cue, holder, (subject.left_edge.i, said_of.right_edge.i + 1), "accused")]
    if holder is not None and by is not None and lemma in _taking("object"):
        cue = (cue[0], by.i + 1) if by.i == cue[1] else cue
        return [Attitude(cue, holder, hull_of(subject), "passive")]
    return []


def _noun(noun: Token) -> Iterator[Attitude]:
    lemma, words = noun.lemma_.lower(), _words()["nouns"]
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and lemma in words["that"]:  # "its view is that …"
        clause = next((c for c in noun.head.rights if c.dep_ == "ccomp" and marked(c, "that")), None)
        if clause is not None:
            yield Attitude(
                (noun.i, noun.head.i + 1), _owner(noun), (clause.left_edge.i, clause.right_edge.i + 1), "noun is that"
            )
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


def hull_of(noun: Token) -> Tokens:
    """A noun with all that depends on it but what a comma or a dash sets off: "the plan, which …", "the plan, a …"."""
    end = noun.right_edge.i + 1
    for found in noun.rights:
        if found.dep_ in SET_OFF and noun.doc[found.left_edge.i - 1].text in MARKS:
            end = found.left_edge.i
            break
    return hull(noun.doc, noun.left_edge.i, end)


def _likened(verb: Token, content: Tokens) -> Tokens:
    """The object of a verb with what it is taken for: "attacked him as a fraud"."""
    as_ = next((t for t in verb.doc[content[1] - 1 : verb.sent.end] if t.lower_ == "as" and t.dep_ == "prep"), None)
    if as_ is None or as_.i != content[1] or child(as_, "pobj", "pcomp") is None:
        return content
    return hull(verb.doc, content[0], as_.right_edge.i + 1)


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


def _hearsay(word: Token) -> Iterator[Attitude]:
    """ "The ferry reportedly sank": the clause, of which nobody is named as the source."""
    verb = word.head
    subject = child(verb, "nsubj", "nsubjpass")
    if word.dep_ == "advmod" and verb.pos_ in VERBAL and subject is not None:
        yield Attitude((word.i, word.i + 1), None, (subject.left_edge.i, verb.right_edge.i + 1), "hearsay")
