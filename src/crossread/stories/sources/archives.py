"""Web archives: the pages of WARC and WACZ files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, cast

from crossread.errors import Refused
from crossread.stories.sources import captures
from crossread.stories.sources.asked import Asked
from crossread.stories.sources.lines import Lines
from crossread.stories.sources.pages import Page, Unread, unread
from crossread.values import Problem


def warc(lines: Lines, asked: Asked) -> Iterator[Page]:
    """The pages of an archive that were answered with 200; a page's address is its id, its capture is dated.

    What is no page (pictures, scripts, requests) is passed over, a page without an article is refused. Behind a broken
    record reading goes on at the next one.
    """

    def broken(message: str) -> None:
        asked.refuse(Problem(source=lines.source, message=message))

    for found in captures.captures(lines.source, lines.file, lines.limit, broken):
        where = f"{lines.source}: {found.url}"
        if found.data is None:
            asked.refuse(Problem(source=where, message=found.why))
            continue
        source = f"{found.url}.{found.kind}"
        page = Unread("pdf", source, found.data) if found.kind == "pdf" else unread(source, found.data)
        yield Page(unread=page, where=where, id=found.url, url=found.url, date=found.captured)


def wacz(lines: Lines, asked: Asked) -> Iterator[Page]:
    """The pages of all WARC files in a WACZ, which is a zip file; none of them is unpacked to disk."""
    try:
        packed = zipfile.ZipFile(lines.file)
        names = sorted(n for n in packed.namelist() if n.startswith("archive/") and ".warc" in n)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        raise Refused(lines.source, "is no zip file; name a WACZ file") from None
    if not names:
        raise Refused(lines.source, "has no archive/*.warc in it; name a WACZ file")
    for name in names:
        place = f"{lines.source}/{name}"
        try:
            file: Any = packed.open(name)
            yield from warc(Lines(place, io.BufferedReader(cast(io.RawIOBase, file)), lines.limit), asked)
        except Refused as refused:
            asked.refuse(Problem(source=refused.source, message=refused.message))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            what = " ".join(str(error).split())[:100]
            asked.refuse(Problem(source=place, message=f"cannot be unpacked ({what}); check the file"))
