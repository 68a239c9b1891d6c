"""Addresses as sources and `crossread fetch`, through the command and against a real server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.fetching.site import Served, reply, serving

FERRY = Path(__file__).parents[2] / "examples" / "ferry-lunna"


@pytest.fixture
def site() -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(FERRY)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "crossread", *arguments]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def test_this_machine_is_not_asked_unless_it_is_said(site: str, tmp_path: Path) -> None:
    port = site.rpartition(":")[2]
    done = run("fetch", f"{site}/01-pelagia.txt", "-o", str(tmp_path), "--set", f"ports={port}")
    assert done.returncode == 2 and "leads to this machine" in done.stderr and not list(tmp_path.iterdir())


def test_pages_are_saved_with_where_they_are_from(site: str, tmp_path: Path) -> None:
    port = site.rpartition(":")[2]
    own = ("-o", str(tmp_path), "--set", f"ports={port}", "--set", "allow_private=true", "--set", "min_host_seconds=0")
    done = run("fetch", f"{site}/01-pelagia.txt", f"{site}/05-channel-nine.html", f"{site}/none", *own)
    assert done.returncode == 1 and "404" in done.stderr
    saved = [Path(line) for line in done.stdout.splitlines()]
    assert [p.suffix for p in saved] == [".txt", ".html"]
    assert saved[0].read_bytes() == (FERRY / "01-pelagia.txt").read_bytes()
    about = json.loads(saved[0].with_suffix(".json").read_text("utf-8"))
    assert about["url"] == f"{site}/01-pelagia.txt" and about["file"] == saved[0].name and about["modified"]
    again = run("fetch", f"{site}/01-pelagia.txt", *own)
    assert again.returncode == 0 and "has not changed" in again.stderr and again.stdout == ""


@pytest.fixture
def ferries() -> Iterator[tuple[Served, str]]:
    """A site with a feed of twelve articles, and what it was asked."""
    with serving() as served:
        base = f"http://127.0.0.1:{served.port}"
        items = ""
        for n in range(12):
            text = f"<p>{f'The ferry number {n} from Osk was late on Monday, and its passengers had to wait. ' * 6}</p>"
            served.answers[f"/{n}"] = (
                f"<html><head><title>Ferry {n} late</title></head><body>{text}</body></html>".encode()
            )
            day = f"2024-03-{n + 1:02}T08:00:00Z"
            items += (
                f"<entry><title>Ferry {n} late</title><link href='{base}/{n}'/><published>{day}</published></entry>"
            )
        feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Osk</title>{items}</feed>".encode()
        served.answers["/feed"] = reply(feed, kind="application/atom+xml")
        yield served, base


def own(base: str, folder: Path, pace: float = 0.0) -> list[str]:
    port = base.rpartition(":")[2]
    sets = (f"ports={port}", "allow_private=true", f"min_host_seconds={pace}")
    return ["-o", str(folder), *(x for s in sets for x in ("--set", s))]


def test_a_feed_is_read_by_compare_and_cluster_with_what_it_tells(ferries: tuple[Served, str], tmp_path: Path) -> None:
    served, base = ferries
    refused = tmp_path / "refused.jsonl"
    del served.answers["/10"]
    done = run(
        "fetch",
        f"{base}/feed",
        "--most",
        "4",
        "--refused",
        str(refused),
        *own(base, tmp_path / "pages"),
        "--since",
        "2024-03-02",
    )
    assert done.returncode == 1 and len(done.stdout.splitlines()) == 3
    assert "4 to fetch, 7 more are left (--most), 1 are older (--since)" in done.stderr
    assert "3 saved, 0 there already, 1 refused" in done.stderr
    assert json.loads(refused.read_text("utf-8"))["source"] == f"{base}/10"
    dossier = json.loads(run("compare", str(tmp_path / "pages"), "--json").stdout)
    assert {(r["url"], r["published"][:10]) for r in dossier["reports"]} == {
        (f"{base}/{n}", f"2024-03-{n + 1:02}") for n in (8, 9, 11)
    }


def test_a_run_that_is_killed_goes_on_and_fetches_nothing_twice(ferries: tuple[Served, str], tmp_path: Path) -> None:
    served, base = ferries
    command = [sys.executable, "-m", "crossread", "fetch", f"{base}/feed", *own(base, tmp_path, 0.1)]
    lines = []
    for _ in range(2):
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert running.stdout
        lines += [running.stdout.readline() for _ in range(3)]
        running.kill()
        lines += running.stdout.readlines()
        running.wait()
    done = run(*command[3:])
    assert done.returncode == 0
    pages = [p for p in served.pages() if p != "/feed"]
    assert len(list(tmp_path.glob("*.html"))) == 12 and len(lines) >= 6
    assert len(pages) - len(set(pages)) <= 2, "but for what was on its way when the run was killed"


def test_addresses_from_standard_input(ferries: tuple[Served, str], tmp_path: Path) -> None:
    _, base = ferries
    command = [sys.executable, "-m", "crossread", "fetch", "-", *own(base, tmp_path)]
    given = f"# two\n{base}/1\n{base}/2 # the second\n"
    done = subprocess.run(command, capture_output=True, text=True, input=given)
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 2


def test_an_address_that_cannot_be_asked_is_a_refused_source() -> None:
    done = run("read", "http://127.0.0.1:9/page")
    assert done.returncode == 2 and "http://127.0.0.1:9/page: asks for port 9" in done.stderr
    assert "Traceback" not in done.stderr
