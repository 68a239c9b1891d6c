"""What the comparison looks at in a statement: its content words as they are meant there, names, figures, vector."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crossread.comparison.story import Story
from crossread.language.vectors import Pieces
from crossread.values import Statement, Word

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

Place = tuple[str, int, int]
"""Report, start and end."""


@dataclass(frozen=True)
class Profile:
    """A statement as the pair features see it. Lemmas are lower case."""

    statement: Statement
    lemmas: tuple[str, ...]
    """Of its content words, in their order."""
    words: npt.NDArray[np.float32]
    """A unit vector for each of these, as it is meant in the statement; one of nothing where there is none."""
    names: frozenset[str]
    verbs: frozenset[str]
    figures: frozenset[float]
    position: float
    """Where in its report it stands, 0 to 1."""
    vector: npt.NDArray[np.float32]


def of(story: Story, statements: Sequence[Statement]) -> list[Profile]:
    """The profiles of some statements of a story, in their order. They are kept: vectors of pieces cost the most."""
    made: dict[Place, Profile] = story.kept
    by_text: dict[str, list[Statement]] = {}
    for s in statements:
        if _place(s) not in made:
            by_text.setdefault(s.text, []).append(s)
    for pieces, same in zip(story.language.pieces(list(by_text)), by_text.values(), strict=True):
        for s in same:
            made[_place(s)] = _profile(s, story.words(s), pieces, len(story.reports[s.report].text))
    return [made[_place(s)] for s in statements]


def _place(s: Statement) -> Place:
    return s.report, s.start, s.end


def _profile(s: Statement, words: Sequence[Word], pieces: Pieces, length: int) -> Profile:
    vector = pieces.whole
    told = [w for w in words if w.pos in CONTENT and any(c.isalnum() for c in w.lemma)]
    read = [(w.lemma, mean) for w in told if (mean := _meant(w, s.start, pieces)) is not None]
    return Profile(
        statement=s,
        lemmas=tuple(lemma for lemma, _ in read) or ("",),
        words=np.stack([mean for _, mean in read]) if read else np.zeros((1, len(vector)), dtype=np.float32),
        names=frozenset(w.lemma for w in told if w.entity in NAMES and w.pos in ("PROPN", "ADJ", "NOUN")),
        verbs=frozenset(w.lemma for w in told if w.pos == "VERB" and w.lemma not in LIGHT),
        figures=frozenset(v for q in s.quantities for v in (q.low, q.high) if v is not None),
        position=s.start / max(1, length),
        vector=vector,
    )


def _meant(word: Word, start: int, pieces: Pieces) -> npt.NDArray[np.float32] | None:
    """The mean of a word's pieces, at unit length; None for a word beyond what the encoder reads."""
    own = (pieces.offsets[:, 0] < word.end - start) & (pieces.offsets[:, 1] > word.start - start)
    if not own.any():
        return None
    mean = pieces.vectors[own].mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def rarity(profiles: Sequence[Profile]) -> Mapping[str, float]:
    """How much sharing a lemma tells: its inverse frequency over the statements of the story, 0 to 1."""
    counts = Counter(lemma for p in profiles for lemma in set(p.lemmas))
    most = math.log(1 + len(profiles))
    return {lemma: math.log((1 + len(profiles)) / (1 + n)) / most for lemma, n in counts.items()}
