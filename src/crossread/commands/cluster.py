"""`crossread cluster`: an archive to stories."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossread.commands.common import (
    REFUSED,
    Debug,
    MaxFileBytes,
    Set,
    Sources,
    given,
    guarded,
    misused,
    put,
    settings_of,
    tell,
    write,
)

if TYPE_CHECKING:
    from crossread.values import Problem

SHOWN_REFUSALS = 20


def cluster(
    context: typer.Context,
    sources: Sources = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print a line of JSON per story, lone reports too.")] = False,
    stream: Annotated[
        bool, typer.Option("--stream", help="Place each report as it comes, in the order of dates.")
    ] = False,
    changes: Annotated[
        Path | None,
        typer.Option(
            "--changes",
            metavar="FILE",
            help="Write a line per story that a stream merged or parted.",
            show_default=False,
        ),
    ] = None,
    refused: Annotated[
        Path | None,
        typer.Option("--refused", metavar="FILE", help="Write a line of JSON per refused input.", show_default=False),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep", metavar="DIR", help="Keep what is costly here: a stopped run goes on from it.", show_default=False
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, help="Processes that share the work.", show_default=False)
    ] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="A Dask cluster that does the work: tcp://host:port.",
            show_default=False,
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Show every story and the lone reports.")] = False,
    max_file_bytes: MaxFileBytes = None,
    set: Set = None,
    debug: Debug = False,
) -> None:
    """Find the stories in an archive: which reports tell of one event.

    A SOURCE is a file (JSON lines, CSV, Parquet, WARC, WACZ, RSS, Atom, EML, PDF, HTML, text), a folder of such
    files, or - for JSON lines on standard input.
    """
    names = given(sources, context)
    if changes and not stream:
        misused("--changes takes --stream: only a stream changes its stories.")
    if scheduler and workers > 1:
        misused("--workers are processes of this machine, --scheduler is a cluster: give one of them.")
    settings = settings_of(None, max_file_bytes, set)
    with guarded(debug):
        import msgspec

        from crossread import language, stories
        from crossread.errors import NothingToDo
        from crossread.progress import Progress
        from crossread.stories import executors
        from crossread.views import stories as view

        problems: list[Problem] = []
        with executors.chosen(workers, scheduler) as executor, Progress(sys.stderr) as progress:
            found = stories.cluster(
                names, language.load(settings), settings, problems.append, progress, stream, keep, executor
            )
        encode = msgspec.json.Encoder().encode
        if refused:
            write(refused, b"".join(encode({"source": p.source, "reason": p.message}) + b"\n" for p in problems))
        else:
            for problem in problems[:SHOWN_REFUSALS]:
                tell(f"{problem.source}: {problem.message}")
            if len(problems) > SHOWN_REFUSALS:
                tell(f"{len(problems) - SHOWN_REFUSALS:,} more were refused: --refused FILE lists them all.")
        if changes:
            write(changes, b"".join(encode(c) + b"\n" for c in found.changes))
        if not found.stories:
            raise NothingToDo("No report could be read.")
        if jsonl:
            for story in found.stories:
                put(encode(story) + b"\n")
        else:
            put(view.render(found.stories, whole=all).encode())
        if problems:
            raise typer.Exit(REFUSED)
