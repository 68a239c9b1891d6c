"""The measure of the extraction benchmark."""

from __future__ import annotations

from evaluation.extraction import shares


def test_shares_of_shingles() -> None:
    assert shares("one two three four five", "one two three four five") == (1.0, 0.0, 0.0)
    assert shares("one two three four", "six seven eight nine") == (0.0, 0.5, 0.5)
    assert shares("one two three four five", "one two three four") == (0.5, 0.0, 0.5)
    assert shares("", "") == (0.0, 0.0, 0.0)
