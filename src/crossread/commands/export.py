"""`crossread export`: a dossier as tables, annotations or claims."""

from __future__ import annotations

import importlib
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crossread.commands.common import DONE, Debug, guarded, misused, write

if TYPE_CHECKING:
    from crossread.values import Dossier


class Format(StrEnum):
    """What a table is written as."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


def export(
    dossier: Annotated[
        str, typer.Argument(metavar="DOSSIER", help="A dossier's JSON, - for standard input.", show_default=False)
    ],
    tables: Annotated[
        Path | None,
        typer.Option("--tables", metavar="DIR", help="Write a file per table.", show_default=False),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="What the tables are written as.")] = Format.csv,
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
    """Write what a dossier holds for other programs: tables, annotations, claims."""
    if not (tables or annotations or claims):
        misused("Nothing is asked for: name --tables DIR, --annotations FILE or --claims FILE.")
    with guarded(debug):
        import msgspec

        from crossread.views import annotations as notes
        from crossread.views import claims as said
        from crossread.views.tables import tables as flat

        shown = _dossier(dossier)
        if tables:
            for name, rows in flat(shown).items():
                write(tables / f"{name}.{format.value}", _encoded(rows, format))
        if annotations:
            write(annotations, msgspec.json.format(msgspec.json.encode(notes.collection(shown)), indent=1) + b"\n")
        if claims:
            write(claims, b"".join(msgspec.json.encode(c) + b"\n" for c in said.claims(shown)))
        raise typer.Exit(DONE)


def _dossier(place: str) -> Dossier:
    import msgspec

    from crossread.errors import CrossreadError
    from crossread.values import Dossier

    remedy = "`crossread compare … --json > FILE` makes one"
    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
        return msgspec.json.decode(data, type=Dossier)
    except OSError as error:
        raise CrossreadError(f"{place} cannot be read ({error.strerror}): {remedy}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CrossreadError(f"{place} is no dossier ({' '.join(str(error).split())[:120]}): {remedy}.") from None


def _encoded(rows: list[dict[str, Any]], format: Format) -> bytes:
    """A table's file; a table without rows is an empty file, and in Parquet one without columns."""
    import csv
    import io

    import msgspec

    from crossread.errors import CrossreadError

    if format is Format.jsonl:
        return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    if format is Format.csv:
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\n")
        if rows:
            writer.writeheader()
        writer.writerows(rows)
        return out.getvalue().encode()
    try:
        arrow: Any = importlib.import_module("pyarrow")
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise CrossreadError(
            "Parquet needs pyarrow: `pip install 'crossread[parquet]'`, or take --format csv."
        ) from None
    sink = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows), sink)
    return sink.getvalue()
