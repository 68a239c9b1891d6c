"""What was costly, in a file that only grows: found again by its key after a run that was killed."""

from __future__ import annotations

import zlib
from pathlib import Path

from crossread.errors import CrossreadError

KEY, SIZE, SUM = 16, 4, 4
HEAD = KEY + SIZE + SUM
"""Bytes before each value: its key, its size, and a checksum of all three."""
MOST = 1 << 28


class Kept:
    """Values by keys of `KEY` bytes. What a killed run wrote half is cut off when the file is opened again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at: dict[bytes, int] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a+b")
            self._file.seek(0)
            end = 0
            while (found := self._next()) is not None:
                self._at[found[0]] = end
                end = self._file.tell()
            self._file.truncate(end)
        except OSError as error:
            raise CrossreadError(f"{path} cannot be kept ({error.strerror}): name another folder.") from error

    def __len__(self) -> int:
        return len(self._at)

    def __contains__(self, key: bytes) -> bool:
        return key in self._at

    def get(self, key: bytes) -> bytes | None:
        """The value of a key; None if it is not kept, or what is kept was damaged."""
        place = self._at.get(key)
        if place is None:
            return None
        self._file.seek(place)
        found = self._next()
        return found[1] if found and found[0] == key else None

    def put(self, key: bytes, value: bytes) -> None:
        """Add a value; it is in the file when this returns, and stays there if the process is killed."""
        if len(value) > MOST:
            return
        try:
            self._at[key] = self._file.seek(0, 2)
            size = len(value).to_bytes(SIZE, "little")
            self._file.write(key + size + zlib.crc32(key + size + value).to_bytes(SUM, "little") + value)
            self._file.flush()
        except OSError as error:
            raise CrossreadError(
                f"{self._path} cannot be written ({error.strerror}): make room and run again."
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _next(self) -> tuple[bytes, bytes] | None:
        """The key and value at the file's position; None at the end or where they are not whole."""
        head = self._file.read(HEAD)
        size = int.from_bytes(head[KEY : KEY + SIZE], "little")
        if len(head) < HEAD or size > MOST:
            return None
        value = self._file.read(size)
        whole = len(value) == size and zlib.crc32(head[: KEY + SIZE] + value) == int.from_bytes(head[-SUM:], "little")
        return (head[:KEY], value) if whole else None
