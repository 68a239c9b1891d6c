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
    assert "reading 1000 of 2000 · " in shown.getvalue()
    assert "s left" in shown.getvalue()
    assert shown.getvalue().endswith("\r\x1b[Kcomparing …\r\x1b[K")


def test_a_pipe_gets_none() -> None:
    shown = io.StringIO()
    with progress.Progress(shown) as tell:
        tell("reading", 5, 2_000)
    assert shown.getvalue() == ""
