"""The app as an ASGI application, and its server."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from crossread import __version__
from crossread.app import api, failing, found, given, pages, routing, security
from crossread.app.fetching import Fetching
from crossread.app.settings import AppSettings
from crossread.app.state import State
from crossread.app.worker import Worker
from crossread.errors import CrossreadError
from crossread.fetching import FetchSettings
from crossread.settings import Settings
from crossread.store import Store

OPERATIONS = (api, found, given)
"""The modules that add operations to the routers when they are imported."""


def create(place: str, settings: AppSettings | None = None, fetch: FetchSettings | None = None) -> FastAPI:
    """The application over a store (a file's path or a database's address). Raises `Unusable`."""
    settings = settings or AppSettings()
    store = Store(place)
    worker = Worker(store, place, settings.max_compare_seconds)
    fetching = Fetching(store, fetch or FetchSettings(), settings.fetch_threads, worker.wake)
    token = security.token()

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        worker.start()
        fetching.start()
        yield
        fetching.stop()
        worker.stop()
        store.close()

    app = FastAPI(
        title="Crossread",
        version=__version__,
        description=f"The library of stories. What changes something needs the header `{security.TOKEN}`.",
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.crossread = State(
        store=store, worker=worker, fetching=fetching, settings=settings, reading=Settings(), token=token
    )
    app.include_router(routing.router)
    app.include_router(routing.changing)
    app.include_router(pages.router)
    app.include_router(found.router)
    app.mount("/assets", StaticFiles(directory=Path(__file__).parent / "assets"), name="assets")
    failing.handle(app)
    app.add_middleware(security.Guard, settings=settings, token=token)
    return app


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens at an address; a port of 0 takes a free one. Raises `CrossreadError` if it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            wire.bind((host, port))
        except OSError as error:
            raise CrossreadError(
                f"{host}:{port} cannot be listened at ({error.strerror}): name another --port, or 0 for a free one."
            ) from error
        yield wire


def run(app: FastAPI, wire: socket.socket) -> None:
    """Serves at a socket until it is interrupted."""
    uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[wire])
