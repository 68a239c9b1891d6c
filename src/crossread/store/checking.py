"""Whether a store is sound: its schema, its tables, and what its rows say of one another. Nothing is changed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from crossread.store import engines, keeping, schema
from crossread.store.errors import Unusable
from crossread.store.tables import dossiers, found_stories, members, records, stories
from crossread.values import Dossier

SHOWN = 20
"""Rows that are named for one fault."""


def look(place: str) -> tuple[list[str], dict[str, int]]:
    """What is wrong with a store that is there, a sentence each, and how much it holds. Raises `Unusable`."""
    engine = _there(place)
    try:
        wrong = list(schema.check(engine))
        if wrong:
            return wrong, {}
        with engines.reading(engine).connect() as c:
            wrong += _archive(c)
            wrong += _unreadable(c)
            return wrong, _counts(c)
    except SQLAlchemyError as error:
        raise schema.unusable(engine, error) from error
    finally:
        engine.dispose()


def upgrade(place: str) -> tuple[str, str]:
    """Brings the schema of a store that is there up to date: from which to which. Raises `Unusable`."""
    engine = _there(place)
    try:
        return schema.upgrade(engine)
    finally:
        engine.dispose()


def _there(place: str) -> Engine:
    if "://" not in place and not Path(place).is_file():
        raise Unusable(f"{place} does not exist: `crossread serve --store {place}` makes it.")
    return engines.connect(place)


def _counts(c: Connection) -> dict[str, int]:
    asked = {
        "stories": select(func.count()).select_from(stories),
        "records": select(func.count()).select_from(records),
        "found": select(func.count()).select_from(found_stories).where(found_stories.c.merged.is_(None)),
    }
    return {name: c.execute(query).scalar() or 0 for name, query in asked.items()}


def _archive(c: Connection) -> Iterator[str]:
    counted = (
        select(members.c.story, func.count().filter(members.c.kind != "version").label("reports"))
        .group_by(members.c.story)
        .subquery()
    )
    held = func.coalesce(counted.c.reports, 0)
    asked = (
        select(found_stories.c.id, found_stories.c.reports, found_stories.c.merged, held.label("held"))
        .select_from(found_stories.outerjoin(counted, counted.c.story == found_stories.c.id))
        .where((found_stories.c.reports != held) | (found_stories.c.merged.is_not(None) & (held > 0)))
        .limit(SHOWN)
    )
    for row in c.execute(asked):
        if row.merged:
            yield f"the found story {row.id} is merged into {row.merged} and still has reports"
        else:
            yield f"the found story {row.id} says that it has {row.reports} reports, it has {row.held}"
    into = found_stories.alias()
    nowhere = (
        select(found_stories.c.id, found_stories.c.merged)
        .outerjoin(into, into.c.id == found_stories.c.merged)
        .where(found_stories.c.merged.is_not(None), into.c.id.is_(None) | into.c.merged.is_not(None))
    )
    for id, merged in c.execute(nowhere.limit(SHOWN)):
        yield f"the found story {id} is merged into {merged}, which is none"


def _unreadable(c: Connection) -> Iterator[str]:
    """Records and dossiers whose bytes are no longer what was kept."""
    asked = select(records.c.number, records.c.id, records.c.digest, records.c.data)
    for number, id, digest, data in c.execute(asked.execution_options(yield_per=500)):
        try:
            sound = keeping.digest(id, keeping.unpacked(data)["text"]) == bytes(digest)
        except (zlib.error, msgspec.DecodeError, KeyError, TypeError):
            sound = False
        if not sound:
            yield f"the text of record {number} ({id}) is damaged"
    for story, number, data in c.execute(select(dossiers.c.story, dossiers.c.number, dossiers.c.data)):
        try:
            msgspec.json.decode(zlib.decompress(data), type=Dossier)
        except (zlib.error, msgspec.DecodeError):
            yield f"dossier {number} of the story {story} is damaged"
