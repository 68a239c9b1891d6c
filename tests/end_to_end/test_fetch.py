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


def test_an_address_that_cannot_be_asked_is_a_refused_source() -> None:
    done = run("read", "http://127.0.0.1:9/page")
    assert done.returncode == 2 and "http://127.0.0.1:9/page: asks for port 9" in done.stderr
    assert "Traceback" not in done.stderr
