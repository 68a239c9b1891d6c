"""Crossread reads several reports of one event as one.

``compare(sources)`` gives a `Dossier`, ``read(source)`` a `Reading`. Names are loaded when first used, so that
importing the package, and the command's help, cost nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crossread.errors import CrossreadError as CrossreadError
    from crossread.pipeline import compare as compare
    from crossread.pipeline import read as read
    from crossread.settings import Settings as Settings
    from crossread.values import Dossier as Dossier
    from crossread.values import Reading as Reading
    from crossread.values import Report as Report

__version__ = "0.1.0"
__all__ = ["CrossreadError", "Dossier", "Reading", "Report", "Settings", "__version__", "compare", "read"]

_HOMES = {
    "CrossreadError": "crossread.errors",
    "Dossier": "crossread.values",
    "Reading": "crossread.values",
    "Report": "crossread.values",
    "Settings": "crossread.settings",
    "compare": "crossread.pipeline",
    "read": "crossread.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'crossread' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
