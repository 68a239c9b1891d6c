"""One person under offices that do not go together."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.story import Story
from crossread.reading import names
from crossread.values import Entity, Statement, Stretch

BESIDE = 60
"""Characters between a name and the role that goes with it."""
CONFIDENCE = 0.6


@dataclass(frozen=True)
class _Lists:
    exclusive: frozenset[str]
    looser: frozenset[str]
    short: dict[str, str]


@functools.cache
def _lists() -> _Lists:
    raw = tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))
    return _Lists(frozenset(raw["exclusive"]), frozenset(raw["looser"]), raw["short"])


def find(story: Story) -> Iterator[Draft]:
    """A conflict for each person to whom different reports give different offices and no report gives both."""
    for entity in story.entities:
        if entity.type != "person" or len(entity.roles) < 2:
            continue
        sides: list[tuple[frozenset[str], list[Holding]]] = []
        for role in entity.roles:
            held = _held(story, entity, role)
            heads = _offices(role)
            if not heads or not held:
                continue
            for n, (known, holdings) in enumerate(sides):
                if known & heads:
                    sides[n] = (known | heads, holdings + held)
                    break
            else:
                sides.append((heads, held))
        reports = [{h.statement.report for h in held} for _, held in sides]
        apart = [s for n, s in enumerate(sides) if not any(reports[n] & r for m, r in enumerate(reports) if m != n)]
        if len(apart) < 2:
            continue
        why = "looser-title" if any(heads & _lists().looser for heads, _ in apart) else "another-office"
        yield Draft("role", why, CONFIDENCE, tuple(tuple(held) for _, held in apart))


def _offices(role: str) -> frozenset[str]:
    """The heads of the offices that a role names; none if all of them go together with others."""
    words = [_lists().short.get(w, w) for w in names.tokens(role)]
    return frozenset(w for w in words if w in _lists().exclusive or w in _lists().looser)


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
        statement = _smallest(story, report, (min(at, start), max(at + len(role), end)))
        if statement is not None:
            found.append(Holding(text[at : at + len(role)], statement, (at, at + len(role))))
    return found


def _interrupted(between: str) -> bool:
    return "." in between or "\n" in between or ";" in between


def _smallest(story: Story, report: str, stretch: Stretch) -> Statement | None:
    around = [s for s in story.reading(report).statements if s.start <= stretch[0] and stretch[1] <= s.end]
    return min(around, key=lambda s: (s.end - s.start, s.start), default=None)
