"""From sources to a dossier: the one place where the stages meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crossread import comparison, language, reading
from crossread.reports import load
from crossread.settings import Settings
from crossread.values import Dossier, Reading

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many are done, and of how many."""


def compare(sources: Sequence[str], settings: Settings | None = None, progress: Progress | None = None) -> Dossier:
    """Stub."""
    settings = settings or Settings()
    door = language.load(settings)
    reports = [load(s, settings, id=f"r{n}") for n, s in enumerate(sorted(sources), 1)]
    return comparison.compare([reading.read(r, door) for r in reports], door, settings, version="0.1.0")


def read(source: str, settings: Settings | None = None) -> Reading:
    """Stub."""
    settings = settings or Settings()
    return reading.read(load(source, settings), language.load(settings))
