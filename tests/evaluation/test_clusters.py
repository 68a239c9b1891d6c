"""Figures of stories, and the archive whose stories are known."""

from __future__ import annotations

from collections import Counter

from evaluation import clusters
from evaluation.generator import archive

GOLD = {"a": "1", "b": "1", "c": "1", "d": "2"}


def test_scores() -> None:
    assert clusters.score(GOLD, [["a", "b", "c"], ["d"]]) == {"b3": 1.0, "pairs": 1.0}
    alone = clusters.score(GOLD, [])
    assert (round(alone["b3"], 3), alone["pairs"]) == (0.667, 0.0)
    assert clusters.score(GOLD, [["a", "b", "c", "d", "stranger"]])["pairs"] == 2 * 3 / (6 + 3)


def test_an_archive_is_the_same_for_a_seed_and_has_all_that_is_planted() -> None:
    rows = list(archive(400))
    assert rows == list(archive(400))
    assert rows != list(archive(400, seed=8))
    assert len({row["id"] for row in rows}) == 400
    assert set(Counter(row["planted"] for row in rows)) == {"lone", "report", "copy", "rewrite"}
    assert all(350 < len(row["text"].split()) < 520 for row in rows)
