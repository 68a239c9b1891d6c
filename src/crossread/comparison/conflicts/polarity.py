"""Clauses of different reports that say the same, one of them with a "not"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from crossread.comparison.conflicts import evidence
from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.points import spoken
from crossread.comparison.profiles import LIGHT, NAMES
from crossread.comparison.story import Story
from crossread.values import Statement

ALIKE = 0.62
"""Least cosine of two clauses. Set on eight stories by reading what came out: below it they tell of two things."""
MOST_WORDS = 24
"""A longer clause has more than one thing in it that a "not" can stand for."""


@dataclass(frozen=True)
class Clause:
    """A clause as it is compared: its statement, its content words, and the names and nouns it is about."""

    statement: Statement
    about: frozenset[str]


def find(story: Story) -> Iterator[Draft]:
    """A polarity conflict for each group of clauses alike with both a negated and a plain one, in different reports."""
    clauses = [c for c in (_clause(story, s) for s in story.statements.values()) if c is not None]
    negated = [c for c in clauses if c.statement.negated]
    plain = [c for c in clauses if not c.statement.negated and c.statement.modality == "asserted"]
    if not negated or not plain:
        return
    deny = story.language.vectors([c.statement.text for c in negated])
    state = story.language.vectors([c.statement.text for c in plain])
    likeness = np.round(deny @ state.T, 6)
    done: set[str] = set()
    for n, no in enumerate(negated):
        if no.statement.id in done:
            continue
        against = [m for m in range(len(plain)) if likeness[n, m] >= ALIKE and _one_matter(no, plain[m])]
        best: dict[str, int] = {}
        for m in against:
            report = plain[m].statement.report
            if report not in best or likeness[n, m] > likeness[n, best[report]]:
                best[report] = m
        if not best:
            continue
        group = [c for c in negated if c.statement.id == no.statement.id or _same_denial(no, c)]
        done |= {c.statement.id for c in group}
        sides = (
            tuple(Holding(c.statement.text, c.statement) for c in group if c.statement.report not in best),
            tuple(Holding(plain[m].statement.text, plain[m].statement) for _, m in sorted(best.items())),
        )
        if not all(sides):
            continue
        if evidence.other_sources(story, *sides):
            why = "one-source-denies"
        else:
            why = "later-report-differs" if evidence.later(story, *sides) else "one-denies"
        yield Draft("polarity", why, sides)


def _clause(story: Story, s: Statement) -> Clause | None:
    if s.frames or s.whole or s.predicate in LIGHT or len(s.text.split()) > MOST_WORDS:
        return None
    if spoken(s, [q for q in story.reading(s.report).quotations if q.kind == "direct"]):
        return None
    words = story.words(s)
    if not any(w.lemma == s.predicate and w.pos == "VERB" for w in words):
        return None
    about = frozenset(
        w.lemma for w in words if w.entity in NAMES or (w.pos in ("NOUN", "PROPN") and w.dep != "npadvmod")
    )
    return Clause(s, about)


def _one_matter(a: Clause, b: Clause) -> bool:
    """Whether two clauses have one predicate, and half of what the shorter is about in common."""
    if a.statement.report == b.statement.report or a.statement.predicate != b.statement.predicate:
        return False
    return len(a.about & b.about) * 2 >= max(1, min(len(a.about), len(b.about)))


def _same_denial(a: Clause, b: Clause) -> bool:
    return a.statement.predicate == b.statement.predicate and len(a.about & b.about) * 2 >= max(
        1, min(len(a.about), len(b.about))
    )
