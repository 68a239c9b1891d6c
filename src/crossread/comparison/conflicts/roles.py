"""One person under offices that do not go together."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.conflicts.holders import smallest
from crossread.comparison.story import Story
from crossread.reading import names
from crossread.values import Entity

BESIDE = 60
"""Characters between a name and the role that goes with it."""


@dataclass(frozen=True)
class _Lists:
    exclusive: frozenset[str]
    looser: frozenset[str]
    short: dict[str, str]
    ranks: frozenset[str]
    fielded: frozenset[str]
    renderings: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Office:
    """A role as its heads ("minister"), what makes it a lesser one ("deputy"), and its field ("foreign", "water")."""

    heads: frozenset[str]
    ranks: frozenset[str]
    of: frozenset[str]

    def fits(self, other: Office) -> bool:
        """Whether one person can be meant by both titles of one office."""
        if not self.heads & other.heads:
            return False
        if self.ranks != other.ranks and self.of & other.of:
            return False
        of_fields = bool(self.heads & other.heads & _lists().fielded)
        return not of_fields or not self.of or not other.of or bool(self.of & other.of)


@functools.cache
def _lists() -> _Lists:
    raw = tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))
    return _Lists(
        frozenset(raw["exclusive"]),
        frozenset(raw["looser"]),
        raw["short"],
        frozenset(raw["ranks"]),
        frozenset(raw["fielded"]),
        tuple(map(frozenset, raw["renderings"])),
    )


def find(story: Story) -> Iterator[Draft]:
    """A conflict for each person to whom different reports give different offices and no report gives both."""
    for entity in story.entities:
        if entity.type != "person" or len(entity.roles) < 2:
            continue
        sides: list[tuple[list[Office], list[Holding]]] = []
        for role in entity.roles:
            held = _held(story, entity, role)
            office = _office(role)
            if not office.heads or not held:
                continue
            for known, holdings in sides:
                if all(office.fits(other) for other in known):
                    known.append(office)
                    holdings += held
                    break
            else:
                sides.append(([office], held))
        strict = [side for side in sides if not all(o.heads <= _lists().looser for o in side[0])]
        apart = _apart(strict) or _apart(sides)
        if not apart:
            continue
        why = "another-office"
        if any(o.heads & _lists().looser for known, _ in apart for o in known):
            why = "looser-title"
        elif _rendered(apart):
            why = "two-titles"
        yield Draft("role", why, tuple(tuple(held) for _, held in apart))


def _rendered(sides: Sequence[tuple[list[Office], list[Holding]]]) -> bool:
    """Whether all titles are names of one office in translations."""
    if any(office.ranks for known, _ in sides for office in known):
        return False
    titles = [
        {re.sub(r"^.*['’]s? ", "", re.sub(r"^(?:the|ex-|former) ?", "", h.value.lower())) for h in held}
        for _, held in sides
    ]
    return any(all(any(_named(t, known) for t in side) for side in titles) for known in _lists().renderings)


def _named(title: str, known: frozenset[str]) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", title) for name in known)


def _apart(
    sides: Sequence[tuple[list[Office], list[Holding]]],
) -> list[tuple[list[Office], list[Holding]]]:
    """The sides whose reports stand on no other side; none if they are fewer than two."""
    reports = [{h.member.report for h in held} for _, held in sides]
    apart = [s for n, s in enumerate(sides) if not any(reports[n] & r for m, r in enumerate(reports) if m != n)]
    return apart if len(apart) > 1 else []


def _office(role: str) -> Office:
    words = [x for w in sorted(names.office(role)[0]) for x in _lists().short.get(w, w).split()]
    heads = frozenset(w for w in words if w in _lists().exclusive or w in _lists().looser)
    return Office(heads, frozenset(w for w in words if w in _lists().ranks), frozenset(words) - heads - _lists().ranks)


def _held(story: Story, entity: Entity, role: str) -> list[Holding]:
    """Where reports give a person this role: the role as written, beside the name, in its smallest statement."""
    found = []
    for report, start, end in entity.mentions:
        text = story.reports[report].text
        before = text.rfind(role, max(0, start - BESIDE - len(role)), start)
        after = text.find(role, end, end + BESIDE + len(role))
        at = before if before >= 0 else after
        if at < 0 or _interrupted(text[min(at + len(role), end) : max(start, at)]):
            continue
        statement = smallest(story, report, (min(at, start), max(at + len(role), end)))
        if statement is not None:
            found.append(Holding(text[at : at + len(role)], statement, (at, at + len(role))))
    return found


def _interrupted(between: str) -> bool:
    return "." in between or "\n" in between or ";" in between
