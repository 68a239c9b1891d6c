"""Web archives: the pages of WARC and WACZ files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from crossread.errors import Refused
from crossread.settings import Settings
from crossread.stories.records import Record
from crossread.stories.sources import articles
from crossread.stories.sources.lines import Lines
from crossread.values import Problem

PAGES = ("text/html", "application/xhtml+xml")


def warc(source: str, lines: Lines, settings: Settings, refuse: Any) -> Iterator[Record]:
    """The pages of an archive that were answered with 200; a page's address is its id, its capture is dated.

    What is no page (pictures, scripts, requests) is passed over, a page without an article is refused.
    """
    entry = None
    try:
        for entry in ArchiveIterator(lines.file):
            if entry.rec_type != "response" or entry.http_headers is None:
                continue
            kind = (entry.http_headers.get_header("Content-Type") or "").lower()
            if entry.http_headers.get_statuscode() != "200" or not kind.startswith(PAGES):
                continue
            url = entry.rec_headers.get_header("WARC-Target-URI") or ""
            captured = (entry.rec_headers.get_header("WARC-Date") or "")[:19]
            data = entry.content_stream().read(lines.limit + 1)
            try:
                if len(data) > lines.limit:
                    raise Refused(url, f"is too large (max_file_bytes is {lines.limit:,}); raise the limit")
                yield articles.read(url, url + ".html", data, settings, url=url, date=captured)
            except Refused as refused:
                refuse(Problem(source=f"{source}: {url}", message=refused.message))
    except Exception as error:  # a broken archive can raise anything in the reader of WARC
        what = " ".join(f"{type(error).__name__}: {error}".split())[:100]
        raise Refused(source, f"is no web archive, or breaks off ({what}); check the file") from None
    if entry is None:
        raise Refused(source, "has no record in it; name a WARC file")


def wacz(source: str, lines: Lines, settings: Settings, refuse: Any) -> Iterator[Record]:
    """The pages of all WARC files in a WACZ, which is a zip file; none of them is unpacked to disk."""
    try:
        with zipfile.ZipFile(lines.file) as packed:
            names = sorted(n for n in packed.namelist() if n.startswith("archive/") and ".warc" in n)
            if not names:
                raise Refused(source, "has no archive/*.warc in it; name a WACZ file")
            for name in names:
                with packed.open(name) as file:
                    yield from warc(f"{source}/{name}", Lines(file, settings), settings, refuse)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise Refused(source, "is no zip file; name a WACZ file") from None
