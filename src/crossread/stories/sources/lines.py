"""A stream of bytes with a limit on what is read at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crossread.errors import Refused
from crossread.reports.decode import mixed

ENDLESS = 50
"""How many times the limit a line may be long before the rest of its source is given up."""


class Lines:
    """A source as lines, or whole; no more than ``limit`` bytes of it are in memory at a time."""

    def __init__(self, source: str, file: Any, limit: int) -> None:
        self.source = source
        self.file = file
        self.limit = limit
        self.dropped = 0
        """Lines that were too long, so far."""

    def __iter__(self) -> Iterator[bytes | None]:
        """Line after line; None in place of one that is too long."""
        while line := self.file.readline(self.limit + 1):
            if len(line) <= self.limit:
                yield line
                continue
            self.dropped += 1
            parts = 1
            while line and not line.endswith(b"\n"):
                line = self.file.readline(self.limit)
                parts += 1
                if parts > ENDLESS:
                    yield None
                    raise Refused(self.source, "has a line that does not end; the rest of it is not read")
            yield None

    def text(self) -> Iterator[str]:
        """Line after line as text, an empty one in place of one that is too long; `dropped` counts them."""
        for line in self:
            yield "\n" if line is None else text_of(line)

    def whole(self) -> bytes:
        """All of it. `Refused` if that is too much."""
        data: bytes = self.file.read(self.limit + 1)
        if len(data) > self.limit:
            message = f"is too large (max_file_bytes is {self.limit:,}); name a smaller file or raise the limit"
            raise Refused(self.source, message)
        return data


def text_of(line: bytes) -> str:
    """A line of UTF-8, into which bytes of windows-1252 may have come."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return mixed(line) or line.decode("cp1252", "replace")
