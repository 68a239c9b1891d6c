"""A whole store in one file and back: SQLite to PostgreSQL, PostgreSQL to SQLite, row by row.

The file is gzipped JSON lines: what it is; then ``["table", {column: value}]`` a row, bytes as base64, a table's rows
after those they belong to; then how many rows there are and a hash of all lines before. What is derived, the indices of
words, is made anew.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, LargeBinary, Table, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from crossread.errors import CrossreadError
from crossread.store import engines, indexing, keeping, schema
from crossread.store.tables import metadata, records

FORMAT = "crossread-store-1"
TOGETHER = 500
"""Rows that are read or written together."""
LEVEL = 3
"""Of compression: what is large in a store is deflated already."""
REMEDY = "`crossread db export` writes one"


def write(place: str, file: Path) -> int:
    """Writes all of a store, as it is at one moment, to a file; how many rows. The same rows give the same bytes."""
    engine = engines.connect(place)
    schema.upgrade(engine)
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    beside = file.with_name(f"{file.name}.part")
    count, seen = -1, hashlib.sha256()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as raw, gzip.GzipFile("", "wb", LEVEL, raw, mtime=0) as out:
            with engines.reading(engine).connect() as c:
                for line in _lines(c):
                    seen.update(line)
                    out.write(line)
                    count += 1
            out.write(msgspec.json.encode({"rows": count, "sha256": seen.hexdigest()}) + b"\n")
            out.close()
            raw.flush()
            os.fsync(raw.fileno())
        beside.replace(file)
    except OSError as error:
        raise CrossreadError(f"{file} cannot be written ({error.strerror}): name another place.") from error
    finally:
        beside.unlink(missing_ok=True)
        engine.dispose()
    return count


def read(place: str, file: Path) -> int:
    """Fills an empty store with what a file holds, whole or not at all; how many rows. Raises `CrossreadError`."""
    engine = engines.connect(place)
    try:
        with gzip.open(file) as lines:
            _known(file, lines.readline())
            schema.upgrade(engine)
            with engine.begin() as c:
                full = [t.name for t in metadata.sorted_tables if c.execute(select(t).limit(1)).first()]
                if full:
                    held = ", ".join(full)
                    raise CrossreadError(
                        f"{engine.url.database}: is not empty ({held}); name a new place to import into."
                    )
                return _fill(c, file, lines)
    except (OSError, EOFError, msgspec.DecodeError, ValueError, KeyError, TypeError, SQLAlchemyError) as error:
        reason = getattr(error, "strerror", None) or " ".join(str(error).split())[:120]
        raise CrossreadError(f"{file} is no whole export of a store ({reason}): {REMEDY}.") from error
    finally:
        engine.dispose()


def _lines(c: Connection) -> Iterator[bytes]:
    encode = msgspec.json.Encoder().encode
    yield encode({"format": FORMAT, "schema": schema.last()}) + b"\n"
    for table in metadata.sorted_tables:
        asked = select(table).order_by(*table.primary_key.columns)
        for row in c.execute(asked.execution_options(yield_per=TOGETHER)).mappings():
            yield encode([str(table.name), {str(name): value for name, value in row.items()}]) + b"\n"


def _known(file: Path, line: bytes) -> None:
    about = msgspec.json.decode(line)
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise CrossreadError(f"{file} is no export of a store: {REMEDY}.")
    if about.get("schema") not in schema.known():
        raise CrossreadError(f"{file} is of a later version ({about.get('schema')}): update crossread to read it.")


def _fill(c: Connection, file: Path, lines: Any) -> int:
    lines.seek(0)
    seen, count, last = hashlib.sha256(), 0, b""
    waiting: list[dict[str, Any]] = []
    table: Table | None = None
    for number, line in enumerate(lines):
        if last:
            seen.update(last)
        last = line
        given = msgspec.json.decode(line)
        if number == 0 or isinstance(given, dict):
            continue
        name, row = given
        if table is None or name != table.name or len(waiting) == TOGETHER:
            _put(c, table, waiting)
            table, waiting = metadata.tables[name], []
        waiting.append(row)
        count += 1
    _put(c, table, waiting)
    end = msgspec.json.decode(last) if last else None
    if not isinstance(end, dict) or (end.get("rows"), end.get("sha256")) != (count, seen.hexdigest()):
        raise CrossreadError(f"{file} breaks off or was changed: nothing of it was taken; {REMEDY}.")
    _go_on(c)
    return count


def _put(c: Connection, table: Table | None, rows: list[dict[str, Any]]) -> None:
    if table is None or not rows:
        return
    binary = [column.name for column in table.columns if isinstance(column.type, LargeBinary)]
    clean = c.dialect.name == "postgresql"  # which takes no NUL
    for row in rows:
        for name, value in row.items():
            if name in binary:
                row[name] = b64decode(value, validate=True)
            elif clean and isinstance(value, str):
                row[name] = value.replace("\0", "\ufffd")
    c.execute(insert(table), rows)
    if table is records:
        texts = ((row["number"], row["title"], keeping.unpacked(row["data"])["text"]) for row in rows)
        indexing.add(c, list(texts))


def _go_on(c: Connection) -> None:
    """PostgreSQL goes on numbering behind the last row."""
    if c.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        key = next(iter(table.primary_key.columns))
        if table.autoincrement_column is None:
            continue
        last = c.execute(select(func.max(key))).scalar()
        if last:
            sequence = text("SELECT setval(pg_get_serial_sequence(:name, :key), :last)")
            c.execute(sequence, {"name": table.name, "key": key.name, "last": last})
