"""What the comparison looks at in a statement: its content words, names, figures, actors, predicate, vector."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crossread.comparison.story import Story
from crossread.values import Reading, Statement, Word

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})
LIGHT = frozenset(
    {
        "be",
        "have",
        "do",
        "say",
        "tell",
        "also",
        "more",
        "other",
        "make",
        "take",
        "get",
        "go",
        "come",
        "year",
        "time",
        "so",
    }
)
"""Lemmas that are shared by chance."""


@dataclass(frozen=True)
class Profile:
    """A statement as the pair features see it. Lemmas are lower case."""

    statement: Statement
    content: frozenset[str]
    names: frozenset[str]
    heads: frozenset[str]
    """Lemmas of subjects and objects."""
    verbs: frozenset[str]
    figures: frozenset[float]
    position: float
    """Where in its report it stands, 0 to 1."""
    vector: npt.NDArray[np.float32]
    clauses: npt.NDArray[np.float32]
    """Vectors of the clauses in it, one a row; its own where it has no other."""


def of(story: Story, statements: Sequence[Statement]) -> list[Profile]:
    """The profiles of some statements of a story, in their order."""
    if not statements:
        return []
    inner = [
        [c.text for c in r.statements if c.sentence == s.sentence and not c.frames] or [s.text]
        for s in statements
        for r in (story.reading(s.report),)
    ]
    vectors = story.language.vectors([s.text for s in statements])
    below = np.split(story.language.vectors([t for ts in inner for t in ts]), np.cumsum([len(ts) for ts in inner])[:-1])
    return [
        _profile(s, story.words(s), story.reading(s.report), vectors[n], below[n]) for n, s in enumerate(statements)
    ]


def _profile(
    s: Statement,
    words: Sequence[Word],
    reading: Reading,
    vector: npt.NDArray[np.float32],
    clauses: npt.NDArray[np.float32],
) -> Profile:
    content = frozenset(
        w.lemma for w in words if w.pos in CONTENT and w.lemma not in LIGHT and any(c.isalnum() for c in w.lemma)
    )
    return Profile(
        statement=s,
        content=content,
        names=frozenset(w.lemma for w in words if w.entity in NAMES and w.pos in ("PROPN", "ADJ", "NOUN")),
        heads=frozenset(w.lemma for w in words if w.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and w.pos != "PRON"),
        verbs=frozenset(w.lemma for w in words if w.pos == "VERB" and w.lemma not in LIGHT),
        figures=frozenset(v for q in s.quantities for v in (q.low, q.high) if v is not None),
        position=s.start / max(1, len(reading.report.text)),
        vector=vector,
        clauses=clauses,
    )


def rarity(profiles: Sequence[Profile]) -> Mapping[str, float]:
    """How much sharing a lemma tells: its inverse frequency over the statements of the story, 0 to 1."""
    counts = Counter(lemma for p in profiles for lemma in p.content)
    most = math.log(1 + len(profiles))
    return {lemma: math.log((1 + len(profiles)) / (1 + n)) / most for lemma, n in counts.items()}
