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
    refusals,
    settings_of,
    tell,
    write,
)
from crossread.commands.store import named, needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crossread.language import Language
    from crossread.progress import Progress
    from crossread.settings import Settings
    from crossread.stories import Found, Story
    from crossread.stories.executors import Executor
    from crossread.stories.records import Record
    from crossread.stories.versions import Version
    from crossread.values import Problem

SHOWN_REFUSALS = 20


def cluster(
    context: typer.Context,
    sources: Sources = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print a line of JSON per story, lone reports too.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write the stories: .csv and .parquet a row per report, .jsonl a line per story.",
            show_default=False,
        ),
    ] = None,
    stream: Annotated[
        bool, typer.Option("--stream", help="Place each report as it comes, in the order of dates.")
    ] = False,
    changes: Annotated[
        Path | None,
        typer.Option(
            "--changes",
            metavar="FILE",
            help="Write a line per story that was merged or parted, with --stream or --store.",
            show_default=False,
        ),
    ] = None,
    versions: Annotated[
        Path | None,
        typer.Option(
            "--versions",
            metavar="FILE",
            help="Write a line per later version of an article: what changed in it.",
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
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="FIELD=NAME",
            help="Which column or field holds id, url, title, date or text; can be repeated.",
            show_default=False,
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
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            metavar="PLACE",
            help="Keep records and stories in a file, or a database (postgresql://…); what is there is placed anew.",
            show_default=False,
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Show every story and the lone reports.")] = False,
    max_file_bytes: MaxFileBytes = None,
    set: Set = None,
    debug: Debug = False,
) -> None:
    """Find the stories in an archive: which reports tell of one event.

    A SOURCE is a file (JSON lines, JSON, CSV, Parquet, WARC, WACZ, RSS, Atom, EML, PDF, HTML, text), a folder of
    such files, or - for JSON lines on standard input.
    """
    names = sources or [] if store else given(sources, context)
    if changes and not (stream or store):
        misused("--changes takes --stream or --store: only what is placed anew changes.")
    if scheduler and workers > 1:
        misused("--workers are processes of this machine, --scheduler is a cluster: give one of them.")
    if output and output.suffix.lower() not in (".csv", ".jsonl", ".parquet"):
        misused(f"--output takes a FILE that ends in .csv, .jsonl or .parquet; not {output}.")
    columns = _columns(column or [])
    settings = settings_of(None, max_file_bytes, set)
    with guarded(debug):
        import msgspec

        from crossread import language, stories
        from crossread.errors import NothingToDo
        from crossread.progress import Progress
        from crossread.stories import executors
        from crossread.stories import sources as reading
        from crossread.views import stories as view

        problems: list[Problem] = []
        encode = msgspec.json.Encoder().encode
        changed = bytearray()
        note = (lambda version: changed.extend(encode(version) + b"\n")) if versions else None
        found: Found
        with executors.chosen(workers, scheduler) as executor, Progress(sys.stderr) as progress:
            door = language.load(settings)
            if store:
                records = reading.records(
                    names, settings, problems.append, columns=columns, keep=keep, tell=progress, executor=executor
                )
                found = _kept(store, records, door, settings, progress, stream, executor, note)
            else:
                found = stories.cluster(
                    names, door, settings, problems.append, progress, stream, keep, executor, columns, note
                )
        if refused:
            write(refused, refusals(problems))
        else:
            for problem in problems[:SHOWN_REFUSALS]:
                tell(f"{problem.source}: {problem.message}")
            if len(problems) > SHOWN_REFUSALS:
                tell(f"{len(problems) - SHOWN_REFUSALS:,} more were refused: --refused FILE lists them all.")
        if versions:
            write(versions, bytes(changed))
        if changes:
            write(changes, b"".join(encode(c) + b"\n" for c in found.changes))
        if not found.stories:
            raise NothingToDo("No report could be read.")
        if output:
            _write(output, found.stories)
        if jsonl:
            for story in found.stories:
                put(encode(story) + b"\n")
        elif not output:
            put(view.render(found.stories, whole=all).encode())
        if any(p.refused for p in problems):
            raise typer.Exit(REFUSED)


def _kept(
    store: str,
    records: Iterator[Record],
    door: Language,
    settings: Settings,
    progress: Progress,
    stream: bool,
    executor: Executor,
    note: Callable[[Version], None] | None,
) -> Found:
    """The stories of all that a store holds, once it holds these sources too."""
    needs()
    from crossread.store import Archive
    from crossread.stories import shelf

    archive = Archive(store)
    try:
        kept = shelf.cluster(archive, records, door, settings, progress, stream, executor, note)
    finally:
        archive.close()
    moved = [f"{sum(c.change == kind for c in kept.found.changes):,} {kind}" for kind in ("merged", "parted")]
    tell(
        f"{named(store)}: {kept.added:,} records added, {kept.known:,} there already; "
        f"{len(kept.new):,} stories new, {len(kept.grown):,} changed, {', '.join(moved)}"
    )
    return kept.found


def _write(place: Path, found: Sequence[Story]) -> None:
    """The stories in a file, which is there when it is whole."""
    import msgspec

    from crossread.views.stories import rows
    from crossread.views.written import COLUMNS, Tables

    with Tables() as files:
        add = files.open(place, COLUMNS["stories"])
        add(map(msgspec.to_builtins, found) if place.suffix.lower() == ".jsonl" else rows(found))


def _columns(pairs: list[str]) -> dict[str, str]:
    from crossread.stories.sources.fields import HOLDS

    found: dict[str, str] = {}
    for pair in pairs:
        what, _, name = pair.partition("=")
        if what not in HOLDS or not name:
            misused(f"--column takes FIELD=NAME, where FIELD is one of {', '.join(HOLDS)}; not {pair!r}.")
        found[what] = name
    return found
