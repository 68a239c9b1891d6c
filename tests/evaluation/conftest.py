"""The corpora that may lie beside the repository, and the scorer that lies with them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from evaluation import corpora


@pytest.fixture(scope="session")
def scorer() -> ModuleType:
    """The reference implementation of the measures; the test is skipped where it is not there."""
    return _load(corpora.CORPORA / "score" / "score_story.py")


@pytest.fixture(scope="session")
def attribution_scorer() -> ModuleType:
    """The reference implementation for attributions."""
    return _load(corpora.CORPORA / "score" / "score_attribution.py")


def _load(path: Path) -> ModuleType:
    if not path.is_file():
        pytest.skip(f"no {path.name} beside the repository")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
