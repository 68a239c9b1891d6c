"""Sources that a user names."""

from __future__ import annotations

from pathlib import Path

from crossread.reports import sources


def test_folders_are_opened_and_each_place_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "empty").mkdir()
    for name in ("b.txt", "a/c.html", "notes.json", ".hidden.txt"):
        (tmp_path / name).write_text("x")
    found, problems = sources.expand([str(tmp_path), str(tmp_path / "b.txt"), str(tmp_path / "empty"), "-"])
    assert found == sorted(["-", str(tmp_path / "a/c.html"), str(tmp_path / "b.txt")])
    assert [(p.refused, p.message.split()[0]) for p in problems] == [(False, "named"), (True, "is")]
