"""Enlarged stories: as many reports as asked for, the same each time, the sources first."""

from __future__ import annotations

from pathlib import Path

from evaluation import corpora, enlarged


def test_reports_are_reworded_the_same_way_each_time(tmp_path: Path) -> None:
    sources = sorted((corpora.EXAMPLES / "ferry-lunna").glob("*.txt"))
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append([p.read_text("utf-8") for p in enlarged.write(sources, 12, tmp_path / name)])
    assert made[0] == made[1]
    assert made[0][: len(sources)] == [s.read_text("utf-8") for s in sources]
    assert len(set(made[0])) == 12
