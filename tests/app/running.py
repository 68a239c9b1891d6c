"""A real server of the app for tests: started, asked, killed."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

PATIENCE = 60.0
"""Seconds for a comparison in a test."""


class App:
    """The app in a process of its own, over a store that outlives it."""

    def __init__(self, store: Path, *options: str) -> None:
        self._store, self._options = store, options
        self.start()

    def start(self) -> None:
        """Starts it on a free port and waits until it answers."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "crossread",
            "serve",
            "--store",
            str(self._store),
            "--port",
            str(self.port),
        ]
        self._process = subprocess.Popen(
            [*command, "--no-browser", *self._options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + PATIENCE
        while True:
            try:
                page = urllib.request.urlopen(f"{self.url}/", timeout=5).read().decode()
                break
            except OSError:
                assert self._process.poll() is None, "the app ended"
                assert time.monotonic() < end, "the app does not answer"
                time.sleep(0.05)
        token = re.search(r'name="token" content="([^"]+)"', page)
        assert token is not None
        self.token = token[1]

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """Ends it as the machine's loss of power would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        """Status and answer of a call; JSON is decoded."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        given = {"x-crossread-token": self.token, "content-type": "application/json", **(headers or {})}
        request = urllib.request.Request(self.url + path, data, {k: v for k, v in given.items() if v}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                status, said, kind = answer.status, answer.read(), answer.headers.get_content_type()
        except urllib.error.HTTPError as error:
            status, said, kind = error.code, error.read(), error.headers.get_content_type()
        return status, json.loads(said) if said and kind == "application/json" else said

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer of a call that must succeed."""
        status, answer = self.ask(method, path, body)
        assert status < 300, answer
        return answer

    def begun(self, title: str, texts: dict[str, str]) -> Any:
        """A story of some texts, as it was begun."""
        story = self.call("POST", "/api/stories", {"title": title})
        given = [{"name": name, "text": text} for name, text in texts.items()]
        return self.call("POST", f"/api/stories/{story['id']}/texts", {"texts": given})

    def compared(self, id: str) -> Any:
        """A story when its comparison has ended."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            story = self.call("GET", f"/api/stories/{id}")
            if story["state"] not in ("waiting", "running"):
                return story
            time.sleep(0.1)
        raise AssertionError("the comparison takes too long")
