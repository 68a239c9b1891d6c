"""What `crossread db check` and `db upgrade` say of a store."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect

from crossread.store import Archive, Unusable, checking, engines, schema
from crossread.store.tables import metadata
from tests.store.test_carrying import fill


def test_a_sound_store(place: str) -> None:
    fill(place).close()
    assert checking.look(place) == ([], {"stories": 1, "records": 5, "found": 2})


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE records SET data = zeroblob(9) WHERE number = 2", "text of record 2"),
        ("UPDATE records SET id = 'other' WHERE number = 2", "text of record 2"),
        ("UPDATE found_stories SET reports = 9 WHERE reports = 3", "says that it has 9 reports, it has 3"),
        ("UPDATE found_stories SET merged = 's0' WHERE merged IS NOT NULL", "merged into s0, which is none"),
        ("UPDATE members SET story = 's0' WHERE record = 1", "belongs to no row of found_stories"),
        ("UPDATE dossiers SET data = zeroblob(9)", "dossier 1 of the story"),
        ("DROP TABLE vectors", "table vectors is missing"),
    ],
)
def test_damage_is_named(tmp_path: Path, damage: str, said: str) -> None:
    place = str(tmp_path / "stories.db")
    fill(place).close()
    with sqlite3.connect(place) as there:
        there.execute(damage)
    there.close()
    wrong, _ = checking.look(place)
    assert any(said in sentence for sentence in wrong), wrong


def test_looking_changes_nothing_and_upgrading_says_what_it_did(tmp_path: Path) -> None:
    place = str(tmp_path / "stories.db")
    with pytest.raises(Unusable, match="does not exist"):
        checking.look(place)
    engine = engines.connect(place)
    schema.upgrade(engine, "0001")
    engine.dispose()
    (sentence,), _ = checking.look(place)
    assert f"its schema is 0001, this program's is {schema.last()}" in sentence
    assert checking.upgrade(place) == ("0001", schema.last())
    assert checking.upgrade(place) == (schema.last(), schema.last())
    assert checking.look(place)[0] == []


def test_migrations_make_what_the_tables_say(place: str) -> None:
    Archive(place).close()
    found = inspect(engines.connect(place))
    for table in metadata.sorted_tables:
        columns = {c["name"]: c["nullable"] for c in found.get_columns(table.name)}
        assert columns == {c.name: bool(c.nullable) for c in table.columns}, table.name
        indices = {str(i["name"]): i["column_names"] for i in found.get_indexes(table.name)}
        wanted = {str(i.name): [c.name for c in i.columns] for i in table.indexes}
        assert wanted.items() <= indices.items(), table.name
