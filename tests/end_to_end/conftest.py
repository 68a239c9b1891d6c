"""The page of an example, for the tests that open it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an example, on disk."""
    import crossread
    from crossread.views import page

    place = tmp_path_factory.mktemp("pages") / "ferry.html"
    story = Path(__file__).parent.parent.parent / "examples/ferry-lunna"
    place.write_text(page.render(crossread.compare(story)), "utf-8")
    return place
