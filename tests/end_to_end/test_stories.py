"""`crossread stories` and `crossread db` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crossread.store import Member, Store
from crossread.stories.records import Record
from tests.end_to_end.test_cli import run
from tests.stories.made import ROWS


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A store with a story of a merge, a copy and a version, another story, and a report of its own."""
    store = Store(str(tmp_path / "s.db"))
    archive = store.archive
    a1, a2, a3, a4, b1, b2, c1 = (a.number for a in archive.add([Record(**row) for row in ROWS]))
    rest = [[Member(b1), Member(b2)], [Member(c1)]]
    archive.place([[Member(a1), Member(a3, "copy", a1), Member(a4, "version", a1)], [Member(a2)], *rest])
    whole = [Member(a1), Member(a2), Member(a3, "copy", a1), Member(a4, "version", a1)]
    archive.place([whole, *rest], lambda moved, others: 0.8123)
    store.close()
    return str(tmp_path / "s.db")


def test_the_newest_are_listed_first(place: str) -> None:
    done = run("stories", "--store", place)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr, lines[0]) == (0, "", "2 stories of 2 or more")
    assert [line.split("  ")[-1] for line in lines[2:]] == [
        "Warehouse burns in Velling harbour",
        "Fire at Orsk paper mill",
    ]
    assert run("stories", "--store", place, "--all").stdout.splitlines()[0] == "3 stories"
    assert "Velling" not in run("stories", "--store", place, "--until", "2031-03-05").stdout
    found = run("stories", "--store", place, "--search", "drying HALL").stdout
    assert found.startswith("1 story of 2 or more found\n") and "in a *drying* *hall*, the brigade" in found
    none = run("stories", "--store", place, "--search", "zeppelin").stdout
    assert none == "0 stories of 2 or more found: --all looks at lone reports too\n"


def test_a_line_of_json_a_story(place: str) -> None:
    made = [json.loads(line) for line in run("stories", "--store", place, "--jsonl").stdout.splitlines()]
    assert [s["reports"] for s in made] == [["c1"], ["b1", "b2"], ["a1", "a2", "a3"]]
    assert (made[2]["copies"], made[2]["versions"]) == ({"a1": ["a3"]}, {"a1": ["a4"]})


def test_one_is_shown_with_its_versions_and_what_merged(place: str) -> None:
    story = run("stories", "--store", place, "--search", "Orsk").stdout.splitlines()[2].split()[0]
    shown = run("stories", "show", story[:8], "--store", place)
    assert (shown.returncode, shown.stderr) == (0, "")
    for said in (
        f"{story} · 3 reports · 1 later version · 2031-03-03 to 2031-03-05",
        "copy of north.example",
        "… drying hall, the brigade said. {+On Wednesday the mill's owner said",
        "became part of it (1 report, likelihood 0.81)",
    ):
        assert said in shown.stdout
    told = json.loads(run("stories", "--store", place, "show", story, "--json").stdout)
    assert [r["copy_of"] for r in told["reports"]] == [None, None, "a1"]
    (version,) = told["reports"][0]["versions"]
    (start, end, text) = version["differences"][0]["now"]
    assert ROWS[3]["text"][start:end] == text


def test_one_is_opened_as_a_dossier(place: str, tmp_path: Path) -> None:
    story = run("stories", "--store", place, "--search", "Orsk").stdout.splitlines()[2].split()[0]
    done = run("stories", "open", story, "--store", "s.db", "--json", "--html", "made/page.html", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    dossier = json.loads(done.stdout)
    assert [(r["source"], r["published"]) for r in dossier["reports"]] == [
        ("2031-03-04-south.example.txt", "2031-03-04"),
        ("2031-03-04-west.example.txt", "2031-03-04"),
        ("2031-03-05-north.example.txt", "2031-03-05"),
    ]
    assert "two weeks at the earliest" in dossier["reports"][2]["text"]
    assert (tmp_path / "made/page.html").is_file()
    alone = run("stories", "--store", place, "--search", "penalties", "--least", "1").stdout.splitlines()[2].split()[0]
    assert "is one report" in run("stories", "open", alone, "--store", place).stderr


def test_misuse_is_said_in_one_sentence(place: str, tmp_path: Path) -> None:
    for arguments, said in (
        (("stories", "--since", "monday"), "--since takes a day"),
        (("stories", "show", "zz", "--store", place), "There is no found story 'zz'"),
        (("stories", "--store", str(tmp_path / "no.db")), "does not exist: `crossread cluster"),
        (("db", "import", str(tmp_path / "no.gz"), "--store", place), "No such file"),
    ):
        done = run(*arguments)
        assert done.returncode == 2 and said in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr


def test_a_store_is_checked_and_carried(place: str, tmp_path: Path) -> None:
    assert "sound, 0 stories, 7 records in 3 found stories" in run("db", "check", "--store", place).stdout
    file, other = str(tmp_path / "all.jsonl.gz"), str(tmp_path / "other.db")
    assert "rows of" in run("db", "export", file, "--store", place).stdout
    assert run("db", "import", file, "--store", other).returncode == 0
    assert run("stories", "--store", other, "--jsonl").stdout == run("stories", "--store", place, "--jsonl").stdout
    assert "up to date already" in run("db", "upgrade", "--store", other).stdout
