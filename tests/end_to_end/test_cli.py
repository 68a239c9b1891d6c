"""The command as a user meets it: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import crossread

COMMAND = [sys.executable, "-m", "crossread"]
FIRST = "Mill at Orsk burns\n\nA mill at Orsk burned down on Monday. Some 40 people fled, said Ilse Noor, the mayor."
SECOND = "Fire at Orsk\n\nThe mill at Orsk burned down on Monday. About 60 people fled, firemen said."


def run(
    *arguments: str, cwd: Path | None = None, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, cwd=cwd, env=os.environ | environment
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(FIRST, "utf-8")
    (tmp_path / "b.txt").write_text(SECOND, "utf-8")
    return tmp_path


def test_version_is_quick_and_loads_no_model() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"crossread {crossread.__version__}\n")
    heavy = ("spacy", "onnxruntime", "trafilatura", "rich")
    code = f"import sys, crossread.cli; print([m for m in {heavy} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_json_is_a_dossier_and_nothing_else(story: Path) -> None:
    done = run("compare", "--json", "b.txt", "a.txt", cwd=story)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert [(r["id"], r["source"]) for r in made["reports"]] == [("r1", "a.txt"), ("r2", "b.txt")]
    assert done.stderr == ""


def test_a_folder_and_standard_input(story: Path) -> None:
    done = run("compare", "--json", ".", cwd=story)
    assert [r["source"] for r in json.loads(done.stdout)["reports"]] == ["a.txt", "b.txt"]
    done = run("compare", "--json", "a.txt", "-", cwd=story, stdin=SECOND.encode())
    assert [r["source"] for r in json.loads(done.stdout)["reports"]] == ["-", "a.txt"]


def test_files_are_written(story: Path) -> None:
    done = run("compare", ".", "-o", "out", "--html", "page.html", "--json", cwd=story)
    assert done.returncode == 0, done.stderr
    assert (story / "out/dossier.json").read_text("utf-8") == done.stdout
    assert (story / "out/dossier.html").read_bytes() == (story / "page.html").read_bytes()
    done = run("compare", ".", "--html", "a.txt/page.html", cwd=story)
    assert done.returncode == 2
    assert "a.txt/page.html cannot be written" in done.stderr


def test_read_prints_a_line_a_report(story: Path) -> None:
    done = run("read", "--jsonl", ".", cwd=story)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["source"] for r in rows] == ["a.txt", "b.txt"]
    assert set(rows[0]) >= {"text", "parts", "quotations", "statements", "entities", "times", "quantities"}
    assert [r["source"] for r in json.loads(run("read", "--json", ".", cwd=story).stdout)] == ["a.txt", "b.txt"]
    assert "Ilse Noor" in run("read", "a.txt", cwd=story).stdout


def test_a_pipe_gets_80_columns_and_no_colour(story: Path) -> None:
    done = run("compare", ".", cwd=story)
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert max(map(len, run("compare", ".", "--width", "50", cwd=story).stdout.splitlines())) <= 50


@pytest.mark.parametrize(("environment", "coloured"), [({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_on_a_terminal_unless_refused(story: Path, environment: dict[str, str], coloured: bool) -> None:
    ours, theirs = pty.openpty()
    values = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80"} | environment
    process = subprocess.Popen(
        [*COMMAND, "compare", "."], cwd=story, stdin=theirs, stdout=theirs, stderr=theirs, env=values
    )
    os.close(theirs)
    out = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    os.close(ours)
    assert process.wait() == 0
    assert ("\x1b[1m" in out.decode()) == coloured or ("\x1b[1;" in out.decode()) == coloured
    assert "AGREED" in out.decode() or "REPORTS" in out.decode()


def test_a_reader_that_leaves_is_no_failure(story: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "read", "--jsonl", "."], cwd=story, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_an_interruption_has_its_status(story: Path) -> None:
    os.mkfifo(story / "pipe.txt")
    process = subprocess.Popen([*COMMAND, "compare", "a.txt", "pipe.txt"], cwd=story, stderr=subprocess.PIPE, text=True)
    with (story / "pipe.txt").open("wb"):  # opens once the command reads
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    assert process.stderr and process.stderr.read() == "crossread: interrupted\n"


def test_help_where_nothing_is_given() -> None:
    ours, theirs = pty.openpty()
    for arguments in ([], ["compare"], ["read"]):
        done = subprocess.run([*COMMAND, *arguments], stdin=theirs, capture_output=True, text=True)
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.lstrip().startswith("Usage:")
    os.close(ours)
    os.close(theirs)


# --- bad input: one sentence, and the rest goes on -------------------------------------------------------------------


def bad(story: Path) -> dict[str, str]:
    """Sources that cannot be used, and what is said of them."""
    (story / "empty.txt").write_bytes(b"")
    (story / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    (story / "nothing").mkdir()
    (story / "large.txt").write_text("The mill burned. " * 100, "utf-8")
    return {
        "missing.txt": "does not exist",
        "empty.txt": "empty",
        "picture.txt": "binary",
        "nothing": "without reports",
        "large.txt": "max_file_bytes",
    }


def test_bad_sources_are_named_and_the_rest_goes_on(story: Path) -> None:
    sentences = bad(story)
    done = run("compare", "--json", "--max-file-bytes", "1000", "a.txt", "b.txt", *sentences, cwd=story)
    assert done.returncode == 1
    lines = sorted(done.stderr.splitlines())
    assert len(lines) == len(sentences), done.stderr
    for line, (name, sentence) in zip(lines, sorted(sentences.items()), strict=True):
        assert line.startswith(f"crossread: {name}: ") and sentence in line
    made = json.loads(done.stdout)
    assert [r["source"] for r in made["reports"]] == ["a.txt", "b.txt"]
    assert [p["source"] for p in made["problems"]] == sorted(sentences)


def test_nothing_can_be_done_with_bad_sources_alone(story: Path) -> None:
    names = bad(story)
    for command in ("compare", "read"):
        done = run(command, "--max-file-bytes", "1000", *names, cwd=story)
        assert (done.returncode, done.stdout) == (2, "")
        assert all(f"{name}: " in done.stderr for name in names), done.stderr
        assert "Traceback" not in done.stderr


def test_one_report_is_to_be_read(story: Path) -> None:
    done = run("compare", "a.txt", cwd=story)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Only one report could be read (a.txt)" in done.stderr
    assert "crossread read" in done.stderr


def test_the_same_report_twice_is_read_once(story: Path) -> None:
    done = run("compare", "--json", "a.txt", "b.txt", "./a.txt", cwd=story)
    assert done.returncode == 0
    assert "named twice" in done.stderr
    assert len(json.loads(done.stdout)["reports"]) == 2
    assert run("compare", "a.txt", "./a.txt", cwd=story).returncode == 2


def test_two_files_of_one_text_are_a_copy(story: Path) -> None:
    text = FIRST + "\n\n" + "The fire began in the grain store at dawn and spread to the roof within minutes. " * 3
    (story / "a.txt").write_text(text, "utf-8")
    (story / "c.txt").write_text(text, "utf-8")
    made = json.loads(run("compare", "--json", "a.txt", "c.txt", cwd=story).stdout)
    assert [(x["reports"], x["relation"]) for x in made["lineage"]] == [(["r1", "r2"], "copy")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "a.txt", "b.txt", "--only", "gossip"], "--only"),
        (["compare", "a.txt", "b.txt", "--json", "--only", "agreed"], "--only"),
        (["compare", "a.txt", "b.txt", "--set", "colour=red"], "max_file_bytes"),
        (["compare", "a.txt", "b.txt", "--set", "threads=many"], "threads"),
        (["compare", "a.txt", "b.txt", "--width", "3"], "--width"),
        (["compare", "a.txt", "b.txt", "--pipeline", "no_such_pipeline"], "is not installed"),
        (["read", "a.txt", "--json", "--jsonl"], "--jsonl"),
        (["reed", "a.txt"], "reed"),
    ],
)
def test_misuse_is_one_sentence(story: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments, cwd=story)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_debug_shows_the_traceback(story: Path) -> None:
    arguments = ["compare", "a.txt", "b.txt", "--pipeline", "no_such_pipeline"]
    assert "Traceback" not in run(*arguments, cwd=story).stderr
    assert "Traceback" in run(*arguments, "--debug", cwd=story).stderr
