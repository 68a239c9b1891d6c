"""Records in the archive: packed when they come in, once each."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, func, select

from crossread.store import indexing, paging
from crossread.store.tables import members, records
from crossread.store.values import Added, Given, Kept


def add(c: Connection, given: Sequence[Given]) -> list[Added]:
    rows = [_as_row(record) for record in given]
    numbers = _numbers(c, rows)
    there = set(numbers)
    fresh = list({r["digest"]: r for r in rows if r["digest"] not in there}.values())
    first: dict[bytes, int] = {}
    for part in paging.parts(sorted({r["key"] for r in rows})):
        held = select(records.c.key, func.min(records.c.number)).where(records.c.key.in_(part)).group_by(records.c.key)
        first.update({bytes(key): number for key, number in c.execute(held)})
    if fresh:
        paging.insert_new(c, records, fresh)
        numbers = _numbers(c, rows)
        words = {r["digest"]: r for r in fresh}
        indexing.add(c, [(numbers[d], record.title, record.text) for d, record in _firsts(rows, given) if d in words])
    made: list[Added] = []
    for row in rows:
        number = numbers[row["digest"]]
        earlier = first.setdefault(row["key"], number)
        new = row["digest"] not in there
        there.add(row["digest"])
        made.append(Added(number=number, new=new, earlier=earlier if earlier != number else None))
    return made


def _firsts(rows: Sequence[dict[str, Any]], given: Sequence[Given]) -> Iterator[tuple[bytes, Given]]:
    """The digests, each once, with the record."""
    seen: set[bytes] = set()
    for row, record in zip(rows, given, strict=True):
        if row["digest"] not in seen:
            seen.add(row["digest"])
            yield row["digest"], record


def _numbers(c: Connection, rows: Sequence[dict[str, Any]]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for part in paging.parts(sorted({r["digest"] for r in rows})):
        asked = select(records.c.digest, records.c.number).where(records.c.digest.in_(part))
        found.update({bytes(digest): number for digest, number in c.execute(asked)})
    return found


def _as_row(record: Given) -> dict[str, Any]:
    id, body = _plain(record.id), _plain(record.text)
    return {
        "digest": digest(id, body),
        "key": _hash(f"a {record.address}" if record.address else f"i {id}"),
        "id": id,
        "url": _plain(record.url),
        "title": _plain(record.title),
        "date": _plain(record.date)[:40],
        "added": paging.now(),
        "data": _packed(body, record.other),
    }


def _packed(body: str, other: Mapping[str, Any]) -> bytes:
    try:
        data = msgspec.json.encode({"text": body, "other": other}, enc_hook=str)
    except (ValueError, TypeError, OverflowError):  # what passes through may hold anything
        whole = json.dumps({"text": body, "other": other}, ensure_ascii=False, default=str, skipkeys=True)
        data = whole.encode("utf-8", "replace")
    return zlib.compress(data)


def _plain(given: str) -> str:
    """Without what no database takes: NUL and halves of characters."""
    return given.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def unpacked(data: bytes) -> dict[str, Any]:
    """``text`` and ``other`` of a record."""
    found: dict[str, Any] = msgspec.json.decode(zlib.decompress(data))
    return found


def digest(id: str, body: str) -> bytes:
    """By which a record is known: the same id and text are the same record."""
    return _hash(f"{len(id)} {id}{body}")


def _hash(given: str) -> bytes:
    return hashlib.blake2b(given.encode("utf-8", "replace"), digest_size=16).digest()


IN_TIME = (records.c.date, records.c.id, records.c.number)


def kept() -> Select[Any]:
    asked = select(records, members.c.story, members.c.kind, members.c.original)
    return asked.select_from(records.outerjoin(members, members.c.record == records.c.number))


def as_kept(row: Row[Any]) -> Kept:
    data = unpacked(row.data)
    return Kept(
        number=row.number,
        id=row.id,
        url=row.url,
        title=row.title,
        date=row.date,
        added=row.added,
        text=data["text"],
        other=data["other"],
        story=row.story,
        kind=row.kind or "report",
        original=row.original,
    )
