"""`crossread export` through the command, as its user runs it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import msgspec

from tests import made


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "crossread", "export", *arguments]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def test_tables_annotations_and_claims(tmp_path: Path) -> None:
    dossier = tmp_path / "dossier.json"
    dossier.write_bytes(msgspec.json.encode(made.dossier()))
    notes, claims = tmp_path / "notes.json", tmp_path / "claims.jsonl"
    done = run(str(dossier), "--tables", str(tmp_path / "t"), "--annotations", str(notes), "--claims", str(claims))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    rows = list(csv.DictReader((tmp_path / "t" / "reports.csv").open(encoding="utf-8")))
    assert [r["report"] for r in rows] == ["r1", "r2", "r3"]
    assert json.loads(notes.read_text("utf-8"))["type"] == "AnnotationCollection"
    assert all(json.loads(line)["@type"] == "Claim" for line in claims.read_text("utf-8").splitlines())


def test_what_is_wrong_is_one_sentence(tmp_path: Path) -> None:
    none = tmp_path / "none.json"
    none.write_text("{}", "utf-8")
    for arguments, said in (
        ((str(none),), "Nothing is asked for"),
        ((str(none), "--claims", "x"), "is no dossier"),
        ((str(tmp_path / "x"), "--claims", "x"), "cannot be read"),
    ):
        done = run(*arguments)
        assert done.returncode == 2 and said in done.stderr and len(done.stderr.splitlines()) == 1


def test_many_dossiers_are_one_set_of_tables(tmp_path: Path) -> None:
    folder = tmp_path / "dossiers"
    (folder / "b").mkdir(parents=True)
    for name in ("one", "b/two"):
        (folder / f"{name}.json").write_bytes(msgspec.json.encode(made.dossier()))
    (folder / "three.json").write_text("{}", "utf-8")
    claims = tmp_path / "claims.jsonl"
    done = run(str(folder), "--tables", str(tmp_path / "t"), "--claims", str(claims))
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1) and "three.json is no dossier" in done.stderr
    rows = list(csv.DictReader((tmp_path / "t" / "links.csv").open(encoding="utf-8")))
    assert list(rows[0])[:2] == ["story", "finding"]
    assert [r["story"] for r in rows] == ["two"] * (len(rows) // 2) + ["one"] * (len(rows) // 2)
    assert "takes one dossier" in run(str(folder), "--annotations", "x").stderr
    (folder / "one.json").unlink()
    assert run(str(folder / "three.json"), "--tables", str(tmp_path / "u")).returncode == 2
    assert not list((tmp_path / "u").iterdir())
