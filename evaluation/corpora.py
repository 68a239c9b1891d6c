"""Where the gold stories and the public sets lie."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
GENRES = ROOT / "evaluation" / "stories"
"""Invented stories of other genres: for measuring only, their gold written without a look at what the program finds."""
CORPORA = Path(os.environ.get("CROSSREAD_SHARED") or ROOT.parent / "shared")
"""Stories and public sets that are not part of the repository; what is absent is left out of the table."""


def stories(folder: Path) -> list[Path]:
    """Folders of stories with gold, in the order of their names."""
    return sorted(path.parent for path in folder.glob("*/gold.json"))
