"""A conflict as a detector finds it, before it is numbered; and the evidence that tells its nature."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crossread.comparison.story import Story
from crossread.values import ConflictKind, Nature, Statement, Stretch

MOSTLY_APART = 0.7
"""Share of the pairs of sides that cite nobody in common, for the sources to be what sets them apart."""


@dataclass(frozen=True)
class Holding:
    """One report's value: its extract as written, the statement that holds it, and where in the report it stands."""

    value: str
    statement: Statement
    at: Stretch | None = None


@dataclass(frozen=True)
class Draft:
    """Two or more sides, each the holdings of one value; ``why`` is a label of reasons.toml."""

    kind: ConflictKind
    why: str
    confidence: float
    sides: tuple[tuple[Holding, ...], ...]
    point: str | None = None


@functools.cache
def reasons() -> dict[str, Nature]:
    """Every label that a conflict's ``why`` can have, and its nature."""
    table: dict[str, Nature] = tomllib.loads((Path(__file__).parent / "reasons.toml").read_text("utf-8"))["reasons"]
    return table


def vouchers(story: Story, side: Sequence[Holding]) -> frozenset[str]:
    """Who vouches for a side: entity ids where known, else names in lower case. Empty if the reporters do.

    A value inside reported speech is its speaker's, however little of its statement the speech covers.
    """
    return frozenset(name for h in side for name in _said_by(story, h))


def _said_by(story: Story, h: Holding) -> list[str]:
    start, end = h.at or (h.statement.start, h.statement.end)
    around = [
        q for q in story.reading(h.statement.report).quotations if q.start <= start and end <= q.end and q.speaker.name
    ]
    if around:
        speaker = min(around, key=lambda q: (q.end - q.start, q.start)).speaker
        return [speaker.entity or (speaker.name or "").lower()]
    return [v.entity or v.name.lower() for v in h.statement.vouched_by[:1]]


def other_sources(story: Story, sides: Sequence[Sequence[Holding]]) -> bool:
    """Whether every side cites somebody, and hardly any two sides cite the same."""
    named = [vouchers(story, side) for side in sides]
    pairs = [not a & b for n, a in enumerate(named) for b in named[n + 1 :]]
    return all(named) and sum(pairs) >= MOSTLY_APART * len(pairs)


def published(story: Story, side: Sequence[Holding]) -> tuple[str, str] | None:
    """First and last date of a side's reports, None if one of them has none."""
    dates = [story.reports[h.statement.report].published for h in side]
    known = sorted(d for d in dates if d)
    return (known[0], known[-1]) if known and len(known) == len(dates) else None


def later(story: Story, sides: Sequence[Sequence[Holding]]) -> bool:
    """Whether the reports of one side all came out on a later day than all reports of the other sides."""
    dates = [published(story, side) for side in sides]
    known = [d for d in dates if d]
    if len(known) < len(sides):
        return False
    newest = max(range(len(known)), key=lambda n: known[n])
    return all(known[n][1][:10] < known[newest][0][:10] for n in range(len(known)) if n != newest)
