"""The stores that the tests run against: a file, and a real PostgreSQL server where one is installed."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crossread.store import Store


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Gives the address of a new, empty database on a server of the tests' own."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        if os.environ.get("CROSSREAD_POSTGRES") == "required":
            pytest.fail("no PostgreSQL server is installed: `apt-get install postgresql`")
        pytest.skip("no PostgreSQL server is installed")
    programs = found[-1].parent
    # the server refuses to run as root
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="crossread-postgres-"))
    if user:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run([*user, *command], check=True, capture_output=True, cwd="/")

    data = str(folder / "data")
    run(str(programs / "initdb"), "-D", data, "-U", "crossread", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    run(str(programs / "pg_ctl"), "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")

    def make() -> str:
        name = f"s{secrets.token_hex(6)}"
        at = ("-h", "127.0.0.1", "-p", str(port), "-U", "crossread")
        run(str(programs / "createdb"), *at, name)
        return f"postgresql://crossread@127.0.0.1:{port}/{name}"

    yield make
    run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new store lies: each test that uses it runs against both."""
    if request.param == "sqlite":
        return str(tmp_path / "stories.db")
    make: Callable[[], str] = request.getfixturevalue("postgres")
    return make()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An open store."""
    opened = Store(place)
    yield opened
    opened.close()
