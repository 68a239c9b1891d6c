"""What the app refuses before it does anything."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from crossread.commands.serve import _settings
from tests.app.running import App


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),
        ({"sec-fetch-site": "same-origin"}, 201),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"x-crossread-token": "guessed"}, 403),
        ({"x-crossread-token": ""}, 403),
        ({"host": "evil.example"}, 421),
        ({"host": "localhost.evil.example:80"}, 421),
    ],
)
def test_who_may_change_something(app: App, headers: dict[str, str], status: int) -> None:
    assert app.ask("POST", "/api/stories", {"title": "Guarded"}, headers)[0] == status


def test_a_foreign_name_may_not_even_read(app: App) -> None:
    assert app.ask("GET", "/api/stories", headers={"host": "rebound.example"})[0] == 421


def test_every_answer_keeps_browsers_from_mixing(app: App) -> None:
    for path in ("/", "/api/stories", "/assets/app.css"):
        with socket.create_connection(("127.0.0.1", app.port)) as wire:
            wire.sendall(f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n".encode())
            head = b""
            while b"\r\n\r\n" not in head:
                head += wire.recv(4096)
        told = head.split(b"\r\n\r\n")[0].lower()
        assert b"content-security-policy: default-src 'none'" in told
        assert b"x-content-type-options: nosniff" in told and b"access-control-allow-origin" not in told


def test_a_body_without_end_is_cut_off(tmp_path_factory: pytest.TempPathFactory) -> None:
    limits = ("--set", "max_upload_bytes=1000", "--set", "max_upload_seconds=1")
    small = App(tmp_path_factory.mktemp("small") / "s.db", *limits)
    try:
        assert small.ask("POST", "/api/stories", b"x" * 2000)[0] == 413
        head = (
            f"POST /api/stories HTTP/1.1\r\nhost: 127.0.0.1\r\nx-crossread-token: {small.token}\r\n"
            "content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        assert b" 413 " in _send(small, head, [b"190\r\n" + b" " * 400 + b"\r\n"] * 4)
        assert b" 408 " in _send(small, head, [b"1\r\n{\r\n"])
    finally:
        small.kill()


def test_other_machines_get_no_folder_of_this_one(tmp_path: Path) -> None:
    assert _settings(None, "127.0.0.1")[0].folders
    assert not _settings(None, "0.0.0.0")[0].folders
    assert _settings(["folders=true"], "0.0.0.0")[0].folders
    app = App(tmp_path / "s.db", "--set", "folders=false")
    try:
        story = app.call("POST", "/api/stories", {"title": "Told apart"})
        status, said = app.ask("POST", f"/api/stories/{story['id']}/folder", {"path": str(tmp_path)})
        assert status == 400 and "not taken" in said["message"]
        assert b"/home/me/reports" not in app.ask("GET", "/")[1]
    finally:
        app.kill()


def _send(app: App, head: str, chunks: list[bytes]) -> bytes:
    with socket.create_connection(("127.0.0.1", app.port), timeout=10) as wire:
        wire.sendall(head.encode())
        for chunk in chunks:
            wire.sendall(chunk)
        return wire.recv(4096)
