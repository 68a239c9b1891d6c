"""The store's schema and its migrations: brought up to date when a store is opened, checked on demand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from crossread.store.errors import Unusable
from crossread.store.tables import metadata

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, to: str = "head") -> tuple[str, str]:
    """Makes or brings up to date the tables, in one transaction: from which version (empty if none) to which.

    Raises `Unusable` for a store of a later version.
    """
    try:
        with engine.begin() as connection:
            config = _config(connection)
            here, newest = _versions(connection)
            if here is not None and here not in known():
                raise Unusable(
                    f"The store is of a later version ({here}) than this program ({newest}): update crossread first."
                )
            if here != newest:
                command.upgrade(config, to)
            return here or "", newest
    except SQLAlchemyError as error:
        raise unusable(engine, error) from error


def unusable(engine: Engine, error: SQLAlchemyError) -> Unusable:
    """The sentence for a file that is no store, or a database that does not answer: without a password."""
    url = engine.url
    place = f"{url.host}/{url.database}" if url.host else url.database
    reason = (str(getattr(error, "orig", None) or error).splitlines() or ["no reason told"])[0]
    return Unusable(f"{place}: the store cannot be opened ({reason}): check the path or the address.")


def check(engine: Engine) -> Iterator[str]:
    """What is wrong with a store, a sentence each; nothing if it is sound."""
    with engine.connect() as connection:
        here, newest = _versions(connection)
        if here != newest:
            here = here or "missing"
            yield f"its schema is {here}, this program's is {newest}: `crossread db upgrade` brings it up to date"
            return
        there = set(inspect(connection).get_table_names())
        yield from (f"the table {name} is missing" for name in sorted(set(metadata.tables) - there))
        if engine.dialect.name == "sqlite":
            for row in connection.exec_driver_sql("PRAGMA integrity_check"):
                if row[0] != "ok":
                    yield f"SQLite says: {row[0]}"
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
                yield f"a row of {row[0]} belongs to no row of {row[2]}"


def last() -> str:
    """The version of this program's schema."""
    return str(_scripts().get_current_head())


def known() -> set[str]:
    """The versions that this program can bring up to date."""
    return {s.revision for s in _scripts().walk_revisions()}


def _versions(connection: Connection) -> tuple[str | None, str]:
    return MigrationContext.configure(connection).get_current_revision(), last()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
