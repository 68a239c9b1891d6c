"""What a WARC file captured: pages as bytes, one at a time, past records that are broken."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import DecompressingBufferedReader

from crossread.errors import Refused
from crossread.reports.beside import recoded

KINDS = {"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf"}
"""Endings by what the server said it is."""
PLAIN = re.compile(rb"WARC/1\.[01]\r?\n")
PACKED = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff]", re.S)
"""How a record begins, plain or packed: where reading goes on behind one that is broken."""
STEP = 1 << 20
MOST_BREAKS = 100
"""Broken places after which the rest of an archive is given up."""
LONGEST_LINE, MOST_LINES = 1 << 16, 10_000
"""Bytes of a line, and lines, of a record's head at most."""


@dataclass(frozen=True)
class Capture:
    """A page as it was sent; ``data`` is None if it cannot be had, and ``why`` says so."""

    url: str
    kind: str
    captured: str
    data: bytes | None
    why: str = ""


def captures(source: str, file: Any, limit: int, broken: Callable[[str], None]) -> Iterator[Capture]:
    """The pages of an archive; ``broken`` is told of each broken place. `Refused` if it cannot be read on."""
    begins = PACKED if file.peek(2)[:2] == b"\x1f\x8b" else PLAIN
    entries = breaks = skip = 0
    while True:
        reader = _Records(file)
        at = reader.offset
        try:
            for entry in reader:
                at = reader.offset
                if skip:
                    skip -= 1
                    continue
                entries += 1
                if (found := _capture(entry, limit)) is not None:
                    yield found
            if begins is PACKED and _cut(file, at):
                broken("breaks off in its last record; check the file")
            break
        except Exception as error:  # a broken archive can raise anything in the reader of WARC
            if "non-chunked" in str(error) and begins is PACKED:
                file.seek(0)
                file = io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=file)))
                begins, skip = PLAIN, entries
                continue
            what = " ".join(f"{type(error).__name__}: {error}".partition(", first line")[0].split())[:100]
            breaks += 1
            following = _following(file, at + 1, begins) if breaks < MOST_BREAKS else None
            if following is None:
                how = "breaks off" if entries else "is no web archive"
                raise Refused(source, f"{how} ({what}); check the file") from None
            broken(f"has a broken record behind byte {at:,} ({what}); reading went on at byte {following:,}")
            file.seek(following)
    if not entries:
        raise Refused(source, "has no record in it; name a WARC file")


def _capture(entry: Any, limit: int) -> Capture | None:
    """The page of a record; None if the record holds none."""
    url = entry.rec_headers.get_header("WARC-Target-URI") or ""
    if entry.rec_type == "response" and entry.http_headers is not None:
        if entry.http_headers.get_statuscode() != "200":
            return None
        told = entry.http_headers.get_header("Content-Type") or ""
    elif entry.rec_type in ("resource", "conversion"):
        told = entry.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    mime = told.partition(";")[0].strip().lower()
    kind = "txt" if entry.rec_type == "conversion" and mime == "text/plain" else KINDS.get(mime)
    if kind is None:
        return None
    captured = (entry.rec_headers.get_header("WARC-Date") or "")[:19]
    try:
        data = entry.content_stream().read(limit + 1)
    except Exception as error:  # broken packing or parts of a body raise anything
        return Capture(url, kind, captured, None, f"cannot be unpacked ({type(error).__name__})")
    if len(data) > limit:
        return Capture(url, kind, captured, None, f"is too large (max_file_bytes is {limit:,}); raise the limit")
    while entry.raw_stream.read(STEP):
        pass
    if entry.raw_stream.limit > 0:
        return Capture(url, kind, captured, None, "breaks off; the archive is cut here")
    return Capture(url, kind, captured, data if kind == "pdf" else recoded(data, told))


def _cut(file: Any, start: int) -> bool:
    """The last packed record from this byte on does not end."""
    unpack = zlib.decompressobj(31)
    try:
        file.seek(start)
        while data := file.read(STEP):
            while data:
                if unpack.eof:
                    unpack = zlib.decompressobj(31)
                unpack.decompress(data, STEP)
                while unpack.unconsumed_tail:
                    unpack.decompress(unpack.unconsumed_tail, STEP)
                data = unpack.unused_data
    except (OSError, ValueError, zlib.error):
        return False
    return not unpack.eof


def _following(file: Any, start: int, begins: re.Pattern[bytes]) -> int | None:
    """Where the next record begins; None if there is none, or the file cannot be read again."""
    try:
        file.seek(start)
        kept = b""
        while data := file.read(STEP):
            if found := begins.search(kept + data):
                return start - len(kept) + found.start()
            start += len(data)
            kept = data[-16:]
    except (OSError, EOFError, ValueError):
        pass
    return None


class _Records(ArchiveIterator):  # type: ignore[misc]
    """Warcio's reader with bounded heads; a record of a wrong length is told by what follows, not on standard error."""

    INC_RECORD = ""

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self.reader = _Heads(self.fh, block_size=16_384)


class _Heads(DecompressingBufferedReader):  # type: ignore[misc]
    _lines = 0

    def readline(self, length: int = 0) -> bytes:
        line: bytes = super().readline(length or LONGEST_LINE)
        self._lines += 1
        if not length and (self._lines > MOST_LINES or (len(line) >= LONGEST_LINE and not line.endswith(b"\n"))):
            raise ValueError("a head without end")
        return line

    def read(self, length: int | None = None) -> bytes:
        self._lines = 0
        return bytes(super().read(length))
