"""`crossread watch` as its user runs it: feeds that grow, standard input, Ctrl-C, and kills at any moment."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crossread.store import Archive
from evaluation import generator
from tests.fetching.site import Served, reply, serving


def command(store: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "crossread", "watch", "--store", str(store), "--jsonl", *arguments]


def run(store: Path, *arguments: str, given: str = "") -> tuple[int, list[dict[str, Any]], str]:
    done = subprocess.run(command(store, *arguments), capture_output=True, text=True, input=given, timeout=120)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def stories(store: Path) -> dict[str, list[str]]:
    archive = Archive(str(store))
    try:
        return {s.id: [k.id for k in archive.reports(s.id)] for s in archive.stories(most=1_000)}
    finally:
        archive.close()


def rows(count: int) -> list[dict[str, str]]:
    made = sorted(generator.archive(count, seed=9), key=lambda r: (r["date"], r["id"]))
    return [{**r, "date": f"2024-03-{1 + n * 5 // count:02}"} for n, r in enumerate(made)]


@pytest.fixture
def feed() -> Iterator[tuple[Served, str, list[str]]]:
    """A site with a feed of ferry reports, its address, and what it needs to be asked on this machine."""
    with serving() as served:
        base = f"http://127.0.0.1:{served.port}"
        sets = (f"ports={served.port}", "allow_private=true", "min_host_seconds=0")
        yield served, base, [x for s in sets for x in ("--set", s)]


EVENTS = (
    ("Ferry Ailsa aground off Osk", "The ferry Ailsa ran aground off Osk with 40 people on board, its owner said. "),
    ("Velling elects its first mayor", "Voters in Velling chose the teacher Ilse Noor as mayor by 312 votes. "),
    ("Dam at Corran springs a leak", "Engineers lowered the lake at Corran after water came through the dam. "),
)


def publish(served: Served, base: str, *numbers: int, changed: int | None = None, whole: bool = False) -> None:
    items = ""
    for n in numbers:
        what, lead = EVENTS[n % 3]
        body = f"{lead * 7} Report {n} was written by a reporter on the spot, who counted {n} onlookers. "
        body += " More was said in the evening." * 6 if n == changed else ""
        title = f"{what}, report {n}"
        served.answers[f"/{n}"] = f"<html><head><title>{title}</title></head><body><p>{body}</p></body></html>".encode()
        stamp = "2124-01-01T00:00:00Z" if n == changed else f"2024-03-0{n + 1}T08:00:00Z"
        content = f"<content type='html'>&lt;p&gt;{body}&lt;/p&gt;</content>" if whole else ""
        items += (
            f"<entry><title>{title}</title><link href='{base}/{n}'/><published>2024-03-0{n + 1}T08:00:00Z</published>"
        )
        items += f"<updated>{stamp}</updated>{content}</entry>"
    data = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Osk</title>{items}</feed>".encode()
    served.answers["/feed"] = reply(data, kind="application/atom+xml")


def test_a_feed_that_grows(feed: tuple[Served, str, list[str]], tmp_path: Path) -> None:
    served, base, sets = feed
    store = tmp_path / "s.db"
    publish(served, base, 0, 1, 3)
    status, told, _ = run(store, f"{base}/feed", "--once", *sets)
    assert status == 0 and [e["change"] for e in told] == ["new", "new", "joined"]
    assert told[2]["story"] == told[0]["story"] and told[2]["reports"] == 2
    assert told[0]["date"].startswith("2024-03-01") and told[0]["report"] == f"{base}/0"
    served.asked.clear()
    publish(served, base, 0, 1, 3, 4, changed=1)
    served.answers["/gone"] = reply(b"", 404)
    refused = tmp_path / "refused.jsonl"
    status, told, said = run(store, f"{base}/feed", f"{base}/gone", "--once", "--refused", str(refused), *sets)
    assert [(e["change"], e["report"]) for e in told] == [("version", f"{base}/1"), ("joined", f"{base}/4")]
    assert sorted(served.pages()) == ["/1", "/4", "/feed", "/gone"], "what is there is not asked for again"
    assert status == 1 and "404" in said and json.loads(refused.read_text("utf-8"))["source"] == f"{base}/gone"


def test_the_text_of_a_feed_that_carries_it(feed: tuple[Served, str, list[str]], tmp_path: Path) -> None:
    served, base, sets = feed
    publish(served, base, 0, 1, 2, whole=True)
    _, told, _ = run(tmp_path / "s.db", "--feed", f"{base}/feed", "--feed-text", "--once", *sets)
    assert len(told) == 3 and served.pages() == ["/feed"]


def test_ctrl_c_ends_it(feed: tuple[Served, str, list[str]], tmp_path: Path) -> None:
    served, base, sets = feed
    publish(served, base, 0)
    arguments = command(tmp_path / "s.db", f"{base}/feed", "--every", "1s", *sets)
    with subprocess.Popen(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whoever runs the tests may ignore it
    ) as running:
        assert running.stdout and running.stderr
        assert json.loads(running.stdout.readline())["change"] == "new"
        publish(served, base, 0, 3)
        assert json.loads(running.stdout.readline())["change"] == "joined"
        running.send_signal(signal.SIGINT)
        assert running.wait(10) == 130 and "Traceback" not in running.stderr.read()


def test_two_cannot_watch_into_one_store(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    with subprocess.Popen(command(store, "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin and running.stdout
        late = threading.Timer(60, running.kill)
        late.start()
        running.stdin.write(json.dumps(rows(1)[0]) + "\n")
        running.stdin.flush()
        running.stdout.readline()
        status, _, said = run(store, "-")
        assert status == 2 and "being watched into already" in said
        running.stdin.close()
        assert running.wait(20) == 0
        late.cancel()


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path, seed: int) -> None:
    given = rows(60)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "day.jsonl").write_text("".join(json.dumps(row) + "\n" for row in given), "utf-8")
    status, told, _ = run(tmp_path / "whole.db", str(tmp_path / "in"), "--once")
    assert status == 0 and len([e for e in told if e.get("number")]) == 60
    chance = random.Random(seed)
    killed = tmp_path / "killed.db"
    for _ in range(4):
        arguments = command(killed, str(tmp_path / "in"), "--once")
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
            assert running.stdout
            for _ in range(chance.randrange(0, 20)):
                running.stdout.readline()
            time.sleep(chance.random() * 0.1)
            running.kill()
    status, _, _ = run(killed, str(tmp_path / "in"), "--once")
    assert status == 0 and stories(killed) == stories(tmp_path / "whole.db")
    assert sorted(id for ids in stories(killed).values() for id in ids) == sorted(row["id"] for row in given)
