"""`crossread db`: a store checked, its schema brought up to date, all of it written to a file and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crossread.commands.common import DONE, NOTHING, Debug, guarded, tell
from crossread.commands.store import Place, named, needs, place_of, there

File = Annotated[Path, typer.Argument(metavar="FILE", hidden=True)]
db = typer.Typer(name="db", help="Look after a store of stories.", no_args_is_help=True)


@db.command()
def check(store: Place = None, debug: Debug = False) -> None:
    """Say what is wrong with a store: its schema, its tables, its rows."""
    with guarded(debug):
        needs()
        from crossread.store import checking

        place = place_of(store)
        wrong, counts = checking.look(place)
        for sentence in wrong:
            tell(f"{named(place)}: {sentence}")
        if not wrong:
            held = f"{counts['stories']:,} stories, {counts['records']:,} records in {counts['found']:,} found stories"
            print(f"{named(place)}: sound, {held}")
        raise typer.Exit(NOTHING if wrong else DONE)


@db.command()
def upgrade(store: Place = None, debug: Debug = False) -> None:
    """Bring a store's schema up to date; opening it does the same."""
    with guarded(debug):
        needs()
        from crossread.store import checking

        place = place_of(store)
        before, after = checking.upgrade(place)
        print(f"{named(place)}: {f'from {before} to {after}' if before != after else f'{after}, up to date already'}")


@db.command(name="export")
def export_(file: File, store: Place = None, debug: Debug = False) -> None:
    """Write all that a store holds to one file, for `db import` into a store of either kind.

    FILE is gzipped JSON lines; it is written whole or not at all.
    """
    with guarded(debug):
        place = there(store, "serve")
        from crossread.store import carrying

        rows = carrying.write(place, file)
        print(f"{file}: {rows:,} rows of {named(place)}")


@db.command(name="import")
def import_(file: File, store: Place = None, debug: Debug = False) -> None:
    """Fill an empty store with what `db export` wrote; whole or not at all."""
    with guarded(debug):
        needs()
        from crossread.store import carrying

        rows = carrying.read(place_of(store), file)
        print(f"{named(place_of(store))}: {rows:,} rows of {file}")
