"""What the package offers from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import crossread


def test_every_name_is_there() -> None:
    for name in crossread.__all__:
        assert getattr(crossread, name) is not None
    assert set(dir(crossread)) == set(crossread.__all__)
    with pytest.raises(AttributeError, match="gossip"):
        _ = crossread.gossip


def test_paths_and_one_folder_are_sources(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("Well dry\n\nThe well at Orsk ran dry on Monday.", "utf-8")
    second.write_text("Orsk well fails\n\nThe well at Orsk dried up on Monday.", "utf-8")
    made = crossread.compare([first, str(second)])
    assert crossread.compare(tmp_path) == made
    assert crossread.read(first).report.text == made.reports[0].text


def test_too_few_reports_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(crossread.CrossreadError, match="No report could be read"):
        crossread.compare([])
