"""A conflict as a detector finds it, before it is numbered."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from crossread.values import ConflictKind, Nature, Quotation, Statement, Stretch


@dataclass(frozen=True)
class Holding:
    """One report's value: its extract as written, the statement or quotation that holds it, where in the report it
    stands."""

    value: str
    member: Statement | Quotation
    at: Stretch | None = None


@dataclass(frozen=True)
class Draft:
    """Two or more sides, each the holdings of one value; ``why`` is a label of reasons.toml; ``weak`` if the clauses
    around them are not so much alike."""

    kind: ConflictKind
    why: str
    sides: tuple[tuple[Holding, ...], ...]
    point: str | None = None
    weak: bool = False


@functools.cache
def reasons() -> dict[str, Nature]:
    """Every label that a conflict's ``why`` can have, and its nature."""
    table: dict[str, Nature] = tomllib.loads((Path(__file__).parent / "reasons.toml").read_text("utf-8"))["reasons"]
    return table
