"""Rows in and out, a page of them at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row
from sqlalchemy.dialects import postgresql, sqlite

Value = TypeVar("Value")
PAGE = 1_000
"""Rows that are read or written together."""


def insert_new(c: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Adds rows; those whose key is there are left out."""
    dialect = sqlite if c.dialect.name == "sqlite" else postgresql
    for part in parts(rows):
        c.execute(dialect.insert(table).on_conflict_do_nothing(), part)


def put(c: Connection, table: Any, key: str, rows: Sequence[dict[str, Any]]) -> None:
    """Adds rows; those whose key is there are overwritten."""
    add = (sqlite if c.dialect.name == "sqlite" else postgresql).insert(table)
    own = {name: add.excluded[name] for name in rows[0] if name != key}
    c.execute(add.on_conflict_do_update(index_elements=[key], set_=own), list(rows))


def as_value(kind: type[Value], row: Row[Any]) -> Value:
    return msgspec.convert({str(name): value for name, value in row._mapping.items()}, kind)


def parts(rows: Sequence[Value]) -> Iterator[Sequence[Value]]:
    for start in range(0, len(rows), PAGE):
        yield rows[start : start + PAGE]


def now() -> str:
    """The time in UTC, to a thousandth of a second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
