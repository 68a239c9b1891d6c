"""The odds follow how many of the neighbours belong together."""

from __future__ import annotations

import numpy as np

from crossread.stories import odds
from crossread.stories.odds import Tally


def pairs(together: int, apart: int) -> Tally:
    """Neighbours that share most of their words on one day, and such as share one word."""
    words = np.array([0.6] * together + [0.04] * apart)
    return odds.tally(words, np.zeros(len(words)), np.zeros(len(words), dtype=bool))


def test_the_fewer_neighbours_are_alike_the_lower_the_odds() -> None:
    shares = [odds.prior(pairs(together, 1_000 - together)) for together in (500, 300, 200, 100)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 0.0 > shares[1] > shares[-1] == odds.FLOOR


def test_a_handful_of_pairs_tells_little() -> None:
    assert odds.prior(odds.nothing()) == 0.0
    assert odds.prior(pairs(0, 3)) > odds.prior(pairs(0, 300))


def test_the_parts_of_an_archive_add_up() -> None:
    assert odds.prior(pairs(20, 80) + pairs(30, 170)) == odds.prior(pairs(50, 250))
