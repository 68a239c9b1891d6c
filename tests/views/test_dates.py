"""EDTF in plain words."""

from __future__ import annotations

import pytest

from crossread.views.dates import plain, span


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-03-09", "9 March 2025"),
        ("2025-03-09T14:05", "9 March 2025, 14:05"),
        ("2025-03-09T14:05:30+01:00", "9 March 2025, 14:05 UTC+01:00"),
        ("2025-03-09T14:05Z", "9 March 2025, 14:05 UTC"),
        ("2024-11", "November 2024"),
        ("2027-23", "autumn 2027"),
        ("1987", "1987"),
        ("199X", "the 1990s"),
        ("2024-10/..", "since October 2024"),
        ("../2024", "until 2024"),
        ("2024-06/2024-10", "June 2024 to October 2024"),
        ("1950~", "about 1950"),
        ("2025-77", "2025-77"),
        ("soon", "soon"),
    ],
)
def test_plain(edtf: str, words: str) -> None:
    assert plain(edtf) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-03-09", "2025-03-09", "9 March 2025"),
        ("2025-03-09", "2025-03-10", "9 to 10 March 2025"),
        ("2025-02-28", "2025-03-01", "28 February to 1 March 2025"),
        ("2024-12-31", "2025-01-02", "31 December 2024 to 2 January 2025"),
        ("2025", "2025-03-10", "2025 to 10 March 2025"),
    ],
)
def test_span(first: str, last: str, words: str) -> None:
    assert span(first, last) == words
