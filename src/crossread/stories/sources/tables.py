"""Records in lines of JSON and in tables with named columns."""

from __future__ import annotations

import csv
import importlib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from crossread.errors import Refused
from crossread.settings import Settings
from crossread.stories.records import Record
from crossread.stories.sources.lines import Lines
from crossread.values import Problem

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "uri", "guid"),
    "url": ("url", "link", "canonical_url", "address"),
    "title": ("title", "headline"),
    "date": ("date", "published", "publish_date", "datepublished", "published_at", "versioncreated", "pubdate"),
    "text": ("text", "body", "content", "body_text", "maintext", "article"),
}
"""Names of fields by what they hold, the first that is there; those of ninjs and common exports are among them."""
NO_TEXT = "has neither a title nor a text; name its columns id, url, title, date, text"


def record(fields: Mapping[str, Any], place: str) -> Record:
    """The record of named fields; ``place`` is its id where it has none. `Refused` if there is nothing to read."""
    lower = {str(name).lower(): name for name in fields}
    told = {what: next((lower[n] for n in names if n in lower), None) for what, names in NAMES.items()}
    values = {what: _plain(fields[name]) for what, name in told.items() if name is not None}
    if not values.get("title", "").strip() and not values.get("text", "").strip():
        raise Refused(place, NO_TEXT)
    other = {str(k): v for k, v in fields.items() if k not in told.values()}
    return Record(
        id=values.get("id") or place,
        url=values.get("url", ""),
        title=" ".join(values.get("title", "").split()),
        date=values.get("date", ""),
        text=values.get("text", ""),
        other=other,
    )


def json_lines(source: str, lines: Lines, settings: Settings, refuse: Any) -> Iterator[Record]:
    """A record a line; a line that is none is refused alone."""
    decode = msgspec.json.Decoder(dict[str, Any]).decode
    for number, line in enumerate(lines, 1):
        place = f"{source}:{number}"
        if line is None:
            refuse(Problem(source=place, message=f"is too long (max_file_bytes is {lines.limit:,}); raise the limit"))
            continue
        if not line.strip():
            continue
        try:
            yield _within(record(decode(line.removeprefix(b"\xef\xbb\xbf")), place), place, settings)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            refuse(Problem(source=place, message="is no JSON object; give one in a line"))
        except Refused as refused:
            refuse(Problem(source=place, message=refused.message))


def json_whole(source: str, lines: Lines, settings: Settings, refuse: Any) -> Iterator[Record]:
    """The record of a JSON file (ninjs, say), or the records of a list, which may lie under ``items``."""
    try:
        found = msgspec.json.decode(lines.whole(source))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused(source, "is no JSON; check the file") from None
    if isinstance(found, dict) and isinstance(found.get("items"), list):
        found = found["items"]
    several = isinstance(found, list)
    for number, fields in enumerate(found if several else [found], 1):
        place = f"{source}:{number}" if several else source
        try:
            if not isinstance(fields, dict):
                raise Refused(place, "is no JSON object with named fields")
            yield _within(record(fields, place), place, settings)
        except Refused as refused:
            refuse(Problem(source=place, message=refused.message))


def separated(source: str, lines: Lines, settings: Settings, refuse: Any) -> Iterator[Record]:
    """A record a row; the first row names the columns. Commas, semicolons or tabs separate them."""
    text = lines.text()
    head = next(text, "")
    mark = max(",;\t", key=head.count)
    names = next(csv.reader([head], delimiter=mark), [])
    if not {n.strip().lower() for n in names} & {*NAMES["title"], *NAMES["text"]}:
        raise Refused(source, "does not name its columns in its first row; name them id, url, title, date, text")
    csv.field_size_limit(lines.limit)
    rows = csv.reader(text, delimiter=mark)
    number = 1
    while True:
        number += 1
        place = f"{source}:{number}"
        try:
            row = next(rows)
            if any(row):
                yield _within(record(dict(zip([n.strip() for n in names], row, strict=False)), place), place, settings)
        except StopIteration:
            return
        except csv.Error as error:
            refuse(Problem(source=place, message=f"is no row of a table ({error}); check its quotation marks"))
        except Refused as refused:
            refuse(Problem(source=place, message=refused.message))


def parquet(source: str, lines: Lines, settings: Settings, refuse: Any) -> Iterator[Record]:
    """A record a row, some thousand rows in memory at a time. Needs pyarrow, which is an extra."""
    try:
        tables: Any = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise Refused(source, "is Parquet, which needs pyarrow: pip install 'crossread[parquet]'") from None
    number = 0
    try:
        for batch in tables.ParquetFile(lines.file).iter_batches(batch_size=256):
            for fields in batch.to_pylist():
                number += 1
                place = f"{source}:{number}"
                try:
                    yield _within(record(fields, place), place, settings)
                except Refused as refused:
                    refuse(Problem(source=place, message=refused.message))
    except (ValueError, OSError) as error:
        raise Refused(
            source, f"cannot be read as Parquet ({' '.join(str(error).split())[:120]}); check the file"
        ) from None


def _within(record: Record, place: str, settings: Settings) -> Record:
    limit = settings.max_text_chars
    if len(record.text) > limit:
        raise Refused(
            place, f"is too long ({len(record.text):,} characters; max_text_chars is {limit:,}); raise the limit"
        )
    return record


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return value if isinstance(value, str) else str(value)
