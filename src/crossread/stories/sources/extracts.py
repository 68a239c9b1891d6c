"""The articles of pages and PDFs that were read before: to find one takes twenty thousandths of a second or more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from crossread import reports
from crossread.errors import Refused
from crossread.settings import Settings
from crossread.stories.kept import KEY, Kept
from crossread.stories.records import Record

READ_BY = ("trafilatura", "lxml", "pypdf", "charset-normalizer", "py3langid")
"""Packages that what is found hangs on."""


class Extracts:
    """Records and refusals by what they were made from: the bytes, the settings and the code that reads them."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._kept = Kept(folder / "articles")
        self._way = f"{_code()} {settings!r}"
        self._decode = msgspec.msgpack.Decoder(Record | str).decode

    def get(self, kind: str, source: str, data: bytes, make: Callable[[], Record]) -> Record:
        """The record that ``make`` makes or made of these bytes. `Refused`, with the same reason, where it refused.

        ``source`` names what is refused and has no part in what is made.
        """
        made = hashlib.blake2b(f"{kind} {self._way} ".encode(), digest_size=KEY)
        made.update(data)
        key = made.digest()
        known = self._kept.get(key)
        if known is not None:
            found: Record | str = self._decode(known)
            if isinstance(found, str):
                raise Refused(source, found)
            return found
        try:
            record = make()
        except Refused as refused:
            self._kept.put(key, msgspec.msgpack.encode(refused.message))
            raise
        self._kept.put(key, msgspec.msgpack.encode(record))
        return record

    def close(self) -> None:
        """Close the file."""
        self._kept.close()


@cache
def _code() -> str:
    """A hash of what reads articles: the modules and tables of `crossread.reports`, and packages by version."""
    made = hashlib.blake2b(digest_size=8)
    for path in sorted(Path(reports.__file__).parent.glob("*.*")):
        made.update(path.read_bytes())
    for name in READ_BY:
        try:
            made.update(version(name).encode())
        except PackageNotFoundError:
            made.update(b"?")
    return made.hexdigest()
