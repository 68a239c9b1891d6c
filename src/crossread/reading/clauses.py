"""Clauses out of the tree: which stretches of a sentence state something of their own.

Every token belongs to its nearest clause head upwards; a clause is the hull of its own tokens. A complement of a verb
without its own tense ("agreed to pay") stays with its verb; a finite one ("said that …") is a clause of its own and the
verb above it a frame. A relative or participial clause takes its antecedent along: without it the clause says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from crossread.reading import edges

CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis"})
"""Relations to its head that make a verb the head of a clause; a conjunct of such a verb is one too."""
WITH_ANTECEDENT = frozenset({"relcl", "acl"})
VERBAL = frozenset({"VERB", "AUX"})
EDGES = frozenset({"mark", "cc", "punct", "case"})
EVENT_PREPOSITIONS = frozenset(
    {"during", "after", "following", "before", "amid", "despite", "since", "in", "for", "with"}
)
"""A phrase under one of these is a statement of its own if its noun carries enough to stand for itself."""
LEAST_PHRASE = 3
"""Content words that a noun phrase needs to stand for itself."""


@dataclass(frozen=True)
class Clause:
    """A clause as token indices of its Doc: ``start`` inclusive, ``end`` exclusive.

    ``frames`` is the head of the reported clause below it, if this one only says who says.
    """

    head: Token
    start: int
    end: int
    frames: Token | None = None


def is_head(token: Token) -> bool:
    """Whether a token heads a clause."""
    if token.dep_ == "ROOT":
        return True
    if token.dep_ == "conj":
        return token.pos_ in VERBAL and token.head.pos_ in VERBAL and not _shares_verb_group(token)
    if token.dep_ not in CLAUSAL:
        return False
    if token.pos_ in VERBAL:
        return True
    return any(child.dep_ in ("nsubj", "nsubjpass", "cop") for child in token.children)


def _shares_verb_group(token: Token) -> bool:
    """ "sent and delivered the goods": the first verb has nothing of its own but its subject."""
    between = token.doc[token.head.i + 1 : token.i]
    return all(t.dep_ in ("cc", "punct", "advmod") for t in between)


def clause_head(token: Token) -> Token:
    """The head of the clause that a token belongs to."""
    while not is_head(token):
        token = token.head
    return token


def antecedent_start(noun: Token) -> int:
    """Where the noun phrase of an antecedent begins: its own left modifiers, no clause before it."""
    lefts = [t for t in noun.lefts if t.dep_ in ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod")]
    return min([noun.i, *(t.left_edge.i for t in lefts)])


def of(sentence: Span) -> Iterator[Clause]:
    """The clauses of a sentence, in the order of their heads."""
    own: dict[int, list[Token]] = {}
    for token in sentence:
        if not token.is_space:
            own.setdefault(clause_head(token).i, []).append(token)
    for index in sorted(own):
        head, tokens = sentence.doc[index], own[index]
        reported = next((c for c in head.children if c.dep_ == "ccomp" and is_head(c)), None)
        tokens = _trim(tokens)
        if not tokens:
            continue
        start, end = tokens[0].i, tokens[-1].i + 1
        if reported is not None:
            start, end = min(start, reported.left_edge.i), max(end, reported.right_edge.i + 1)
        if head.dep_ in WITH_ANTECEDENT and head.head.pos_ in ("NOUN", "PROPN", "PRON") and head.head.i < head.i:
            start = min(start, antecedent_start(head.head))
        start, end = edges.trimmed(sentence, start, end)
        if start < end:
            yield Clause(head, start, end, reported)
    yield from _phrases(sentence)


def _trim(tokens: list[Token]) -> list[Token]:
    """Own tokens without connectives and marks at the edges."""
    first, last = 0, len(tokens)
    while first < last and tokens[first].dep_ in EDGES:
        first += 1
    while last > first and (tokens[last - 1].is_punct or tokens[last - 1].dep_ == "cc"):
        last -= 1
    return tokens[first:last]


def _phrases(sentence: Span) -> Iterator[Clause]:
    """Noun phrases that state an event: "during talks with the envoy at sea", "his visit to the port in May"."""
    for token in sentence:
        if token.pos_ != "NOUN" or token.dep_ not in ("pobj", "nsubj", "dobj", "nsubjpass", "attr", "appos"):
            continue
        if token.dep_ == "pobj" and token.head.lower_ not in EVENT_PREPOSITIONS:
            continue
        words = [t for t in token.subtree if t.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "VERB") and not t.is_stop]
        if len(words) < LEAST_PHRASE or any(is_head(t) for t in token.subtree):
            continue
        if not any(t.dep_ == "prep" for t in token.children):
            continue
        start, end = edges.trimmed(sentence, token.left_edge.i, token.right_edge.i + 1)
        yield Clause(token, start, end)
