"""The dossier in the terminal: readable at 80 columns and in a pipe."""

from __future__ import annotations

from crossread.values import Dossier


def show(dossier: Dossier, only: str | None = None, whole: bool = False, width: int | None = None) -> None:
    """Print it."""
    for point in dossier.points:
        print(point.origins, next(s.text for s in dossier.statements if s.id == point.clearest))
