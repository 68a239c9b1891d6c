"""`crossread cluster --keep`, killed and resumed."""

from __future__ import annotations

import pytest

from evaluation import killed


@pytest.mark.slow
def test_twenty_kills_lose_and_double_nothing() -> None:
    found = killed.measure(20)
    assert found["kills"] == 20
    assert (found["lost"], found["doubled"], found["differing"]) == (0, 0, 0)
