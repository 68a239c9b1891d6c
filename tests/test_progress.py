"""Progress on a terminal: what is done, and of a long stage how fast."""

from __future__ import annotations

import io

import pytest

from crossread import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_stage_tells_its_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1_000, 10))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(clock)))
    shown = Terminal()
    with progress.Progress(shown) as tell:
        tell("reading", 0, 2_000)
        tell("reading", 999, 2_000)
        tell("comparing", 0, 1)
    assert "reading 1,000 of 2,000 · 100 a second · 10 s left" in shown.getvalue()
    assert shown.getvalue().endswith("\r\x1b[Kcomparing …\r\x1b[K")


def test_bytes_are_told_as_such_and_a_long_line_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1_000, 10))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(clock)))
    shown = Terminal()
    with progress.Progress(shown) as tell:
        for number in (1, 2):
            tell(f"reading, {number:,} reports so far", number * 10_000_000, 9_000_000_000, True)
        tell("x" * 200, 0, 1)
    lines = shown.getvalue().split("\r\x1b[K")
    assert lines[2] == "reading, 2 reports so far · 20 of 9,000 MB · 1.0 MB a second · 2.5 h left …"
    assert len(lines[3]) == 80


def test_a_pipe_gets_none() -> None:
    shown = io.StringIO()
    with progress.Progress(shown) as tell:
        tell("reading", 5, 2_000)
    assert shown.getvalue() == ""


def test_the_pace_is_that_of_late(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(progress.time, "monotonic", lambda: now)
    shown = Terminal()
    with progress.Progress(shown) as tell:
        for second in range(100):
            now = float(second)
            tell("reading", 1_000 * min(second, 10) + 10 * max(0, second - 10), 20_000)
    assert " · 10 a second · " in shown.getvalue().split("\r")[-2]
