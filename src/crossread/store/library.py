"""The stories of the library and their reports, row by row, within a transaction that somebody else holds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, func, insert, select, update

from crossread.store import paging
from crossread.store.errors import Unknown
from crossread.store.tables import addresses, dossiers, sources, stories
from crossread.values import Dossier

UNTITLED = "Untitled story"
"""Title of a story that was given none, until its first dossier."""
TITLE_CHARS = 300


class Story(Struct, frozen=True, kw_only=True):
    """A story as the library shows it. Times are ISO 8601 in UTC; ``dossier`` is the number of the last one, 0 without
    one, ``seen`` the one that was looked at last; ``fetching`` addresses wait to be fetched, ``unfetched`` were
    refused."""

    id: str
    title: str
    version: int
    state: str
    message: str
    created: str
    changed: str
    seen: int
    dossier: int
    reports: int
    fetching: int = 0
    unfetched: int = 0


class Source(Struct, frozen=True, kw_only=True):
    """One report as it was given: a file's bytes under the name that the dossier calls it by. ``fetched`` is when its
    address gave it, if it was fetched."""

    name: str
    data: bytes
    url: str | None = None
    fetched: str | None = None


class Listed(Struct, frozen=True, kw_only=True):
    """A report by its name and size."""

    name: str
    bytes: int
    url: str | None
    fetched: str | None


class Judged(Struct, frozen=True, kw_only=True):
    """A judgement in the history of a story: its record as a line of a judgements file, when it was taken back."""

    number: int
    record: str
    made: str
    undone: str | None = None


def add_sources(c: Connection, id: str, given: Sequence[Source]) -> int:
    """Adds those whose bytes the story does not have yet, under names of their own; how many they were."""
    rows = c.execute(select(sources.c.name, sources.c.sha256).where(sources.c.story == id)).all()
    taken, known = {r.name for r in rows}, {r.sha256 for r in rows}
    added = 0
    for source in given:
        digest = hashlib.sha256(source.data).hexdigest()
        if digest in known:
            continue
        name, n = source.name, 2
        while name in taken:
            stem, dot, ending = source.name.rpartition(".")
            name = f"{stem}-{n}.{ending}" if dot else f"{source.name}-{n}"
            n += 1
        taken.add(name)
        known.add(digest)
        added += 1
        c.execute(
            insert(sources).values(
                story=id,
                name=name,
                sha256=digest,
                data=source.data,
                url=source.url,
                fetched=source.fetched,
                added=paging.now(),
            )
        )
    return added


def wait(c: Connection, id: str) -> Story:
    """Has a story wait to be compared, if there is something to compare."""
    state = "waiting" if story(c, id).reports > 1 else "new"
    c.execute(update(stories).where(stories.c.id == id).values(state=state, message=""))
    return story(c, id)


def every() -> Select[tuple[Any, ...]]:
    """All stories, with how many reports and addresses each has."""
    last = select(func.max(dossiers.c.number)).where(dossiers.c.story == stories.c.id).scalar_subquery()
    held = select(func.count()).where(sources.c.story == stories.c.id).scalar_subquery()
    waiting, refused = (
        select(func.count())
        .where(addresses.c.story == stories.c.id, addresses.c.state == state)
        .scalar_subquery()
        .label(name)
        for state, name in (("waiting", "fetching"), ("refused", "unfetched"))
    )
    return select(stories, func.coalesce(last, 0).label("dossier"), held.label("reports"), waiting, refused)


def story(c: Connection, id: str) -> Story:
    """One story. Raises `Unknown`."""
    row = c.execute(every().where(stories.c.id == id)).first()
    if row is None:
        raise Unknown(f"There is no story {id}: the library lists those there are.")
    return paging.as_value(Story, row)


def locked(c: Connection, id: str) -> Story:
    """A story that nobody else can change until the transaction ends. (SQLite locks the whole file at its begin.)"""
    c.execute(select(stories.c.id).where(stories.c.id == id).with_for_update())
    return story(c, id)


def raise_version(c: Connection, story: Story) -> None:
    """A change that others must see before they change anything."""
    c.execute(update(stories).where(stories.c.id == story.id).values(version=story.version + 1, changed=paging.now()))


def headline(dossier: Dossier) -> str | None:
    """The first headline of a dossier's reports, as long as a title may be; None without one."""
    return next((r.headline[:TITLE_CHARS] for r in dossier.reports if r.headline), None)
