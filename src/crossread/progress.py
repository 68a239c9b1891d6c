"""Progress on a terminal: one line on standard error, only once two seconds have passed, gone at the end."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TextIO

QUIET_SECONDS = 2.0
MANY = 1_000
"""A stage of fewer tells no rate."""


class Progress:
    """Call it with the stage, how many are done and of how many. Silent where the stream is no terminal."""

    def __init__(self, stream: TextIO, many: int = MANY) -> None:
        """A stage of fewer than ``many`` tells no rate."""
        self._stream, self._many = stream, many
        self._live = stream.isatty()
        self._start = time.monotonic()
        self._shown = False
        self._stage, self._first, self._began = "", 0, self._start

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not self._live or time.monotonic() - self._start < QUIET_SECONDS:
            return
        self._shown = True
        count = f" {done + 1} of {total}" if total > 1 else ""
        self._stream.write(f"\r\x1b[K{stage}{count}{self._pace(stage, done, total)} …")
        self._stream.flush()

    def _pace(self, stage: str, done: int, total: int) -> str:
        """How many a second and how long it will take, for a stage of many."""
        if stage != self._stage or done < self._first:
            self._stage, self._first, self._began = stage, done, time.monotonic()
        seconds = time.monotonic() - self._began
        if total < self._many or seconds < QUIET_SECONDS or done == self._first:
            return ""
        rate = (done - self._first) / seconds
        told = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
        return f" · {told} a second · {(total - done) / rate:,.0f} s left"
