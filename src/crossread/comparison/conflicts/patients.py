"""Whom or what a clause's verb befalls: its object, or the subject of a passive and of a verb that has no object."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossread.comparison.conflicts import figures
from crossread.comparison.story import Story
from crossread.values import Entity, Statement, Stretch, Word

SUBTREE = 40
"""Words around a verb among which its arguments are sought."""
BACK = 400
"""Characters back within which "he" finds its person."""
HE = frozenset({"he", "she", "him", "her"})
RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True)
class Undergoer:
    """Who or what it is: ids of entities, else lemmas of its noun; and where it stands."""

    keys: frozenset[str]
    at: Stretch
    named: bool


def of(story: Story, s: Statement, verb: Word, *, own: bool = False, subject: bool = False) -> Undergoer | None:
    """What a verb befalls, None if it is not told; ``own``: what its subject does befalls itself ("the ship sank");
    ``subject``: the subject is asked for."""
    table = story.reading(s.report).words
    index = next((n for n, w in enumerate(table) if w.start == verb.start), None)
    if index is None:
        return None
    near = table[max(0, index - SUBTREE) : index + SUBTREE]
    below = [w for w in near if w.head == index]
    if subject:
        found = [w for w in below if w.dep == "nsubj"]
        above = table[verb.head]
        found = found or [w for w in near if table[w.head].start == above.start and w.dep == "nsubj"]
        return _undergoer(story, s.report, table, found[0]) if found else None
    found = [w for w in below if w.dep == "nsubjpass"] or [w for w in below if w.dep == "dobj"]
    if not found and verb.pos == "NOUN":
        of_it = [n for n, w in enumerate(table) if w.head == index and w.lemma == "of"]
        found = [w for w in near if w.head in of_it and w.dep == "pobj"] or [w for w in below if w.dep == "poss"]
    if not found and verb.dep in ("acl", "relcl") and verb.pos == "VERB":
        found = [table[verb.head]]
    if not found and own:
        found = [w for w in below if w.dep == "nsubj"]
    if not found:
        return None
    head = found[0]
    if head.lemma in RELATIVE and verb.dep == "relcl":
        head = table[verb.head]
    return _undergoer(story, s.report, table, head)


def _undergoer(story: Story, report: str, table: Sequence[Word], head: Word) -> Undergoer | None:
    at = (head.start, head.end)
    if head.pos == "PRON":
        person = _person(story, report, head) if head.lemma in HE else None
        return Undergoer(frozenset({person}), at, True) if person else None
    beside = [w for w in table if w.dep == "appos" and table[w.head].start == head.start]
    named = {
        e.id
        for e in story.entities
        for r, start, end in e.mentions
        if r == report and any(start <= w.start < end for w in (head, *beside))
    }
    named = named or {e.id for e in _holders(story, head)}
    alike = figures.lists().alike.get(head.lemma.lower(), frozenset())
    if named:
        return Undergoer(frozenset(named) | alike, at, not alike)
    if head.pos == "PROPN":
        return Undergoer(frozenset({head.lemma.lower()}), at, True)
    if head.pos != "NOUN":
        return None
    return Undergoer(frozenset({head.lemma}) | alike, at, False)


def _holders(story: Story, head: Word) -> list[Entity]:
    """The one person of the story who holds an office of this name."""
    found = [
        e
        for e in story.entities
        if e.type == "person" and any(head.lemma in re.findall(r"\w+", role.lower()) for role in e.roles)
    ]
    return found if head.pos == "NOUN" and len(found) == 1 else []


def _person(story: Story, report: str, pronoun: Word) -> str | None:
    """The person who was the last to be named in the clauses before a pronoun, None if two were."""
    before = [
        (start, e.id)
        for e in story.entities
        if e.type == "person"
        for r, start, _ in e.mentions
        if r == report and pronoun.start - BACK <= start < pronoun.start
    ]
    return max(before)[1] if before else None
