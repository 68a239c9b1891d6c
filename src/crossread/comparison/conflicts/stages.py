"""One person, thing or plan at two stages: questioned or arrested, initialled or signed, resigned or sacked."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from crossread.comparison.conflicts import denials, evidence, patients
from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.conflicts.spans import apart
from crossread.comparison.story import Story
from crossread.values import ConflictKind, Reading, Statement, Word

ALIKE = 0.45
"""Least cosine of two clauses of one thing without a name."""
PLANNED = "planned"
"""Stands in stages.toml for a clause of what is still to be done."""


@dataclass(frozen=True)
class Group:
    """Rival stages, each a tuple of phrases of one or two lemmas; whether only what has a name is compared, whether by
    the subject of the verb, and whether the earlier stages are plans for the later."""

    kind: ConflictKind
    stages: tuple[tuple[tuple[str, ...], ...], ...]
    named: bool
    subject: bool
    plans: bool


Clause = tuple[Statement, Sequence[Word], frozenset[str]]
"""A clause, its words, and their lemmas."""


@dataclass(frozen=True)
class Found:
    """A clause that puts someone or something at a stage, or says that it is not there, or has somebody deny it."""

    stage: int
    negated: bool
    denied: bool
    statement: Statement
    undergoer: patients.Undergoer


@functools.cache
def _groups() -> tuple[Group, ...]:
    raw = tomllib.loads((Path(__file__).parent / "stages.toml").read_text("utf-8"))["group"]
    return tuple(
        Group(
            g["kind"],
            tuple(tuple(tuple(phrase.split()) for phrase in stage) for stage in g["stages"]),
            g.get("named", False),
            g.get("of") == "subject",
            g.get("plans", False),
        )
        for g in raw
    )


def find(story: Story) -> Iterator[Draft]:
    """A conflict for each group of clauses of one undergoer in which reports differ in the stage."""
    told = [(reading, _told(story, reading)) for reading in story.readings]
    for group in _groups():
        found = [f for reading, clauses in told for f in _found(story, reading, clauses, group)]
        for matter in _matters(story, group, found):
            yield from _conflicts(story, group, matter)


def _conflicts(story: Story, group: Group, matter: Sequence[Found]) -> Iterator[Draft]:
    by_stage: dict[tuple[int, bool], list[Found]] = {}
    for f in matter:
        by_stage.setdefault((f.stage, f.negated), []).append(f)
    reports = {stage: {f.statement.report for f in found} for stage, found in by_stage.items()}
    reached = [stage for stage in sorted(by_stage) if not stage[1]]
    sole = [s for s in reached if any(not reports[s] & reports[other] for other in reached if other != s)]
    if len(sole) > 1 and not _one_after_another([by_stage[stage] for stage in sole]):
        sides = tuple(_side(by_stage[stage]) for stage in sole)
        yield Draft(group.kind, _why(story, group, sides), sides)
    for stage in sorted(by_stage):
        if stage[1] and (stage[0], False) in by_stage and not reports[stage] & reports[stage[0], False]:
            sides = (_side(by_stage[stage[0], False]), _side(by_stage[stage]))
            by_source = any(f.denied for f in by_stage[stage]) or evidence.other_sources(story, *sides)
            why = "one-source-denies" if by_source else "one-denies"
            yield Draft("status", why, sides)


def _one_after_another(stages: Sequence[Sequence[Found]]) -> bool:
    """Whether the stages are dated on days apart, so that all of them can have been reached."""
    days = [{f.statement.time for f in found if f.statement.time} for found in stages]
    return all(days) and all(apart(x, y) for a, b in combinations(days, 2) for x in a for y in b)


def _told(story: Story, reading: Reading) -> list[Clause]:
    """The clauses of a report that can put something at a stage, the smallest first, with their words and lemmas."""
    out = []
    for s in sorted(reading.statements, key=lambda s: (s.end - s.start, s.start)):
        if not s.frames and s.modality != "possible":
            words = story.words(s)
            out.append((s, words, frozenset(w.lemma for w in words)))
    return out


def _found(story: Story, reading: Reading, told: Sequence[Clause], group: Group) -> Iterator[Found]:
    """The clauses of a report that put something at a stage of a group, each verb once, in its smallest clause."""
    seen: set[int] = set()
    for s, words, lemmas in told:
        for n, phrases in enumerate(group.stages):
            for phrase in phrases:
                if phrase[phrase[0] == PLANNED] not in lemmas:
                    continue
                verb = _verb(s, words, phrase)
                if verb is None or verb.start in seen:
                    continue
                undergoer = patients.of(story, s, verb, own=len(phrase) == 1, subject=group.subject)
                if undergoer is not None and (undergoer.named or not group.named):
                    seen.add(verb.start)
                    negated = s.negated if s.predicate == verb.lemma else _negated(words, reading.words, verb)
                    denied = _denied(reading.words, verb)
                    yield Found(n, negated or denied, denied, s, undergoer)


def _negated(words: Sequence[Word], table: Sequence[Word], verb: Word) -> bool:
    return any(w.dep == "neg" and table[w.head].start == verb.start for w in words)


def _denied(table: Sequence[Word], verb: Word) -> bool:
    """Whether a verb stands in a clause that somebody denies."""
    return table[verb.head].start != verb.start and table[verb.head].lemma in denials.verbs()


def _verb(s: Statement, words: Sequence[Word], phrase: tuple[str, ...]) -> Word | None:
    """The word of a clause that puts it at a stage: a verb, or a noun that says the same."""
    planned = phrase[0] == PLANNED
    if planned and s.modality not in ("planned", "expected"):
        return None
    first = next((w for w in words if w.lemma == phrase[planned] and w.pos in ("VERB", "NOUN")), None)
    if first is None or planned or len(phrase) == 1:
        return first
    return first if any(w.lemma == phrase[1] for w in words) else None


def _matters(story: Story, group: Group, found: Sequence[Found]) -> list[list[Found]]:
    """The clauses of a group by what they befall; where that has no name, or who did it is asked, they must be alike,
    too."""
    vectors = story.language.vectors([f.statement.text for f in found])
    out: list[list[int]] = []
    for n, f in enumerate(found):
        for known in out:
            first = found[known[0]].undergoer
            alike = (first.named and not group.subject) or float(
                np.round(max(vectors[n] @ vectors[m] for m in known), 6)
            ) >= ALIKE
            if first.keys & f.undergoer.keys and alike:
                known.append(n)
                break
        else:
            out.append([n])
    return [[found[n] for n in known] for known in out]


def _side(found: Sequence[Found]) -> tuple[Holding, ...]:
    return tuple(Holding(f.statement.text, f.statement) for f in found)


def _why(story: Story, group: Group, sides: Sequence[Sequence[Holding]]) -> str:
    pairs = list(combinations(sides, 2))
    if group.kind == "wording":
        return "rival-words"
    if any(evidence.later(story, earlier, further) > 0 for earlier, further in pairs):
        return "later-report-has-it-done"
    if group.plans:
        return "done-or-still-planned"
    if all(evidence.other_sources(story, a, b) for a, b in pairs):
        return "each-cites-another-source"
    return "both-cannot-be-true"
