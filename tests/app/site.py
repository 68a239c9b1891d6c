"""A site of the tests' own that answers well, wrongly, or without end."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = (
    "<!doctype html><html><head><title>{title}</title></head>"
    "<body><article><h1>{title}</h1>{body}</article></body></html>"
)
BRIDGE = (
    "The bridge over the Ilmen was closed on Monday after an inspector found cracks in two of its pillars.",
    "“We could not keep it open for a single day more,” the engineer Märta Øberg said at the town hall.",
    "The town council said that 4,000 cars crossed the bridge each day, and that a ferry would run from Friday.",
)
CANAL = (
    "The town closed its bridge over the Ilmen on Monday because two pillars had cracked, the council said.",
    "“We could not keep it open for a single day more,” said Märta Øberg, who is the engineer of the town.",
    "Some 6,000 cars used the bridge each day. A ferry will carry passengers from Friday, the council said.",
)


def page(title: str, paragraphs: tuple[str, ...]) -> str:
    """An article as HTML."""
    return PAGE.format(title=title, body="".join(f"<p>{p}</p>" for p in paragraphs))


class Site(ThreadingHTTPServer):
    """Notes what it was asked for. ``/held`` is answered when ``held`` is set."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.held = threading.Event()
        super().__init__(("127.0.0.1", 0), Answers)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Who asked went away."""


class Answers(BaseHTTPRequestHandler):
    """What each path gives."""

    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path == "/bridge":
            self._send(page("Bridge closed", BRIDGE).encode())
        elif self.path == "/moved":
            self._led("/news/ilmen.html")
        elif self.path == "/news/ilmen.html":
            self._send(page("Cracks close bridge", CANAL).encode("cp1252"), "text/html; charset=windows-1252")
        elif self.path == "/held":
            self.server.held.wait(30)
            self._send(page("Cracks close bridge", CANAL).encode())
        elif self.path == "/circle":
            self._led("/circle")
        elif self.path == "/inside":
            self._led(f"http://127.0.0.2:{self.server.server_port}/bridge")
        elif self.path == "/file":
            self._led("file:///etc/passwd")
        elif self.path == "/film":
            self._send(b"\x00\x01", "video/mp4")
        elif self.path == "/feed":
            self._send(b"<rss/>", "application/rss+xml")
        elif self.path == "/drip":
            self._head("text/html")
            for _ in range(300):
                self.wfile.write(b"x")
                time.sleep(0.1)
        elif self.path == "/endless":
            self._head("text/html")
            while True:
                self.wfile.write(b"x" * 65536)
        elif self.path == "/bomb":
            self._head("text/html", "gzip")
            self.wfile.write(gzip.compress(b"x" * 100_000_000))
        else:
            self.send_error(404)

    def _led(self, place: str) -> None:
        self.send_response(302)
        self.send_header("location", place)
        self.end_headers()

    def _head(self, kind: str, packed: str | None = None) -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        if packed:
            self.send_header("content-encoding", packed)
        self.end_headers()

    def _send(self, data: bytes, kind: str = "text/html; charset=utf-8") -> None:
        self._head(kind)
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def running() -> Iterator[Site]:
    """A site that is being served."""
    with Site() as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield site
        site.held.set()
        site.shutdown()
