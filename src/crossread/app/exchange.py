"""A story as one file: a zip of its reports as they were given, its judgements and its last dossier."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from pathlib import PurePosixPath

import msgspec

from crossread.errors import CrossreadError
from crossread.store import Source, Store
from crossread.store.errors import Unknown

FORMAT = "crossread-story-1"
MOST_FILES = 2000
STAMP = (2000, 1, 1, 0, 0, 0)
"""Every file in the archive is of one day, so that the same story gives the same bytes."""


def write(store: Store, id: str) -> bytes:
    """The file. Raises `Unknown`."""
    story = store.story(id)
    given = store.sources(id)
    about = {
        "format": FORMAT,
        "title": story.title,
        "reports": [{"name": s.name, "url": s.url} for s in given],
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


def read(data: bytes, most: int) -> tuple[str, list[Source], list[tuple[str, bool]]]:
    """Title, reports and judgements (record, whether undone) of a file. Raises `CrossreadError` if it is none.

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
            urls = {str(r["name"]): r.get("url") for r in about["reports"]}
            given = [
                Source(
                    name=PurePosixPath(e.filename).name,
                    data=_whole(archive, e, most),
                    url=urls.get(PurePosixPath(e.filename).name),
                )
                for e in entries
                if e.filename.startswith("reports/") and not e.is_dir()
            ]
            records = [line for line in archive.read("judgements.jsonl").decode().splitlines() if line.strip()]
            states = [bool(j.get("undone")) for j in about["judgements"]]
            return str(about["title"])[:300], given, list(zip(records, states, strict=True))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise CrossreadError(f"The file is no story that was exported ({error}): export one first.") from error


def _whole(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """A file's bytes; its stated size is not believed."""
    with archive.open(entry) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise CrossreadError(f"The file unpacks to more than {most:,} bytes (max_upload_bytes): it is refused.")
    return data


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, STAMP), data, zipfile.ZIP_DEFLATED)
