"""Floors hold what was reached: they rise, they never fall, and a part that is gone has fallen."""

from __future__ import annotations

from pathlib import Path

from evaluation import floors
from evaluation.suites import MEAN, Rows


def _suite(**figures: float | None) -> dict[str, Rows]:
    return {"stories": {"x": {"points": 0.0}, MEAN: figures}}


def test_fallen_names_suite_part_and_both_figures() -> None:
    assert floors.fallen({"stories": {"points": 0.6, "lineage": 0.5}}, _suite(points=0.59, lineage=0.5)) == [
        "stories, points: 0.590, the floor is 0.600"
    ]


def test_a_part_without_a_figure_has_fallen() -> None:
    assert floors.fallen({"stories": {"points": 0.6}}, _suite(points=None)) == [
        "stories, points: gone, the floor is 0.600"
    ]


def test_a_suite_that_was_not_run_has_not_fallen() -> None:
    assert floors.fallen({"attribution": {"exact": 0.6}}, _suite(points=0.1)) == []


def test_raised_never_lowers() -> None:
    before = {"stories": {"points": 0.6, "lineage": 0.5}}
    after = floors.raised(before, _suite(points=0.5, lineage=0.7, conflicts=0.3))
    assert after == {"stories": {"points": 0.6, "lineage": 0.695, "conflicts": 0.295}}
    assert floors.fallen(after, _suite(points=0.6, lineage=0.7, conflicts=0.3)) == []


def test_saved_and_loaded(tmp_path: Path) -> None:
    kept = {"examples": {"points": 0.25}, "stories": {"mean": 0.581}}
    floors.save(kept, tmp_path / "floors.toml")
    assert floors.load(tmp_path / "floors.toml") == kept
