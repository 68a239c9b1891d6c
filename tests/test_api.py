"""What the package offers from Python."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

import crossread
from tests import made


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


def test_a_dossier_shows_itself_and_gives_its_tables() -> None:
    dossier = made.dossier()
    assert dossier.tables()["points"][0]["point"] == "p1"
    html = dossier._repr_html_()
    assert html.startswith('<iframe srcdoc="') and "<script>alert" not in html
    out = io.StringIO()
    Console(file=out, width=80, no_color=True).print(dossier)
    assert "Bridge at Orsk closes" in out.getvalue() and max(map(len, out.getvalue().splitlines())) <= 80
