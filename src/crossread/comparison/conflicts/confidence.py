"""How probably a conflict is one that an editor would mark: the share of its like that were, on stories with gold.

Conflicts are alike that have one reason and are as strongly or as weakly tied. A few found say little: each share is
drawn towards what conflicts in general reach (the mean of a beta distribution).
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

from crossread.comparison.conflicts.draft import Draft

PRIOR, STRENGTH = 0.70, 4.0
"""Share of conflicts of an unknown sort that are expected to be right, and how many found weigh as much as that."""


def of(draft: Draft) -> float:
    """The probability, 0 to 1."""
    return probability(key(draft), counts())


def key(draft: Draft) -> str:
    """What a conflict is counted by: kind and reason, and whether it is a weak one."""
    return f"{draft.kind} {draft.why}{' weak' if draft.weak else ''}"


def probability(sort: str, known: Mapping[str, tuple[int, int]]) -> float:
    """The share of a sort that is right, by how many were right of how many found."""
    right, found = known.get(sort, (0, 0))
    return round((right + PRIOR * STRENGTH) / (found + STRENGTH), 3)


@functools.cache
def counts() -> dict[str, tuple[int, int]]:
    """How many of each sort were right of how many found."""
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["counts"]
    return {sort: (right, found) for sort, (right, found) in raw.items()}
