"""What every command with a store shares: where it is, what it needs, how it is called in a message."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossread.commands.common import misused

if TYPE_CHECKING:
    from crossread.store import Store

PACKAGES = ("sqlalchemy", "alembic")
Place = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="PLACE",
        help="File of the stories, or a database's address (postgresql://…). Default: a file of this user's.",
        show_default=False,
    ),
]


def needs(*packages: str) -> None:
    """Says how to get what a store needs, and what else is named, if it is not installed."""
    from importlib.util import find_spec

    if any(find_spec(name) is None for name in (*PACKAGES, *packages)):
        what = "The local app" if packages else "A store"
        misused(f"{what} needs more packages: `pip install 'crossread[app]'` brings them.")


def place_of(store: str | None) -> str:
    """The place that is named, or this user's own."""
    return store or str(_own())


def named(place: str) -> str:
    """The place as it may be shown: without a password."""
    return place.split("@")[-1]


def opened(store: str | None, made_by: str) -> Store:
    """A store that is there already; ``made_by`` is the command that makes one. Raises `Unusable`."""
    place = there(store, made_by)
    from crossread.store import Store

    return Store(place)


def there(store: str | None, made_by: str) -> str:
    """The place of a store that is there already. Raises `Unusable`."""
    needs()
    from crossread.store import Unusable

    place = place_of(store)
    if "://" not in place and not Path(place).is_file():
        option = f" --store {place}" if store else ""
        raise Unusable(f"{place} does not exist: `crossread {made_by}{option}` makes it.")
    return place


def _own() -> Path:
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
