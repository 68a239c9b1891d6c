"""One thing in two places: a seat, two countries, or two ends of one town.

Most places that two clauses name differently contain each other, and nothing here says which do. So only such are held
against each other that cannot: two countries, opposite ends of one place, and what each is said to be the seat of one
body.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from crossread.comparison.conflicts import evidence, patients
from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.story import Story
from crossread.reading import names
from crossread.values import Reading, Statement, Stretch, Word

ALIKE = 0.75
"""Least cosine of two clauses, their places left out, that tell of one thing."""
WHOLE = 30
"""Characters behind "of" in which the name of the whole stands."""
PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True)
class Placed:
    """A clause with a place: where the place stands, what it hangs from, and whose seat it is (empty if no seat)."""

    statement: Statement
    at: Stretch
    name: str
    governor: str
    seat_of: frozenset[str]


@functools.cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[frozenset[str]]]:
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return (
        frozenset(raw["seats"]),
        frozenset(raw["prepositions"]),
        frozenset(frozenset(pair) for pair in raw["opposites"]),
    )


def find(story: Story) -> Iterator[Draft]:
    """A place conflict for each thing that reports put in places that exclude each other."""
    placed = [p for reading in story.readings for p in _placed(story, reading)]
    vectors = story.language.vectors([_rest(story, p) for p in placed])
    near = np.round(vectors @ vectors.T, 6) >= ALIKE
    pairs = [
        (a, b)
        for (i, a), (j, b) in combinations(enumerate(placed), 2)
        if a.statement.report != b.statement.report and a.name != b.name and _exclude(a, b, bool(near[i, j]))
    ]
    grouped: list[list[Placed]] = []
    for a, b in pairs:
        known = next((g for g in grouped if a in g or b in g), None)
        if known is None:
            grouped.append([a, b])
        else:
            known += [p for p in (a, b) if p not in known]
    for group in grouped:
        by_name: dict[str, list[Placed]] = {}
        for p in group:
            by_name.setdefault(p.name, []).append(p)
        reports = [{p.statement.report for p in side} for side in by_name.values()]
        if len(by_name) < 2 or any(a & b for a, b in combinations(reports, 2)):
            continue
        sides = tuple(tuple(_holding(story, p) for p in side) for side in by_name.values())
        apart = all(evidence.other_sources(story, a, b) for a, b in combinations(sides, 2))
        yield Draft("place", "each-cites-another-source" if apart else "both-cannot-be-true", sides)


def _exclude(a: Placed, b: Placed, near: bool) -> bool:
    """Whether two places exclude each other: seats of one body; or, of one thing, countries or opposite ends."""
    if a.seat_of or b.seat_of:
        return bool(a.seat_of & b.seat_of)
    if frozenset({a.name.lower(), b.name.lower()}) in _lists()[2]:
        return a.governor == b.governor
    countries = names.nation(a.name), names.nation(b.name)
    return near and a.governor == b.governor and None not in countries and countries[0] != countries[1]


def _placed(story: Story, reading: Reading) -> Iterator[Placed]:
    """The places of a report's clauses, each in its smallest clause."""
    seen: set[int] = set()
    for s in sorted(reading.statements, key=lambda s: (s.end - s.start, s.start)):
        if s.frames:
            continue
        words = story.words(s)
        for word in words:
            if word.start in seen:
                continue
            placed = _end(reading, s, words, word) or _place(story, reading, s, words, word)
            if placed is not None:
                seen.add(word.start)
                yield placed


def _end(reading: Reading, s: Statement, words: Sequence[Word], word: Word) -> Placed | None:
    """An end of a town or a country ("in the south of Orla"), hanging from that town."""
    if not any(word.lemma in pair for pair in _lists()[2]) or word.pos not in ("NOUN", "ADJ", "PROPN"):
        return None
    table = reading.words
    of = next((w for w in words if w.lemma == "of" and table[w.head].start == word.start), None)
    whole = [w for w in words if of is not None and of.start < w.start < of.end + WHOLE and w.pos == "PROPN"]
    if not whole:
        return None
    return Placed(s, (word.start, word.end), word.lemma, whole[-1].lemma, frozenset())


def _place(story: Story, reading: Reading, s: Statement, words: Sequence[Word], word: Word) -> Placed | None:
    """A place with a name, and what it hangs from by a preposition or by "where"."""
    if word.entity not in PLACES or word.pos != "PROPN":
        return None
    table = reading.words
    seats, prepositions, _ = _lists()
    above = table[word.head]
    if word.dep == "pobj" and above.lemma in prepositions:
        governor = table[above.head]
    else:
        verbs = [w for w in words if w.lemma in seats and table[w.head].start == word.start]
        where = [w for w in words if w.lemma == "where" and any(table[w.head].start == v.start for v in verbs)]
        if not where:
            return None
        governor = verbs[0]
    seat = _owner(story, s, governor) if governor.lemma in seats else frozenset()
    parts = [w.start for w in words if table[w.head].start == word.start and w.dep == "compound"]
    start = min([word.start, *parts])
    return Placed(s, (start, word.end), reading.report.text[start : word.end], governor.lemma, seat)


def _owner(story: Story, s: Statement, verb: Word) -> frozenset[str]:
    """Whose seat a verb tells."""
    undergoer = patients.of(story, s, verb, subject=False) or patients.of(story, s, verb, subject=True)
    return undergoer.keys if undergoer is not None and undergoer.named else frozenset()


def _rest(story: Story, p: Placed) -> str:
    text = story.reports[p.statement.report].text
    return f"{text[p.statement.start : p.at[0]]} {text[p.at[1] : p.statement.end]}".strip()


def _holding(story: Story, p: Placed) -> Holding:
    return Holding(story.reports[p.statement.report].text[slice(*p.at)], p.statement, p.at)
