"""One version, wherever it is said."""

from __future__ import annotations

import re
from pathlib import Path

import crossread

ROOT = Path(__file__).parents[2]


def test_citation_and_changelog_have_the_version() -> None:
    assert f"\nversion: {crossread.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    released = re.findall(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert released[0] == crossread.__version__
