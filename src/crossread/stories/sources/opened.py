"""Files as streams of bytes: unpacked, in UTF-8, counted."""

from __future__ import annotations

import bz2
import codecs
import gzip
import importlib
import io
import zlib
from typing import Any, BinaryIO, cast

from charset_normalizer import from_bytes

from crossread.errors import Refused
from crossread.reports.decode import MARKS
from crossread.stories.sources.asked import Meter

SAMPLE = 1 << 16
"""Bytes from which it is told how a file is packed and in which charset it is."""
PACKED = (".gz", ".bz2", ".zst")
"""Endings that may follow any other. How a file is packed is told by how it begins."""
BROKEN = (OSError, EOFError, zlib.error)
"""What a stream that is cut or broken raises."""


def cause(error: BaseException) -> str:
    """That, in a sentence."""
    reason = getattr(error, "strerror", None) or str(error)
    return f"cannot be read to its end ({reason}); check the file"


class Counted(io.FileIO):
    """A file that tells a meter what was read of it."""

    def __init__(self, place: str, meter: Meter) -> None:
        super().__init__(place, "rb")
        self._meter = meter

    def readinto(self, buffer: Any) -> int:
        got = super().readinto(buffer) or 0
        self._meter.done += got
        return got


def opened(raw: Any) -> BinaryIO:
    """A buffered stream of what is in a file that may be packed."""
    file = io.BufferedReader(raw, SAMPLE)
    head = file.peek(4)[:4]
    if head.startswith(b"\x1f\x8b"):
        return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=file)), SAMPLE)
    if head.startswith(b"BZh"):
        return io.BufferedReader(cast(io.RawIOBase, bz2.BZ2File(file)), SAMPLE)
    if head == b"\x28\xb5\x2f\xfd":
        return io.BufferedReader(_zstandard(file), SAMPLE)
    return file


def _zstandard(file: BinaryIO) -> io.RawIOBase:
    try:
        library: Any = importlib.import_module("zstandard")
    except ImportError:
        raise Refused("", "is packed by zstd, which needs a library: pip install 'crossread[zstd]'") from None
    return _Stream(library.ZstdDecompressor().stream_reader(file, read_across_frames=True), library.ZstdError)


class _Stream(io.RawIOBase):
    """What has ``read`` as a raw stream; its own error as one that is known."""

    def __init__(self, file: Any, error: type[Exception]) -> None:
        self._file, self._error = file, error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            return int(self._file.readinto(buffer))
        except self._error as error:
            raise OSError(str(error)) from None


def in_utf8(file: Any) -> Any:
    """The same text in UTF-8 without a mark, if its beginning shows that it is in another charset."""
    head = file.peek(SAMPLE)[:SAMPLE]
    for mark, name in MARKS:
        if head.startswith(mark):
            file.read(len(mark))
            return file if name == "utf-8" else _recoded(file, name)
    for name, noughts in (("utf-16-le", head[1:4096:2]), ("utf-16-be", head[0:4096:2])):
        if (
            len(noughts) > 10
            and noughts.count(0) > 0.7 * len(noughts)
            and head[:4096].count(0) < 0.6 * len(head[:4096])
        ):
            return _recoded(file, name)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return file
    except UnicodeDecodeError:
        guess = from_bytes(head).best()
    if guess is None or guess.encoding in ("utf_8", "ascii", "cp1252", "latin_1") or _stray(head):
        return file  # line by line: most may be UTF-8
    return _recoded(file, guess.encoding)


def _stray(head: bytes) -> bool:
    """Most of what is not ASCII is UTF-8 nevertheless."""
    text = head.decode("utf-8", "replace")
    return text.count("\ufffd") * 4 < sum(c > "\x7f" for c in text)


def _recoded(file: BinaryIO, charset: str) -> BinaryIO:
    return io.BufferedReader(_Recoded(file, charset), SAMPLE)


class _Recoded(io.RawIOBase):
    """A stream in another charset as UTF-8; what is not of that charset becomes U+FFFD."""

    def __init__(self, file: BinaryIO, charset: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(charset)("replace")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            data = self._file.read(SAMPLE)
            self._left = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
