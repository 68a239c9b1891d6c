"""A stream of bytes with a limit on what is read at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from crossread.errors import Refused
from crossread.settings import Settings


class Lines:
    """A file as lines, or whole; no more than ``max_file_bytes`` of it is in memory at a time."""

    def __init__(self, file: object, settings: Settings) -> None:
        self.file = cast(BinaryIO, file)
        self.limit = settings.max_file_bytes

    def __iter__(self) -> Iterator[bytes | None]:
        """Line after line; None in place of one that is too long."""
        while line := self.file.readline(self.limit + 1):
            if len(line) <= self.limit:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = self.file.readline(self.limit)
            yield None

    def text(self) -> Iterator[str]:
        """Line after line as text, for a reader that keeps count of them itself."""
        first = True
        for line in self:
            text = "" if line is None else line.decode("utf-8", "replace")
            yield text.removeprefix("\ufeff") if first else text
            first = False

    def whole(self, source: str) -> bytes:
        """All of it. `Refused` if that is too much."""
        data = self.file.read(self.limit + 1)
        if len(data) > self.limit:
            raise Refused(
                source, f"is too large (max_file_bytes is {self.limit:,}); name a smaller file or raise the limit"
            )
        return data
