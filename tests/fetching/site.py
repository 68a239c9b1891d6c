"""A site on this machine for the tests of fetching: each path answers as the test needs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<html><body><p>The bridge is shut.</p></body></html>"
Answer = Callable[[BaseHTTPRequestHandler], None]


class Served:
    """What a site answers, and what it was asked, in that order."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | bytes] = {}
        self.asked: list[str] = []
        self.port = 0

    def pages(self) -> list[str]:
        """What was asked for but robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


def reply(body: bytes = PAGE, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """An answer of these bytes; ``Retry_After="3"`` is a field of its head."""

    def answer(site: BaseHTTPRequestHandler) -> None:
        site.send_response(status)
        site.send_header("Content-Type", kind)
        site.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            site.send_header(name.replace("_", "-"), value)
        site.end_headers()
        site.wfile.write(body)

    return answer


@contextmanager
def serving() -> Iterator[Served]:
    """A site until the block ends."""
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            answer = served.answers.get(self.path)
            if answer is None:
                self.send_error(404)
            elif isinstance(answer, bytes):
                reply(answer)(self)
            else:
                answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
