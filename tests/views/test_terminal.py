"""The terminal view: every section, at 80 columns, and nothing that steers the terminal."""

from __future__ import annotations

import pytest

from crossread.values import Dossier, MadeBy
from crossread.views import terminal
from crossread.views.safe import visible
from tests.made import dossier


def seen(capsys: pytest.CaptureFixture[str], **options: object) -> str:
    terminal.show(dossier(), width=80, **options)  # type: ignore[arg-type]
    return capsys.readouterr().out


def test_every_section_is_there_and_fits(capsys: pytest.CaptureFixture[str]) -> None:
    out = seen(capsys)
    assert out.startswith("Bridge at Orsk closes after crack\n3 reports from 2 independent origins · 2024-03-04")
    for title in (
        "REPORTS",
        "IN CONFLICT",
        "AGREED",
        "WHO SAID WHAT",
        "WHO COPIED WHOM",
        "WHEN",
        "LEFT OUT",
        "PROBLEMS",
    ):
        assert f"\n{title} " in out
    lines = out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines == [line.rstrip() for line in lines]


def test_a_line_has_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    start = dossier().statements[0].start
    assert "The Orsk bridge closed on Monday" in seen(capsys, only="agreed")
    assert f"r1:{start}\n" in seen(capsys, only="agreed")


def test_the_sides_of_a_conflict_stand_beside_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    out = seen(capsys, only="conflicts")
    row = next(line for line in out.splitlines() if "Some 40  " in line)
    assert "About 60  1 origin: r3" in row
    assert "Some 40  1 origin: r1 r2" in row
    assert "each cites another source" in out


def test_a_disputed_point_is_no_agreement(capsys: pytest.CaptureFixture[str]) -> None:
    assert "About 60" not in seen(capsys, only="agreed")


def test_what_is_unsure_shows_only_if_all_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "two renderings" not in seen(capsys)
    assert "two renderings" in seen(capsys, whole=True)


def test_nothing_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    out = seen(capsys, whole=True)
    assert not set(out) & {"\x1b", "\u202e", "\u202c"}
    assert "⟨U+202E⟩gnorw" in out
    assert "␛[31mred" in out
    assert visible("a\r\x00\x7f\x9b\nb") == "a␍␀␡⟨U+009B⟩ b"


def test_an_empty_dossier_shows_its_head(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show(Dossier(made_by=MadeBy(crossread="0")), width=80)
    assert capsys.readouterr().out == "0 reports from 0 independent origins\n"
