"""Debian's Chromium, for tests marked ``browser``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tools.chromium import launched, where


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser without network. Skipped where there is none, unless CROSSREAD_BROWSER=required."""
    required = os.environ.get("CROSSREAD_BROWSER") == "required"
    if where() is None:
        if required:
            pytest.fail("no chromium on the path, and CROSSREAD_BROWSER=required")
        pytest.skip("no chromium on the path")
    with launched() as found:
        yield found


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an example, on disk."""
    import crossread
    from crossread.views import page

    place = tmp_path_factory.mktemp("pages") / "ferry.html"
    story = Path(__file__).parent.parent.parent / "examples/ferry-lunna"
    place.write_text(page.render(crossread.compare(story)), "utf-8")
    return place
