"""A whole store in one file and back, from either database into the other."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crossread.errors import CrossreadError
from crossread.store import Member, Source, Store, carrying, checking, engines
from crossread.store.searching import entries
from crossread.store.tables import metadata
from crossread.stories.records import Record
from tests import made


def fill(place: str) -> Store:
    """A row at least in every table that a user fills."""
    store = Store(place)
    story = store.add("Bridge \u2019", [Source(name="a.txt", data=b"\x00\xff"), Source(name="b.html", data=b"B")])
    story = store.judge(story.id, '{"kind": "note"}', story.version)
    story = store.undo(story.id, 1, story.version)
    store.keep(story.id, made.dossier(), list(entries(made.dossier())), story.version)
    store.want(story.id, ["https://north.example/late"])
    archive = store.archive
    rows = [
        Record(id=f"r{n}", title=f"Title {n}", date=f"2031-03-0{n}", text=f"Text {n} é", other={"n": n})
        for n in range(1, 6)
    ]
    a, b, c, d, e = (r.number for r in archive.add(rows))
    archive.place([[Member(a), Member(b, "copy", a)], [Member(c)], [Member(d, "report"), Member(e, "version", d)]])
    archive.place([[Member(a), Member(b, "copy", a), Member(c)]], lambda moved, others: 0.5)
    archive.keep_vectors([(b"k" * 16, b"\x00\x01")])
    return store


def rows(place: str) -> dict[str, list[dict[str, Any]]]:
    engine = engines.connect(place)
    with engine.connect() as c:
        return {
            t.name: [dict(r) for r in c.execute(select(t).order_by(*t.primary_key.columns)).mappings()]
            for t in metadata.sorted_tables
        }


@pytest.fixture(params=["sqlite to postgresql", "postgresql to sqlite", "sqlite to sqlite"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    def place(kind: str, name: str) -> str:
        if kind == "sqlite":
            return str(tmp_path / name)
        make: Callable[[], str] = request.getfixturevalue("postgres")
        return make()

    first, _, second = request.param.partition(" to ")
    return place(first, "one.db"), place(second, "two.db")


def test_all_of_a_store_goes_to_the_other_database(way: tuple[str, str], tmp_path: Path) -> None:
    one, two = way
    fill(one).close()
    file, again = tmp_path / "store.jsonl.gz", tmp_path / "again.jsonl.gz"
    count = carrying.write(one, file)
    assert carrying.read(two, file) == count == sum(map(len, rows(one).values()))
    assert rows(two) == rows(one)
    carrying.write(two, again)
    assert again.read_bytes() == file.read_bytes()
    there = Store(two)
    assert checking.look(two)[0] == []
    assert {h.finding for h in there.search("bridge")} == {h.finding for h in Store(one).search("bridge")} != set()
    assert [m.story.title for m in there.archive.search("text")] == ["Title 4", "Title 1"]
    # what is numbered goes on behind what came
    assert there.archive.add([Record(id="new", text="New.")])[0].new
    there.add("Another", [])


def test_a_file_that_breaks_off_gives_nothing(tmp_path: Path) -> None:
    fill(str(tmp_path / "one.db")).close()
    file = tmp_path / "store.jsonl.gz"
    carrying.write(str(tmp_path / "one.db"), file)
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
    whole = file.read_bytes()
    for broken in (
        whole[: len(whole) // 2],
        gzip.compress(b"".join(lines[:-1])),
        gzip.compress(b"".join([*lines[:2], *lines[3:]])),
        gzip.compress(b'{"format": "another"}\n'),
        b"no archive at all",
    ):
        file.write_bytes(broken)
        with pytest.raises(CrossreadError, match=r"export of a store|breaks off"):
            carrying.read(str(tmp_path / "two.db"), file)
    Store(str(tmp_path / "two.db")).close()
    assert not any(rows(str(tmp_path / "two.db")).values())


def test_a_store_that_holds_something_is_not_written_over(tmp_path: Path) -> None:
    place = str(tmp_path / "one.db")
    fill(place).close()
    carrying.write(place, tmp_path / "store.jsonl.gz")
    before = rows(place)
    with pytest.raises(CrossreadError, match=r"one\.db: is not empty"):
        carrying.read(place, tmp_path / "store.jsonl.gz")
    assert rows(place) == before
