"""What one report has somebody deny and another states: the denial beside what it denies."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.story import Story
from crossread.values import Statement

ABOUT = 0.50
"""Least cosine between what is denied and a statement of it."""
TOGETHER = 0.45
"""Least cosine between two denials of one thing."""
LEAST_TELLING = 2
"""Words that tell what is denied; "denied the charges" does not."""


@dataclass(frozen=True)
class Denial:
    """A clause whose verb denies, and the words after the verb: what is denied."""

    statement: Statement
    denied: str


@functools.cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    raw = tomllib.loads((Path(__file__).parent / "denials.toml").read_text("utf-8"))
    return frozenset(raw["verbs"]), frozenset(raw["other_objects"]), frozenset(raw["generic"])


def verbs() -> frozenset[str]:
    """Lemmas of verbs that deny what their object says."""
    return _lists()[0]


def find(story: Story) -> Iterator[Draft]:
    """One status conflict for each thing denied that another report states (or denies to have been denied)."""
    denials = [d for s in story.statements.values() if (d := _denial(story, s))]
    denials = [d for d in denials if not any(_inside(e.statement, d.statement) for e in denials if e is not d)]
    if not denials:
        return
    stated = [s for s in story.statements.values() if not s.whole and not _denies(s) and not s.frames]
    about = story.language.vectors([d.denied for d in denials])
    known = story.language.vectors([s.text for s in stated])
    denied = {d.statement.sentence: d.statement.report for d in denials}
    done: set[int] = set()
    for n in range(len(denials)):
        if n in done:
            continue
        group = [n] + [
            m for m in range(n + 1, len(denials)) if m not in done and float(about[n] @ about[m]) >= TOGETHER
        ]
        done |= set(group)
        deny = [denials[m].statement for m in group if not denials[m].statement.negated]
        undenied = [denials[m].statement for m in group if denials[m].statement.negated]
        if not deny:
            continue
        likeness = np.round(known @ about[n], 6)
        best: dict[str, tuple[float, Statement]] = {}
        for value, s in zip(likeness.tolist(), stated, strict=True):
            if value < ABOUT or denied.get(s.sentence) == s.report or s.negated:
                continue
            if s.report not in best or value > best[s.report][0]:
                best[s.report] = (value, s)
        asserted = [s for _, s in (best[r] for r in sorted(best))]
        sides = [[Holding(s.text, s) for s in deny]]
        if undenied:
            sides.append([Holding(s.text, s) for s in undenied])
        if asserted:
            sides.append([Holding(s.text, s) for s in asserted])
        if len(sides) > 1:
            why = "both-cannot-be-true" if undenied else "one-source-denies"
            yield Draft("status", why, tuple(tuple(side) for side in sides))


def _denies(s: Statement) -> bool:
    return s.predicate in _lists()[0]


def _inside(inner: Statement, outer: Statement) -> bool:
    return inner.report == outer.report and outer.start <= inner.start and inner.end <= outer.end


def _denial(story: Story, s: Statement) -> Denial | None:
    if not _denies(s):
        return None
    words = story.words(s)
    at = next((n for n, w in enumerate(words) if w.lemma == s.predicate and w.pos == "VERB"), None)
    if at is None:
        return None
    verb = words[at]
    table = story.reading(s.report).words
    objects = [w.lemma for w in words if w.dep == "dobj" and table[w.head].start == verb.start]
    if any(o in _lists()[1] for o in objects):
        return None
    passive = any(w.dep == "nsubjpass" and table[w.head].start == verb.start for w in words)
    inner = words[:at] if passive else words[at + 1 :]
    telling = [w for w in inner if w.pos in ("NOUN", "PROPN", "VERB", "ADJ") and w.lemma not in _lists()[2]]
    if len(telling) < LEAST_TELLING:
        return None
    text = story.reports[s.report].text
    denied = text[s.start : verb.start] if passive else text[verb.end : s.end]
    return Denial(s, denied.strip())
