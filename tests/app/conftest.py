"""One app for the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.running import App

FERRY = Path(__file__).parents[2] / "examples" / "ferry-lunna"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A running app over an empty store."""
    running = App(tmp_path_factory.mktemp("store") / "stories.db")
    yield running
    running.kill()


@pytest.fixture(scope="session")
def ferry() -> dict[str, str]:
    """Reports of the example, by name."""
    return {p.name: p.read_text("utf-8") for p in sorted(FERRY.iterdir()) if p.suffix in (".txt", ".html")}
