"""A story as one file: a zip of its reports as they were given, its judgements and its last dossier."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Mapping

import msgspec

from crossread import web
from crossread.app.naming import file_name
from crossread.errors import CrossreadError
from crossread.judgements import files
from crossread.store import Judged, Source, Store
from crossread.store.errors import Unknown

FORMAT = "crossread-story-1"
MOST_FILES = 2000
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError),
    *(KeyError, ValueError, TypeError, AttributeError, OverflowError),
)
"""What a zip of anything can raise: one that is cut off, locked, of an unknown kind, deeply nested, of another form."""
STAMP = (2000, 1, 1, 0, 0, 0)
"""Every file in the archive is of one day, so that the same story gives the same bytes."""


def write(store: Store, id: str) -> bytes:
    """The file. Raises `Unknown`."""
    story = store.story(id)
    given = store.sources(id)
    about = {
        "format": FORMAT,
        "title": story.title,
        "reports": [{"name": s.name, "url": s.url, "fetched": s.fetched} for s in given],
        "judgements": [{"made": j.made, "undone": j.undone} for j in store.history(id)],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "story.json", json.dumps(about, indent=1, ensure_ascii=False).encode())
        _put(archive, "judgements.jsonl", "".join(f"{j.record}\n" for j in store.history(id)).encode())
        for source in given:
            _put(archive, f"reports/{source.name}", source.data)
        with contextlib.suppress(Unknown):
            _put(archive, "dossier.json", msgspec.json.encode(store.dossier(id)))
    return out.getvalue()


def read(data: bytes, most: int) -> tuple[str, list[Source], list[Judged]]:
    """Title, reports and judgements of a file. Raises `CrossreadError` if it is none.

    ``most`` is the most bytes that the file may unpack to.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES or sum(e.file_size for e in entries) > most:
                raise CrossreadError(f"The file unpacks to more than {most:,} bytes (max_upload_bytes): it is refused.")
            about = json.loads(archive.read("story.json"))
            if about.get("format") != FORMAT:
                raise CrossreadError(f"The file is no story of this program ({FORMAT}): export one first.")
            told = {str(r["name"]): r for r in about["reports"]}
            given = [
                _source(e.filename.removeprefix("reports/"), _whole(archive, e, most), told)
                for e in entries
                if e.filename.startswith("reports/") and not e.is_dir()
            ]
            lines = archive.read("judgements.jsonl").decode().split("\n")
            records = zip((line for line in lines if line.strip()), about["judgements"], strict=True)
            judged = [
                Judged(
                    number=n, record=_record(record), made=_time(j["made"]), undone=j["undone"] and _time(j["undone"])
                )
                for n, (record, j) in enumerate(records, 1)
            ]
            return _title(about["title"]), given, judged
    except BROKEN as error:
        why = " ".join(str(error).split())[:200]
        raise CrossreadError(f"The file is no story that was exported ({why}): export one first.") from error


def _title(given: object) -> str:
    """A title as the app takes it."""
    return "".join(c if c.isprintable() else " " for c in str(given)).strip()[:300] or "A story"


def _record(given: str) -> str:
    """A judgement as this program writes it. Raises ValueError."""
    return files.line(files.parse(given.encode())).decode()


def _time(given: object) -> str:
    """A time as the store keeps it. Raises ValueError."""
    return dt.datetime.fromisoformat(str(given)).astimezone(dt.UTC).isoformat(timespec="milliseconds")


def _source(name: str, data: bytes, told: Mapping[str, Mapping[str, object]]) -> Source:
    about = told.get(name, {})
    url, fetched = about.get("url"), about.get("fetched")
    return Source(
        name=file_name(name),
        data=data,
        url=url if isinstance(url, str) and web.is_address(url) and url.isprintable() else None,
        fetched=_time(fetched) if fetched else None,
    )


def _whole(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """A file's bytes; its stated size is not believed."""
    with archive.open(entry) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise CrossreadError(f"The file unpacks to more than {most:,} bytes (max_upload_bytes): it is refused.")
    return data


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED)
