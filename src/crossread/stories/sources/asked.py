"""What holds for all sources of a run, and how far their reading is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from crossread.settings import Settings
from crossread.values import Problem

Refuse = Callable[[Problem], None]


@dataclass
class Meter:
    """Bytes read of files, and how many there are; what comes through a pipe is in neither."""

    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Asked:
    """How sources are to be read."""

    settings: Settings
    refuse: Refuse
    columns: Mapping[str, str] = field(default_factory=dict)
    """Names of columns that the user gave, by what they hold: ``{"text": "body"}``."""
    meter: Meter = field(default_factory=Meter)
