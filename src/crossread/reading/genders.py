"""What a report tells of a person's gender, for pronouns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.reading import names
from crossread.values import Entity

TAKEN_UP = re.compile(
    r"[^.!?\n“”\"]{0,120}[.!?]\s(?:[“\"][^“”\"\n]{0,200}[”\"]\s)?(?:[^.!?\n“”\"]{0,60}?\b)?(he|she)\b", re.I
)
"""From a name to the first pronoun of the next sentence, or the one that attributes what is quoted there."""


def of(person: Entity, text: str, others: Sequence[int] = ()) -> str:
    """m, f, or nothing if the report does not tell: honorifics, nouns in roles, pronouns that follow at once."""
    told = [names.honorific(text[max(0, start - 5) : start].split(" ", 1)[-1]) for _, start, _ in person.mentions]
    told += [names.honorific(form) for form in (person.name, *person.also)]
    known = [t for t in told if t]
    held = {w for role in person.roles for w in names.tokens(role)}
    if known:
        return max(sorted(set(known)), key=known.count)
    for gender in ("m", "f"):
        if held & names.words()[gender]:
            return gender
    first = names.tokens(person.name)[0]
    for gender in ("m", "f"):
        if first in names.words()[f"first {gender}"] and len(names.tokens(person.name)) > 1:
            return gender
    giving = [m for m in person.mentions if names.GIVEN.search(text[max(0, m[1] - 60) : m[1]])]
    own = [re.search(r"\b(his|her|himself|herself)\b(?:\s\w+){0,4}\s$", text[max(0, s - 40) : s]) for _, s, _ in giving]
    told_by = {"f" if m[1].startswith("her") else "m" for m in own if m}
    if len(told_by) == 1:
        return told_by.pop()
    after = [text[end : end + 160].split(".")[0] for _, _, end in person.mentions]
    he = sum(bool(re.search(r"\b(?:he|his)\b", t, re.I)) for t in after)
    she = sum(bool(re.search(r"\b(?:she|her)\b", t, re.I)) for t in after)
    if he == she == 0:
        he, she = _taken_up(person, text, others)
    return "m" if he > 2 * she else "f" if she > 2 * he else ""


def _taken_up(person: Entity, text: str, others: Sequence[int]) -> tuple[int, int]:
    """How often "he" and "she" come first in the sentence after a person's, no other person named in between."""
    counts = {"he": 0, "she": 0}
    for _, _, end in person.mentions:
        next_one = TAKEN_UP.match(text, end)
        if next_one is not None and not any(end <= other < next_one.end() for other in others):
            counts[next_one[1].lower()] += 1
    return counts["he"], counts["she"]
