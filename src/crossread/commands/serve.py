"""`crossread serve`: the local app."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from crossread.commands.common import DONE, Debug, Set, guarded, set_values, tell
from crossread.commands.store import Place, named, needs, place_of

if TYPE_CHECKING:
    from crossread.app.settings import AppSettings
    from crossread.fetching import FetchSettings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def serve(
    store: Place = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8022,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the app in a browser.")] = True,
    set: Set = None,
    debug: Debug = False,
) -> None:
    """Open the local app: a library of stories, each compared, read and judged in the browser.

    Nothing leaves this machine, and nothing but this machine is listened to unless --host says otherwise.
    """
    with guarded(debug):
        settings, fetch = _settings(set, host)
        needs("fastapi", "uvicorn", "multipart")
        from crossread.app import serving

        place = place_of(store)
        with serving.listening(host, port) as wire:
            app = serving.create(place, settings, fetch)
            address = f"http://{f'[{host}]' if ':' in host else host}:{wire.getsockname()[1]}/"
            tell(f"{address} shows the stories in {named(place)}; Ctrl-C ends it")
            if host not in LOOPBACK:
                tell("anybody who reaches this address can read and change these stories")
            if browser and sys.stderr.isatty():
                typer.launch(address)
            serving.run(app, wire)
        raise typer.Exit(DONE)


def _settings(pairs: list[str] | None, host: str) -> tuple[AppSettings, FetchSettings]:
    """What ``--set`` says of the app and of fetching; the host that is listened to may be called by its name."""
    import msgspec

    from crossread.app.settings import AppSettings
    from crossread.fetching import FetchSettings

    of_fetching = {f.name for f in msgspec.structs.fields(FetchSettings)}
    parted: dict[bool, list[str]] = {True: [], False: []}
    for pair in pairs or []:
        parted[pair.partition("=")[0].strip().replace("-", "_") in of_fetching].append(pair)
    settings, fetch = set_values(AppSettings, parted[False]), set_values(FetchSettings, parted[True])
    own = f"[{host}]" if ":" in host else host.lower()
    if own not in settings.hosts:
        settings = msgspec.structs.replace(settings, hosts=(*settings.hosts, own))
    if host not in LOOPBACK and not any(p.replace(" ", "").startswith("folders=") for p in pairs or []):
        settings = msgspec.structs.replace(settings, folders=False)
    return settings, fetch
