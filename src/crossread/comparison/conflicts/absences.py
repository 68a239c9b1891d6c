"""What one report says there was none of, and another has; and "no serious harm" beside "no harm"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from crossread.comparison.conflicts import evidence
from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.profiles import LIGHT
from crossread.comparison.story import Story
from crossread.values import Reading, Statement

ALIKE = 0.40
"""Least cosine of two clauses, one with a thing and one without."""
STEM = 5
"""Letters by which two verbs of one root are known ("overfilled", "overflowed")."""
TELLING = frozenset({"NOUN", "PROPN", "ADJ"})


@dataclass(frozen=True)
class Thing:
    """A noun of a clause with its modifiers, and whether the clause has none of it."""

    statement: Statement
    noun: str
    modifiers: frozenset[str]
    adjectives: frozenset[str]
    none: bool

    @property
    def words(self) -> frozenset[str]:
        """The noun and its modifiers."""
        return self.modifiers | {self.noun}


def find(story: Story) -> Iterator[Draft]:
    """A polarity conflict for each thing that reports have and have not; one of wording where none have it, but some
    only of one sort."""
    things = [t for reading in story.readings for t in _things(story, reading)]
    absent = [t for t in things if t.none]
    nouns = {t.noun for t in absent}
    present = [t for t in things if not t.none and t.noun in nouns]
    vectors = {
        t.statement.id: v
        for t, v in zip(things, story.language.vectors([t.statement.text for t in things]), strict=True)
    }

    def alike(a: Thing, b: Thing) -> bool:
        cosine = float(np.round(vectors[a.statement.id] @ vectors[b.statement.id], 6))
        return a.statement.report != b.statement.report and a.noun == b.noun and cosine >= ALIKE

    done: set[str] = set()
    for first in absent:
        if first.statement.id in done:
            continue
        same = [t for t in absent if t is first or (alike(first, t) and t.modifiers == first.modifiers)]
        looser = [
            t for t in absent if alike(first, t) and t.modifiers < first.modifiers <= t.modifiers | first.adjectives
        ]
        there = [t for t in present if alike(first, t) and _one_thing(first, t)]
        if looser:
            yield Draft("wording", "looser-wording", (_side(same), _side(looser)))
        reports = {t.statement.report for t in there}
        same = [t for t in same if t.statement.report not in reports]
        if there and same:
            done |= {t.statement.id for t in same}
            sides = (_side(same), _side(there))
            why = "one-source-denies" if evidence.other_sources(story, *sides) else "one-denies"
            yield Draft("polarity", why, sides)


def _one_thing(a: Thing, b: Thing) -> bool:
    """Whether two clauses speak of one thing: two words of it, or one and the same verb."""
    verbs = [t.statement.predicate or "" for t in (a, b)]
    same_verb = verbs[0][:STEM] == verbs[1][:STEM] and len(verbs[0]) >= STEM and verbs[0] not in LIGHT
    return len(a.words & b.words) > 1 or same_verb


def _things(story: Story, reading: Reading) -> Iterator[Thing]:
    """The nouns of a report's clauses, each in its smallest clause; of what a clause denies as a whole, none."""
    seen: set[int] = set()
    table = reading.words
    for s in sorted(reading.statements, key=lambda s: (s.end - s.start, s.start)):
        if s.frames or s.predicate is None or s.modality not in ("asserted", "planned"):
            continue
        words = story.words(s)
        for noun in words:
            if noun.pos != "NOUN" or noun.start in seen or noun.lemma in LIGHT:
                continue
            below = [w for w in words if table[w.head].start == noun.start and w.start < noun.start]
            none = any(w.lemma == "no" and w.dep == "det" for w in below)
            if none or not s.negated:
                seen.add(noun.start)
                modifiers = frozenset(w.lemma for w in below if w.pos in TELLING)
                adjectives = frozenset(w.lemma for w in below if w.pos == "ADJ")
                yield Thing(s, noun.lemma, modifiers, adjectives, none)


def _side(things: Sequence[Thing]) -> tuple[Holding, ...]:
    return tuple(Holding(t.statement.text, t.statement) for t in things)
