"""Who a paragraph is about, for pronouns: the subjects of main clauses, outside what is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from crossread.reading import names
from crossread.reading.blocks import Block
from crossread.values import Entity, Stretch


@dataclass(frozen=True)
class Subject:
    """Someone or some body that a main clause is about; ``entity`` is None for one that is only described.

    ``gender`` is None for a body; of a described person "m", "f" or "" if the noun does not tell.
    """

    at: int
    name: str
    entity: Entity | None
    gender: str | None = None


def subjects(blocks: Sequence[Block], entities: Sequence[Entity], quoted: Sequence[Stretch]) -> list[Subject]:
    """The subjects of main clauses that are persons or bodies, in the order of the text."""
    places = sorted(((start, end, e) for e in entities for _, start, end in e.mentions), key=lambda p: p[:2])
    found = []
    for block in blocks:
        for token in block.doc:
            if token.dep_ not in ("nsubj", "nsubjpass") or not _main(token.head):
                continue
            start, end = block.stretch(token)
            if any(a <= start < b for a, b in quoted):
                continue
            entity = next((e for a, b, e in places if a <= start and end <= b), None) or _beside(block, token, places)
            if entity is not None and entity.type in ("person", "organisation"):
                found.append(Subject(start, entity.name, entity))
            elif token.lower_ in names.words()["bodies"]:
                first = token.left_edge.i
                while block.doc[first].pos_ == "DET" and first < token.i:
                    first += 1
                found.append(Subject(start, block.doc[first : token.i + 1].text, None))
            elif entity is None and token.tag_ == "NN":
                found += _described(block, token)
    return found


def _described(block: Block, token: Token) -> list[Subject]:
    """A person who has no name but a noun: "a bearded man", "The governor of Ostmark"."""
    words = names.words()
    known = next((g for g in ("m", "f") if token.lower_ in words[g]), "" if token.lower_ in words["roles"] else None)
    article = block.doc[token.left_edge.i].lower_
    if known is None or article not in ("a", "an", "one", "the") or any(c.dep_ == "appos" for c in token.children):
        return []
    if article == "the" and known:
        return []  # "the man" was told of before
    end = token.i + 1
    for found in token.rights:
        if found.dep_ == "prep" and found.lower_ == "of" and found.i == end:
            end = found.right_edge.i + 1
    stretch = block.stretch(block.doc[token.left_edge.i + 1 : end])
    return [Subject(stretch[0], block.doc[token.left_edge.i + 1 : end].text, None, known)]


def _main(verb: Token) -> bool:
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "ROOT"


def _beside(block: Block, token: Token, places: Sequence[tuple[int, int, Entity]]) -> Entity | None:
    """The entity in apposition to a subject ("campaigners Quiet Skies welcomed"): a child of it, or right before it."""
    for child in token.children:
        if child.dep_ == "appos":
            start, end = block.stretch(child)
            entity = next((e for a, b, e in places if a <= start and end <= b), None)
            if entity is not None:
                return entity
    return None
