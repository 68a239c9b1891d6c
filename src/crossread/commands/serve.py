"""`crossread serve`: the local app. `crossread db check`: whether its store is sound."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossread.commands.common import DONE, NOTHING, Debug, Set, guarded, misused, set_values, tell

if TYPE_CHECKING:
    from crossread.app.settings import AppSettings
    from crossread.fetching import FetchSettings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
Place = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="PLACE",
        help="File of the stories, or a database's address (postgresql://…). Default: a file of this user's.",
        show_default=False,
    ),
]
db = typer.Typer(name="db", help="Look after the store of the local app.", no_args_is_help=True)


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
        _needs_app()
        from crossread.app import serving

        place = store or str(_own_store())
        with serving.listening(host, port) as wire:
            app = serving.create(place, settings, fetch)
            address = f"http://{f'[{host}]' if ':' in host else host}:{wire.getsockname()[1]}/"
            tell(f"{address} shows the stories in {place.split('@')[-1]}; Ctrl-C ends it")
            if host not in LOOPBACK:
                tell("anybody who reaches this address can read and change these stories")
            if browser and sys.stderr.isatty():
                typer.launch(address)
            serving.run(app, wire)
        raise typer.Exit(DONE)


@db.command()
def check(store: Place = None, debug: Debug = False) -> None:
    """Say what is wrong with a store: its schema, its tables, its rows."""
    with guarded(debug):
        _needs_app()
        from crossread.store import Store, Unusable

        place = store or str(_own_store())
        if "://" not in place and not Path(place).is_file():
            raise Unusable(f"{place} does not exist: `crossread serve --store {place}` makes it.")
        opened = Store(place)
        wrong = opened.check()
        for sentence in wrong:
            tell(f"{place.split('@')[-1]}: {sentence}")
        if not wrong:
            print(f"{place.split('@')[-1]}: sound, {len(opened.stories())} stories")
        raise typer.Exit(NOTHING if wrong else DONE)


def _needs_app() -> None:
    """Says how to get what the app needs, if it is not installed."""
    from importlib.util import find_spec

    if any(find_spec(name) is None for name in ("fastapi", "sqlalchemy", "alembic", "uvicorn", "multipart")):
        misused("The local app needs more packages: `pip install 'crossread[app]'` brings them.")


def _own_store() -> Path:
    """The file of this user's stories, its folder made if need be."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = base / "crossread"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "stories.db"


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
    return settings, fetch
