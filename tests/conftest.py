"""Debian's Chromium, one for all tests marked ``browser``: playwright runs once in a process."""

from __future__ import annotations

import os
from collections.abc import Iterator
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
