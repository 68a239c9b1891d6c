"""An analyst at the command: judge, compare again, and what is said when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.test_cli import FIRST, SECOND, run

AT = ("--at", "2024-03-05T09:00:00Z", "--by", "Ada")
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(FIRST, "utf-8")
    (tmp_path / "b.txt").write_text(SECOND, "utf-8")
    (tmp_path / "d.json").write_text(run("compare", "--json", "a.txt", "b.txt", cwd=tmp_path).stdout, "utf-8")
    return tmp_path


def test_what_is_judged_holds_on_the_next_run(story: Path) -> None:
    done = run("judge", "j.jsonl", "dismiss", "p1", "--dossier", "d.json", *AT, "--note", "no", cwd=story)
    assert (done.returncode, done.stderr) == (0, "") and "dismiss p1, added to j.jsonl" in done.stdout
    done = run(
        "judge",
        "k.jsonl",
        "speaker",
        "q1",
        "Ada Brook",
        "--dossier",
        "-",
        cwd=story,
        stdin=(story / "d.json").read_bytes(),
    )
    assert done.returncode == 0, done.stderr
    sources = ("compare", "a.txt", "b.txt", "--judgements", "j.jsonl", "--judgements", "k.jsonl")
    made = json.loads(run(*sources, "--json", cwd=story).stdout)
    assert [(j["kind"], j["state"]) for j in made["judgements"]] == [("dismiss", "applied"), ("speaker", "applied")]
    assert [p["shown"] for p in made["points"] if p["judged"]] == [False]
    assert "dismissed by Ada, 2024-03-05: no" in run(*sources, "--only", "agreed", "--all", cwd=story).stdout
    assert "dismissed" not in run(*sources, "--only", "agreed", cwd=story).stdout
    assert "speaker corrected to Ada Brook" in run(*sources, "--html", "p.html", cwd=story).stdout


def test_what_does_not_fit_any_more_is_said(story: Path) -> None:
    run("judge", "j.jsonl", "dismiss", "p1", "--dossier", "d.json", *AT, cwd=story)
    (story / "b.txt").write_text("Fire at Orsk\n\nThe old mill at Orsk burned on Monday, firemen said.", "utf-8")
    done = run("compare", "--json", "a.txt", "b.txt", "--judgements", "j.jsonl", cwd=story)
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "(dismiss): " in line and "was looked for in b.txt" in line and "judge it again" in line
    (story / "j.jsonl").write_text("{}\n", "utf-8")
    done = run("compare", "--json", "a.txt", "b.txt", "--judgements", "j.jsonl", cwd=story)
    assert done.returncode == 1
    assert done.stderr.startswith("crossread: j.jsonl, line 1: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["judge", "j.jsonl", "dismiss", "p9", "--dossier", "d.json"], "no p9"),
        (["judge", "j.jsonl", "dismiss", "p1"], "--dossier"),
        (["judge", "j.jsonl", "dismiss", "p1", "--dossier", "none.json"], "none.json cannot be read"),
        (["judge", "j.jsonl", "dismiss", "p1", "--dossier", "a.txt"], "a.txt is no dossier"),
        (["judge", "a.txt", "dismiss", "p1", "--dossier", "d.json"], "a.txt is no file of judgements"),
        (["judge", "j.jsonl", "dismiss", "p1", "--dossier", "d.json", "--at", "now"], "--at"),
        (["judge", "j.jsonl", "shout", "p1", "--dossier", "d.json"], "not-same"),
        (["compare", "a.txt", "b.txt", "--judgements", "none.jsonl"], "crossread judge none.jsonl"),
    ],
)
def test_what_is_wrong_is_one_sentence(story: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments, cwd=story)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and "Traceback" not in done.stderr
    assert not (story / "j.jsonl").exists()
    assert (story / "a.txt").read_text("utf-8") == FIRST


def test_the_examples_judgements_are_tied_to_its_reports() -> None:
    done = run("compare", "--json", str(EXAMPLES / "ferry-lunna"), "--judgements", str(EXAMPLES / "ada.jsonl"))
    assert "unmatched" not in {j["state"] for j in json.loads(done.stdout)["judgements"]}, done.stderr
