"""Whether a clause denies, and how firmly it is put: by its own words, listed in modality.toml."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from spacy.tokens import Token

from crossread.reading.clauses import Clause, clause_head
from crossread.values import Modality

ORDER: tuple[Modality, ...] = ("denied", "planned", "possible", "expected")
"""Where several fit, the first holds."""
NEGATING = frozenset({"det", "preconj", "cc", "nsubj", "nsubjpass", "dobj", "advmod"})
"""Relations in which a negative word negates its clause."""


@functools.cache
def _words() -> dict[str, dict[str, frozenset[str]]]:
    raw = tomllib.loads((Path(__file__).parent / "modality.toml").read_text("utf-8"))
    return {name: {kind: frozenset(words) for kind, words in table.items()} for name, table in raw.items()}


def negated(clause: Clause) -> bool:
    """Whether the clause as a whole is negated: its verb, or its subject or object through "no", "neither", "none"."""
    words = _words()["negation"]
    group = (clause.head, *_verb_group(clause.head))
    found = 0
    for token in clause.head.doc[clause.start : clause.end]:
        if token.dep_ == "neg":
            negates = token.head in group
        elif token.lower_ in words["words"]:
            negates = token.dep_ in NEGATING
        else:
            negates = (
                token.lemma_ in words["verbs"] and token in group and any(c.dep_ == "xcomp" for c in token.children)
            )
        found += negates and (token == clause.head or clause_head(token) == clause.head)
    return found % 2 == 1


def _verb_group(head: Token) -> list[Token]:
    group = [t for t in head.children if t.dep_ in ("aux", "auxpass", "xcomp", "acomp", "attr")]
    return group + [t for c in group if c.dep_ == "xcomp" for t in _verb_group(c)]


def modality(clause: Clause) -> Modality:
    """How firmly the clause is put."""
    own = [clause.head, *_verb_group(clause.head), *(c for c in clause.head.children if c.dep_ in ("advmod", "amod"))]
    for name in ORDER:
        lists = _words()[name]
        for token in own:
            if token.dep_ == "aux" and token.lower_ in lists.get("auxiliaries", ()):
                return name
            if token.pos_ == "VERB" and token.lemma_ in lists.get("verbs", ()):
                return name
            if token.pos_ == "ADV" and token.lower_ in lists.get("adverbs", ()):
                return name
            if token.pos_ == "ADJ" and token.lower_ in lists.get("adjectives", ()):
                return name
    return "asserted"
