"""Which reports are held against each other."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from crossread.stories import neighbours


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([100, 145], [(0, 1)]),
        ([100, 146], []),
        ([100, 465], []),
        ([100, 140, 180], [(0, 1), (1, 2)]),
        ([-1, 100, 465], [(0, 1), (0, 2)]),
    ],
)
def test_no_neighbour_is_farther_than_the_window_whatever_the_block(
    days: list[int], expected: list[tuple[int, int]]
) -> None:
    words = sp.csr_matrix(np.full((len(days), 4), 0.5))
    earlier, later = neighbours.pairs(words, np.full(4, 2.0), np.array(days), 0, neighbours.BLOCK)
    assert list(zip(earlier.tolist(), later.tolist(), strict=True)) == expected
