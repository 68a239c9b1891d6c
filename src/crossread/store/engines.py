"""One database by its address: a file is SQLite, ``postgresql://…`` is PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from crossread.store.errors import Unusable

BUSY = 10_000
"""Milliseconds for which a writer waits for another."""


def connect(place: str) -> Engine:
    """An engine for a file's path or a database's address. Raises `Unusable`."""
    if "://" not in place:
        path = Path(place)
        if path.parent != Path() and not path.parent.is_dir():
            raise Unusable(f"{place}: there is no folder {path.parent}; make it first, or name another place.")
        place = f"sqlite:///{path}"
    try:
        url = make_url(place)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(url)
    except (ArgumentError, SQLAlchemyError, ImportError) as error:
        raise Unusable(f"{place.split('@')[-1]}: no usable address of a database ({error}).") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite)
        event.listen(engine, "begin", _begin)
    return engine


def _sqlite(connection: Any, _: Any) -> None:
    """Write-ahead log, so that readers never wait and a killed process loses nothing that was committed."""
    connection.isolation_level = None  # transactions begin where we say
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"busy_timeout = {BUSY}"):
        connection.execute(f"PRAGMA {pragma}")


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read: they wait for no writer."""
    return engine.execution_options(reads=True)


@contextmanager
def writing(engine: Engine, table: str) -> Iterator[Connection]:
    """A transaction that no other one which writes to this table runs beside."""
    with engine.begin() as c:
        if c.dialect.name == "postgresql":  # SQLite locks the whole file at its begin
            c.exec_driver_sql(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        yield c


def _begin(connection: Connection) -> None:
    """A transaction that writes takes the lock at once: two writers wait for one another and never fail half-way."""
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
