"""Tables as files: their columns are fixed and documented, none is there half, none runs as a formula."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from crossread.errors import CrossreadError
from crossread.views.tables import TABLES, tables
from crossread.views.written import COLUMNS, MEANINGS, Tables
from tests import made

ROOT = Path(__file__).parents[2]
KINDS = {"text": str, "whole": int, "number": (int, float), "truth": bool}


def test_every_row_has_the_columns_that_are_declared() -> None:
    found = tables(made.dossier())
    assert {*TABLES, "stories"} == set(COLUMNS)
    for name, rows in found.items():
        for row in rows:
            assert list(row) == list(COLUMNS[name]), name
            for column, value in row.items():
                assert value is None or isinstance(value, KINDS[COLUMNS[name][column]]), (name, column)


def test_every_column_is_documented() -> None:
    text = (ROOT / "docs" / "exports.md").read_text("utf-8")
    for name, columns in COLUMNS.items():
        told = "".join(f"| `{c}` | {kind} | {MEANINGS[name][c]} |\n" for c, kind in columns.items())
        assert f"**{name}**\n\n| column | holds | |\n|---|---|---|\n{told}\n" in text, name


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    with Tables() as files:
        for ending in ("csv", "jsonl"):
            files.open(tmp_path / f"a.{ending}", COLUMNS["points"])
    assert (tmp_path / "a.csv").read_text("utf-8") == ",".join(COLUMNS["points"]) + "\n"
    assert (tmp_path / "a.jsonl").read_bytes() == b""


def test_parquet_has_one_schema(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = tables(made.dossier())["points"]
    with Tables() as files:
        files.open(tmp_path / "none.parquet", COLUMNS["points"])
        files.open(tmp_path / "some.parquet", COLUMNS["points"])(rows)
    none, some = (parquet.read_table(tmp_path / f"{name}.parquet") for name in ("none", "some"))
    assert none.schema == some.schema
    assert some.to_pylist() == rows


def test_none_is_there_half(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Tables() as files:
        files.open(tmp_path / "a.csv", COLUMNS["links"])([{"finding": "p1"}])
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CrossreadError, match="cannot be written"), Tables() as files:
        files.open(tmp_path / "file" / "a.csv", COLUMNS["links"])


def test_no_text_is_a_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    row = {"finding": "=HYPERLINK(1)", "kind": "@x", "side": -1, "member": "a=b", "report": None}
    with Tables(spreadsheet=True) as files:
        files.open(tmp_path / "a.csv", COLUMNS["links"])([row])
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert next(csv.DictReader(io.StringIO(data.decode("utf-8-sig")))) == {
        "finding": "'=HYPERLINK(1)",
        "kind": "'@x",
        "side": "-1",
        "member": "a=b",
        "report": "",
    }
    with Tables() as files:
        files.open(tmp_path / "a.jsonl", COLUMNS["links"])([row])
    assert json.loads((tmp_path / "a.jsonl").read_bytes()) == row
