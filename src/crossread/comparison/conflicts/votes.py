"""One vote told as unanimous, and told with votes against it."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from crossread.comparison.conflicts import evidence
from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.conflicts.holders import smallest
from crossread.comparison.story import Story
from crossread.values import Statement

ALIKE = 0.45
"""Least cosine of the two sentences."""
LEAST_WORDS = 4


@dataclass(frozen=True)
class Vote:
    """A clause of a vote, and what was voted on or who voted: the nouns of its subject."""

    statement: Statement
    subject: frozenset[str]


@functools.cache
def _lists() -> tuple[frozenset[str], re.Pattern[str]]:
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return frozenset(raw["unanimous"]), re.compile("|".join(raw["dissent"]), re.IGNORECASE)


def find(story: Story) -> Iterator[Draft]:
    """A polarity conflict of the votes told as unanimous and those told with dissent, where they are alike."""
    words, dissent = _lists()
    agreed: list[Vote] = []
    opposed: list[Vote] = []
    for reading in story.readings:
        for sentence in reading.statements:
            if not sentence.whole:
                continue
            for word in story.words(sentence):
                if word.lemma in words:
                    agreed += _vote(story, sentence, (word.start, word.end))
            for match in dissent.finditer(sentence.text):
                opposed += _vote(story, sentence, (sentence.start + match.start(), sentence.start + match.end()))
    sides = _matched(story, agreed, opposed)
    if sides is None:
        return
    one, other = (tuple(Holding(v.statement.text, v.statement) for v in side) for side in sides)
    about = [frozenset[str]().union(*(v.subject for v in side)) for side in sides]
    if all(about) and not about[0] & about[1]:
        why = "another-thing-is-counted"
    else:
        why = "each-cites-another-source" if evidence.other_sources(story, one, other) else "both-cannot-be-true"
    yield Draft("polarity", why, (one, other))


def _vote(story: Story, sentence: Statement, at: tuple[int, int]) -> list[Vote]:
    s = smallest(story, sentence.report, at, LEAST_WORDS) or sentence
    subject = frozenset(
        w.lemma.lower() for w in story.words(s) if w.dep in ("nsubj", "nsubjpass") and w.pos in ("NOUN", "PROPN")
    )
    return [Vote(s, subject)]


def _matched(story: Story, agreed: list[Vote], opposed: list[Vote]) -> tuple[list[Vote], list[Vote]] | None:
    """The votes of each kind that are like one of the other, in another report or another clause of its sentence."""
    a = story.language.vectors([_sentence(story, v) for v in agreed])
    b = story.language.vectors([_sentence(story, v) for v in opposed])
    near = np.argwhere(np.round(a @ b.T, 6) >= ALIKE)
    pairs = [(agreed[i], opposed[j]) for i, j in near.tolist() if agreed[i].statement.id != opposed[j].statement.id]
    if not pairs:
        return None
    one = {v.statement.id: v for v, _ in pairs}
    other = {v.statement.id: v for _, v in pairs}
    return list(one.values()), list(other.values())


def _sentence(story: Story, v: Vote) -> str:
    return story.reports[v.statement.report].text[slice(*v.statement.sentence)]
