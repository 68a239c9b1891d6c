"""The command, thin: parse, call, show. Results go to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossread import __version__
from crossread.commands.cluster import cluster
from crossread.commands.common import (
    NOTHING,
    Debug,
    Json,
    MaxFileBytes,
    Pipeline,
    Set,
    Sources,
    Width,
    given,
    guarded,
    misused,
    put,
    say,
    settings_of,
    status,
    wide,
    write,
)
from crossread.commands.db import db
from crossread.commands.export import export
from crossread.commands.fetch import fetch
from crossread.commands.judge import judge
from crossread.commands.serve import serve
from crossread.commands.stories import stories
from crossread.commands.watch import watch

if TYPE_CHECKING:
    from crossread.values import Problem

app = typer.Typer(
    name="crossread",
    help="Reads several reports of one event as one: what they agree on, where they conflict, who said what.",
    epilog="Exit status: 0 done; 1 done, but some sources were refused; 2 nothing could be done; 130 interrupted.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Section(StrEnum):
    """A section of the terminal view."""

    agreed = "agreed"
    conflicts = "conflicts"
    quotes = "quotes"
    copying = "copying"
    timeline = "timeline"
    omissions = "omissions"
    reports = "reports"
    judgements = "judgements"


@app.callback(invoke_without_command=True)
def crossread(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"crossread {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(NOTHING)


@app.command()
def compare(
    context: typer.Context,
    sources: Sources = None,
    json: Json = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Also write one offline page.", show_default=False)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Also write dossier.json and dossier.html.", show_default=False
        ),
    ] = None,
    only: Annotated[
        Section | None,
        typer.Option(
            "--only", metavar="SECTION", help=f"Show one section only: {', '.join(Section)}.", show_default=False
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Show long lists whole.")] = False,
    width: Width = None,
    judgements: Annotated[
        list[str] | None,
        typer.Option(
            "--judgements",
            metavar="FILE",
            help="Apply an analyst's judgements; can be repeated.",
            show_default=False,
        ),
    ] = None,
    pipeline: Pipeline = None,
    max_file_bytes: MaxFileBytes = None,
    set: Set = None,
    debug: Debug = False,
) -> None:
    """Compare several reports of one event: one dossier.

    A SOURCE is a file, a folder, an address (https://…), or - for standard input.
    """
    names = given(sources, context)
    wide(width)
    if json and (only or all):
        misused("--only and --all pick from the terminal view: leave them out with --json.")
    settings = settings_of(pipeline, max_file_bytes, set)
    with guarded(debug):
        import msgspec

        from crossread import pipeline as way
        from crossread.progress import Progress

        with Progress(sys.stderr) as progress:
            dossier = way.compare(names, settings, progress, judgements or ())
        data = msgspec.json.encode(dossier) + b"\n"
        if html or output:
            from crossread.views import page

            written = page.render(dossier).encode()
            for place, content in (
                (html, written),
                (output and output / "dossier.json", data),
                (output and output / "dossier.html", written),
            ):
                if place:
                    write(place, content)
        if json:
            put(data)
        else:
            from crossread.views import terminal

            terminal.show(dossier, only=only.value if only else None, whole=all, width=width)
        say(dossier.problems, beside=not json)
        raise typer.Exit(status(dossier.problems))


@app.command()
def read(
    context: typer.Context,
    sources: Sources = None,
    json: Json = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print a line of JSON per report.")] = False,
    all: Annotated[bool, typer.Option("--all", help="Show long lists whole.")] = False,
    width: Width = None,
    pipeline: Pipeline = None,
    max_file_bytes: MaxFileBytes = None,
    set: Set = None,
    debug: Debug = False,
) -> None:
    """Read each report alone: what it says, and who says it.

    A SOURCE is a file, a folder, an address (https://…), or - for standard input.
    """
    names = given(sources, context)
    wide(width)
    if json and jsonl:
        misused("--json and --jsonl exclude each other: --json prints one list, --jsonl a line per report.")
    settings = settings_of(pipeline, max_file_bytes, set)
    with guarded(debug):
        from crossread import pipeline as way
        from crossread.errors import NothingToDo
        from crossread.views import reading as view

        problems: list[Problem] = []
        count = 0
        if json:
            put(b"[")
        for count, found in enumerate(way.read_each(names, settings, problems), 1):
            if json or jsonl:
                put((b",\n" if json and count > 1 else b"") + view.line(found) + (b"\n" if jsonl else b""))
            else:
                view.show(found, whole=all, width=width)
        if json:
            put(b"]\n")
        say(problems)
        if not count:
            raise NothingToDo("No report could be read.")
        raise typer.Exit(status(problems))


app.command()(cluster)
app.add_typer(stories)
app.command()(export)
app.command()(judge)
app.command()(serve)
app.add_typer(db)
app.command()(fetch)
app.command()(watch)


def main() -> None:
    """The command's entry."""
    app(prog_name="crossread")
