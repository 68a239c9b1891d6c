"""Progress on a terminal: one line on standard error, only once two seconds have passed, gone at the end."""

from __future__ import annotations

import os
import time
from collections import deque
from types import TracebackType
from typing import TextIO

QUIET_SECONDS = 2.0
MANY = 1_000
BETWEEN = 0.1
"""Seconds between two signs at least."""
WINDOW = 8.0
"""Seconds whose pace is told: a source of another kind has another."""
MEGABYTE = 1_000_000


class Progress:
    """Call it with the stage, how many are done and of how many. Silent where the stream is no terminal.

    What is counted is things, or with ``bytes`` the bytes of what is read.
    """

    def __init__(self, stream: TextIO, many: int = MANY) -> None:
        """A stage of fewer than ``many`` tells no rate."""
        self._stream, self._many = stream, many
        self._live = stream.isatty()
        self._start = time.monotonic()
        self._told = 0.0
        self._shown = False
        self._stage = ""
        self._samples: deque[tuple[float, int]] = deque()
        """When the stage was how far: the first of them about `WINDOW` ago."""

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def __call__(self, stage: str, done: int, total: int, bytes: bool = False) -> None:
        if not self._live:
            return
        now = time.monotonic()
        kind = stage.partition(",")[0]  # what stands behind a comma may change while the stage is the same
        fresh = kind != self._stage or done < self._samples[-1][1]
        if fresh:
            self._stage = kind
            self._samples.clear()
            self._samples.append((now, done))
        if now - self._start < QUIET_SECONDS or (not fresh and now - self._told < BETWEEN):
            return
        self._told, self._shown = now, True
        line = f"{stage}{_count(done, total, bytes)}{self._pace(now, done, total, bytes)}"
        self._stream.write(f"\r\x1b[K{line[: self._width() - 2]} …")
        self._stream.flush()

    def _pace(self, now: float, done: int, total: int, bytes: bool) -> str:
        """How many a second and how long it will take, for a stage of many."""
        self._samples.append((now, done))
        while len(self._samples) > 2 and now - self._samples[1][0] > WINDOW:
            self._samples.popleft()
        began, first = self._samples[0]
        if total < self._many or now - began < QUIET_SECONDS or done == first:
            return ""
        rate = (done - first) / (now - began)
        told = f"{rate / MEGABYTE:,.1f} MB" if bytes else f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
        return f" · {told} a second · {_time(max(0, total - done) / rate)} left"

    def _width(self) -> int:
        """Columns of the terminal: a longer line could not be taken back."""
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or 80
        except (OSError, ValueError):
            return 80


def _count(done: int, total: int, bytes: bool) -> str:
    if bytes:
        digits = 0 if total >= 100 * MEGABYTE else 1
        read, there = min(done, total) / MEGABYTE, total / MEGABYTE
        return f" · {read:,.{digits}f} of {there:,.{digits}f} MB" if total >= MEGABYTE else ""
    return f" {done + 1:,} of {total:,}" if total > 1 else ""


def _time(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6_000 else f"{seconds / 3_600:.1f} h"
