"""`crossread export`: dossiers as tables, annotations or claims."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossread.commands.common import DONE, NOTHING, REFUSED, Debug, guarded, misused, tell, write

if TYPE_CHECKING:
    from crossread.values import Dossier

STORY = "story"
"""The first column of every table: which dossier a row is of."""
REMEDY = "`crossread compare … --json > FILE` makes one"


class Format(StrEnum):
    """What a table is written as."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


def export(
    dossiers: Annotated[
        list[str],
        typer.Argument(
            metavar="DOSSIER", help="A dossier's JSON, a folder of such, or - for standard input.", show_default=False
        ),
    ],
    tables: Annotated[
        Path | None,
        typer.Option("--tables", metavar="DIR", help="Write a file per table.", show_default=False),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="What the tables are written as.")] = Format.csv,
    spreadsheet: Annotated[
        bool, typer.Option("--spreadsheet", help="CSV for a spreadsheet: no text is taken for a formula.")
    ] = False,
    annotations: Annotated[
        Path | None,
        typer.Option("--annotations", metavar="FILE", help="Write W3C Web Annotations.", show_default=False),
    ] = None,
    claims: Annotated[
        Path | None,
        typer.Option("--claims", metavar="FILE", help="Write schema.org claims, a line each.", show_default=False),
    ] = None,
    debug: Debug = False,
) -> None:
    """Write what dossiers hold for other programs: tables, annotations, claims.

    Several dossiers become one set of tables, with the name of a dossier's file as the story of its rows.
    """
    if not (tables or annotations or claims):
        misused("Nothing is asked for: name --tables DIR, --annotations FILE or --claims FILE.")
    if spreadsheet and format is not Format.csv:
        misused("--spreadsheet is for --format csv.")
    with guarded(debug):
        import msgspec

        from crossread.errors import CrossreadError
        from crossread.views import annotations as notes
        from crossread.views import claims as said
        from crossread.views.tables import TABLES
        from crossread.views.written import COLUMNS, Tables

        places = _places(dossiers)
        if annotations and len(places) != 1:
            misused("--annotations takes one dossier: a collection of annotations is of one.")
        refused = 0
        lines = bytearray()
        with ExitStack() as stack:
            if tables:
                files = stack.enter_context(Tables(spreadsheet))
                add = {
                    name: files.open(tables / f"{name}.{format.value}", {STORY: "text", **COLUMNS[name]})
                    for name in TABLES
                }
            for place, story in places.items():
                try:
                    shown = _dossier(place)
                except CrossreadError as error:
                    if len(places) == 1:
                        raise
                    tell(str(error))
                    refused += 1
                    continue
                if tables:
                    for name, rows in TABLES.items():
                        add[name]({STORY: story, **row} for row in rows(shown))
                if annotations:
                    data = msgspec.json.encode(notes.collection(shown))
                    write(annotations, msgspec.json.format(data, indent=1) + b"\n")
                if claims:
                    lines += b"".join(msgspec.json.encode(c) + b"\n" for c in said.claims(shown))
            if refused == len(places):
                raise typer.Exit(NOTHING)
        if claims:
            write(claims, bytes(lines))
        raise typer.Exit(REFUSED if refused else DONE)


def _places(names: list[str]) -> dict[str, str]:
    """Each dossier's file and what its story is called: the file's name, or its path where two have one name."""
    from crossread.errors import CrossreadError

    found = [place for name in names for place in _inside(name)]
    if not found:
        raise CrossreadError(f"{names[0]} is a folder without files that end in .json: {REMEDY}.")
    stems = Counter(Path(place).stem for place in dict.fromkeys(found))
    return {p: Path(p).stem if stems[Path(p).stem] == 1 else p.removesuffix(".json") for p in found}


def _inside(name: str) -> Iterator[str]:
    if name != "-" and Path(name).is_dir():
        yield from sorted(map(str, Path(name).rglob("*.json")))
    else:
        yield name


def _dossier(place: str) -> Dossier:
    import msgspec

    from crossread.errors import CrossreadError
    from crossread.values import Dossier

    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
        return msgspec.json.decode(data, type=Dossier)
    except OSError as error:
        raise CrossreadError(f"{place} cannot be read ({error.strerror}): {REMEDY}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CrossreadError(f"{place} is no dossier ({' '.join(str(error).split())[:120]}): {REMEDY}.") from None
