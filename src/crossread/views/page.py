"""The dossier as one offline page."""

from __future__ import annotations

from crossread.values import Dossier


def render(dossier: Dossier) -> str:
    """The page."""
    return f"<!doctype html><title>Dossier</title><p>{len(dossier.reports)} reports"
