"""The articles of pages and PDFs that were read before: to find one takes twenty thousandths of a second or more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from crossread import reports
from crossread.settings import Settings
from crossread.stories.kept import KEY, Kept
from crossread.stories.records import Record
from crossread.stories.sources.pages import Unread

READ_BY = ("trafilatura", "lxml", "pypdf", "charset-normalizer", "py3langid")
"""Packages that what is found hangs on."""


class Extracts:
    """Records and refusals by what they were made from: the bytes, the settings and the code that reads them."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._kept = Kept(folder / "articles")
        self._way = f"{_code()} {settings!r}"
        self._decode: Callable[[bytes], Record | str] = msgspec.msgpack.Decoder(Record | str).decode

    def get(self, page: Unread) -> Record | str | None:
        """What was found in these bytes, or why nothing was; None if they were not read before.

        The name of their source has no part in it.
        """
        known = self._kept.get(self._key(page))
        return None if known is None else self._decode(known)

    def put(self, page: Unread, result: Record | str) -> None:
        """Keep what was found, unless it is there: one page may have been met twice."""
        if self.get(page) is None:
            self._kept.put(self._key(page), msgspec.msgpack.encode(result))

    def close(self) -> None:
        """Close the file."""
        self._kept.close()

    def _key(self, page: Unread) -> bytes:
        made = hashlib.blake2b(f"{page.kind} {self._way} ".encode(), digest_size=KEY)
        made.update(page.data)
        return made.digest()


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
