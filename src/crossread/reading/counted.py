"""What a figure counts: the noun it stands before, is "of", or is said to be; else what befell those it counts."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from spacy.tokens import Token

NOT_COUNTED = frozenset({"time", "percent", "cent", "point", "%"})
SUBJECT_TELLS = frozenset({"rise", "stand", "reach", "be", "climb", "fall", "number", "total", "grow", "drop", "put"})
"""Verbs whose subject is what their figure counts ("the toll rose to 12")."""
ROUND = frozenset({"ten", "dozen", "score", "hundred", "thousand", "million", "billion"})
NOUNS = ("NOUN", "PROPN")
INSIDE = ("quantmod", "compound", "nummod", "advmod", "amod")


@functools.cache
def fates() -> dict[str, str]:
    """What those that a bare figure counts are called, by the lemma of what befell them ("12 were killed": dead)."""
    raw = tomllib.loads((Path(__file__).parent / "quantities.toml").read_text("utf-8"))
    return {word: name for name, words in raw["fates"].items() for word in words}


def noun(token: Token, end: int) -> str | None:
    """The lemma of the noun that the figure with this last token counts; ``end`` is where the figure ends in its
    paragraph."""
    figure = token
    steps = 0
    while (token.dep_ in INSIDE or (token.dep_ == "conj" and token.head.pos_ == "NUM")) and steps < 6:
        token, steps = token.head, steps + 1
        if token.pos_ in NOUNS and token.idx + len(token.text) > end:
            return lemma(token)
    below = _of(token)
    while below is not None and below.lemma_.lower() in ROUND and _of(below) is not None:
        below = _of(below)
    if below is not None and below.pos_ in NOUNS:
        return lemma(below)
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.pos_ == "NOUN":
        return lemma(token.head.head)
    return _subject(token) or _fate(figure, token)


def _of(token: Token) -> Token | None:
    """What a noun is of ("dozens of sailors")."""
    preposition = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return next((c for c in preposition.children if c.dep_ == "pobj"), None) if preposition is not None else None


def lemma(token: Token) -> str | None:
    """A noun's singular in lower case, as the readings keep it; None for what is no thing."""
    written: str = token.lemma_.lower()
    if token.tag_ == "NNPS" and written.endswith("s"):
        written = written.removesuffix("s")
    return None if written in NOT_COUNTED else fates().get(written, written)


def _subject(token: Token) -> str | None:
    """The subject of a verb that equates it with the figure."""
    if token.dep_ not in ("pobj", "attr", "dobj", "prep"):
        return None
    verb = token
    while verb.head != verb and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    if verb.lemma_ not in SUBJECT_TELLS:
        return None
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ == "NOUN"), None)
    return lemma(subject) if subject is not None else None


def _fate(figure: Token, top: Token) -> str | None:
    """What befell those a bare figure counts: "killing 12", "12 of them were killed", "12 dead"."""
    following = figure.nbor(1) if figure.i + 1 < len(figure.doc) else None
    if following is not None and following.pos_ in ("ADJ", "VERB") and _befell(following):
        return _befell(following)
    if top.dep_ in ("dobj", "nsubj", "nsubjpass", "conj"):
        verb = top.head
        told = [verb, *(c for c in verb.children if c.dep_ in ("acomp", "attr"))]
        return next(filter(None, map(_befell, told)), None)
    return None


def _befell(token: Token) -> str | None:
    """The fate that a word tells of; "are missing" is parsed as a form of "miss"."""
    return fates().get(token.lower_) or fates().get(token.lemma_.lower())
