"""Addresses that are to be fetched for a story: they wait, or were refused with a sentence that says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, delete, exists, insert, select, update

from crossread.store.tables import addresses

SAME = "gives what a report of this story has already, letter for letter: nothing was added"


class Address(Struct, frozen=True, kw_only=True):
    """An address of a story, which numbers them. ``message`` says why it was refused."""

    story: str
    number: int
    url: str
    state: str
    message: str
    added: str


def add(c: Connection, story: str, urls: Sequence[str], now: str) -> None:
    """Has addresses wait, each once; one that was refused waits again."""
    known = {a.url: a for a in of(c, story)}
    last = max((a.number for a in known.values()), default=0)
    for url in dict.fromkeys(urls):
        if url in known:
            c.execute(update(addresses).where(_is(known[url])).values(state="waiting", message="", added=now))
        else:
            last += 1
            c.execute(insert(addresses).values(story=story, number=last, url=url, state="waiting", added=now))


def of(c: Connection, story: str) -> list[Address]:
    """The addresses of a story, by their numbers."""
    return _all(c, select(addresses).where(addresses.c.story == story).order_by(addresses.c.number))


def waiting(c: Connection) -> list[Address]:
    """The addresses of all stories that wait, those noted first first."""
    rows = select(addresses).where(addresses.c.state == "waiting")
    return _all(c, rows.order_by(addresses.c.added, addresses.c.story, addresses.c.number))


def refuse(c: Connection, story: str, message: str, url: str | None = None) -> None:
    """Says why what waits of a story was refused: all of it, or one address."""
    here = (addresses.c.story == story) & (addresses.c.state == "waiting")
    if url is not None:
        here &= addresses.c.url == url
    c.execute(update(addresses).where(here).values(state="refused", message=message))


def waits(c: Connection, address: Address) -> bool:
    """Whether an address still waits."""
    here = select(addresses.c.number).where(_is(address), addresses.c.state == "waiting")
    return c.execute(here).first() is not None


def forget(c: Connection, address: Address) -> None:
    """Takes an address off the list."""
    c.execute(delete(addresses).where(_is(address)))


def any_waiting(story: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether any address of a story waits."""
    return exists().where(addresses.c.story == story, addresses.c.state == "waiting")


def _is(address: Address) -> ColumnElement[bool]:
    # a number is given anew when the last address goes: so its text counts too
    return (
        (addresses.c.story == address.story) & (addresses.c.number == address.number) & (addresses.c.url == address.url)
    )


def _all(c: Connection, rows: Select[Any]) -> list[Address]:
    return [Address(**row._mapping) for row in c.execute(rows)]
