"""`crossread cluster` as a user meets it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.stories.made import ROWS


def run(*arguments: str, cwd: Path, stdin: str = "", seed: str = "0") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "crossread", "cluster", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, cwd=cwd, env=os.environ | {"PYTHONHASHSEED": seed}
    )


def test_a_line_a_story_and_refusals_in_a_file(tmp_path: Path) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in ROWS) + "no json\n"
    done = run("-", "--jsonl", "--refused", "refused.jsonl", cwd=tmp_path, stdin=lines)
    assert (done.returncode, done.stderr) == (1, "")
    stories = [json.loads(line) for line in done.stdout.splitlines()]
    assert [s["reports"] for s in stories] == [["a1", "a2", "a3"], ["b1", "b2"], ["c1"]]
    refused = [json.loads(line) for line in (tmp_path / "refused.jsonl").read_text("utf-8").splitlines()]
    assert refused == [{"source": "-:8", "reason": "is no JSON object; give one in a line"}]
    assert run("-", "--jsonl", cwd=tmp_path, stdin=lines, seed="7").stdout == done.stdout


def test_the_terminal_shows_the_largest_first(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    done = run(".", "--stream", "--changes", "changes.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "6 reports · 2 stories of two or more · 1 alone"
    assert [line.split("  ")[-1] for line in lines[2:]] == [
        "Fire at Orsk paper mill",
        "Warehouse burns in Velling harbour",
    ]
    assert (tmp_path / "changes.jsonl").exists()


def test_misuse_and_nothing_to_do(tmp_path: Path) -> None:
    assert run("none.jsonl", cwd=tmp_path).returncode == 2
    assert "--changes takes --stream" in run("-", "--changes", "x", cwd=tmp_path).stderr


def test_a_store_keeps_the_stories_and_takes_what_is_new(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS[1:6]), "utf-8")
    first = run("a.jsonl", "--store", "s.db", "--jsonl", cwd=tmp_path)
    assert first.stderr == (
        "crossread: s.db: 5 records added, 0 there already; 2 stories new, 0 changed, 0 merged, 0 parted\n"
    )
    (tmp_path / "b.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    grown = run("b.jsonl", "--store", "s.db", "--jsonl", "--changes", "changes.jsonl", cwd=tmp_path)
    assert "2 records added, 5 there already; 1 stories new, 1 changed" in grown.stderr
    ids = {tuple(s["reports"]): s["story"] for s in map(json.loads, grown.stdout.splitlines())}
    assert list(ids) == [("a1", "a2", "a3"), ("b1", "b2"), ("c1",)]
    before = {s["reports"][0]: s["story"] for s in map(json.loads, first.stdout.splitlines())}
    assert list(ids.values())[:2] == [before["a2"], before["b1"]]
    assert (tmp_path / "changes.jsonl").read_bytes() == b""
    assert run("--store", "s.db", "--jsonl", cwd=tmp_path).stdout == grown.stdout
    assert run("--store", "s.db", "--keep", "k", "--jsonl", cwd=tmp_path).stdout == grown.stdout


def test_stories_as_a_table_and_versions_as_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    done = run("a.jsonl", "-o", "out.csv", "--versions", "versions.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    rows = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8")))
    assert [(r["report"], r["is"], r["of"]) for r in rows[:4]] == [
        ("a1", "report", ""),
        ("a2", "report", ""),
        ("a3", "copy", "a1"),
        ("a4", "version", "a1"),
    ]
    version = json.loads((tmp_path / "versions.jsonl").read_bytes())
    assert (version["report"], version["version"], version["title"]) == ("a1", "a4", [])
    assert version["text"][0]["now"][2].startswith("On Wednesday the mill's owner")
    assert "ends in .csv" in run("a.jsonl", "-o", "out.txt", cwd=tmp_path).stderr
    assert "--column takes" in run("a.jsonl", "--column", "body", cwd=tmp_path).stderr
