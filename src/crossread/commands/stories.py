"""`crossread stories`: what was found in an archive, listed and searched; one of them shown or opened as a dossier."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crossread.commands.common import (
    Debug,
    Json,
    MaxFileBytes,
    Set,
    Width,
    guarded,
    misused,
    put,
    say,
    settings_of,
    tell,
    wide,
    write,
)
from crossread.commands.common import status as status_of
from crossread.commands.store import Place, opened

if TYPE_CHECKING:
    from crossread.store import Archive, FoundStory, Kept

Id = Annotated[str, typer.Argument(metavar="ID", hidden=True)]
TOGETHER = 500
"""Stories that are printed from one look at the store."""
stories = typer.Typer(name="stories")


@stories.callback(invoke_without_command=True)
def list_(
    context: typer.Context,
    store: Place = None,
    search: Annotated[
        str | None,
        typer.Option("--search", metavar="WORDS", help="Those with all these words in a report.", show_default=False),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="Those that last from this day on.", show_default=False)
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="Those that began by this day.", show_default=False)
    ] = None,
    least: Annotated[
        int | None,
        typer.Option(
            "--least",
            metavar="N",
            min=1,
            help="Those of so many reports (default: 2; with --all or --jsonl 1).",
            show_default=False,
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Show every story and the lone reports.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print a line of JSON per story, lone reports too.")] = False,
    debug: Debug = False,
) -> None:
    """List the stories that were found in an archive, the newest first.

    \b
    show ID   its reports, their copies and versions, what became of it
    open ID   its dossier, as `crossread compare` makes it

    An ID may be cut to its beginning. `crossread cluster --store` and `crossread watch` find the stories.
    """
    if context.invoked_subcommand is not None:
        context.obj = store
        return
    first, last = _day("--since", since), _day("--until", until)
    fewest = least or (1 if all or jsonl else 2)
    with guarded(debug), _archive(store) as archive:
        if jsonl:
            _print(archive, search or "", first, last, fewest)
        else:
            put(_listed(archive, search or "", first, last, fewest, all).encode())


@stories.command()
def show(
    context: typer.Context,
    id: Id,
    store: Place = None,
    json: Json = False,
    all: Annotated[bool, typer.Option("--all", help="Show long changes whole.")] = False,
    debug: Debug = False,
) -> None:
    """Show a found story: its reports, their copies and versions, what merged and parted."""
    with guarded(debug):
        import msgspec

        from crossread.stories.words import host
        from crossread.views import found as view

        with _archive(store or context.obj) as archive:
            story, reports, moves = archive.story(id), archive.reports(id), archive.moves(id)
        changed = _changed(reports)
        outlets = {r.number: host(r.url) for r in reports}
        if json:
            put(msgspec.json.encode(_as_json(story, reports, moves, changed, outlets)) + b"\n")
        else:
            put(view.shown(story, reports, moves, changed, outlets, whole=all).encode())


@stories.command(name="open")
def open_(
    context: typer.Context,
    id: Id,
    store: Place = None,
    json: Json = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Also write one offline page.", show_default=False)
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Show long lists whole.")] = False,
    width: Width = None,
    max_file_bytes: MaxFileBytes = None,
    set: Set = None,
    debug: Debug = False,
) -> None:
    """Open a found story: the dossier of its reports, each in its last version."""
    wide(width)
    settings = settings_of(None, max_file_bytes, set)
    with guarded(debug):
        import msgspec

        from crossread import pipeline
        from crossread.errors import NothingToDo
        from crossread.progress import Progress
        from crossread.stories import opening

        with _archive(store or context.obj) as archive:
            story, kept = archive.story(id), archive.reports(id)
        reports = opening.fitting(kept, settings.max_reports)
        if len(reports) < 2:
            raise NothingToDo(f"{story.id} is one report, a dossier needs two: `crossread stories show {id}` shows it.")
        if len(reports) < story.reports:
            tell(f"{story.reports - len(reports):,} reports are left out (max_reports is {settings.max_reports}).")
        page = html and html.absolute()
        with _as_files([last for _, last in reports]) as names, Progress(sys.stderr) as progress:
            dossier = pipeline.compare(names, settings, progress)
        if page:
            from crossread.views import page as pages

            write(page, pages.render(dossier).encode())
        if json:
            put(msgspec.json.encode(dossier) + b"\n")
        else:
            from crossread.views import terminal

            terminal.show(dossier, whole=all, width=width)
        say(dossier.problems, beside=not json)
        raise typer.Exit(status_of(dossier.problems))


@contextlib.contextmanager
def _archive(store: str | None) -> Iterator[Archive]:
    place = opened(store, "cluster SOURCE…")
    try:
        yield place.archive
    finally:
        place.close()


@contextlib.contextmanager
def _as_files(reports: Sequence[Kept]) -> Iterator[list[str]]:
    """The reports as files of a folder that is gone afterwards, called by their names alone."""
    from crossread.stories import opening

    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        taken: set[str] = set()
        files = [opening.written(report, taken) for report in reports]
        for name, data in files:
            Path(folder, name).write_bytes(data)
        os.chdir(folder)
        try:
            yield [name for name, _ in files]
        finally:
            os.chdir(before)


def _day(option: str, given: str | None) -> str:
    if given is None:
        return ""
    try:
        return dt.date.fromisoformat(given).isoformat()
    except ValueError:
        misused(f"{option} takes a day such as 2026-11-25; not {given!r}.")


def _listed(archive: Archive, words: str, since: str, until: str, least: int, whole: bool) -> str:
    from crossread.views import found as view

    most = sys.maxsize if whole else view.SHOWN
    if words:
        met = archive.search(words, since, until, least, most=min(most, 1_000))
        shown = [m.story for m in met]
        return view.listed(shown, len(shown), least, {m.story.id: m for m in met})
    shown = [s for page in _pages(archive, "", since, until, least, most) for s in page]
    return view.listed(shown, archive.how_many(since, until, least), least)


def _pages(
    archive: Archive, words: str, since: str, until: str, least: int, most: int = sys.maxsize
) -> Iterator[list[FoundStory]]:
    for start in range(0, most, TOGETHER):
        page = archive.stories(since, until, least, words, start, min(TOGETHER, most - start))
        if page:
            yield page
        if len(page) < TOGETHER:
            return


def _print(archive: Archive, words: str, since: str, until: str, least: int) -> None:
    """A line of JSON per story, in the form of `crossread cluster --jsonl`."""
    import msgspec

    from crossread.stories import Story

    for page in _pages(archive, words, since, until, least):
        held = archive.contents([story.id for story in page])
        lines = []
        for story in page:
            inside = held.get(story.id, [])
            ids = {m.number: m.id for m in inside}
            folded: dict[str, dict[str, list[str]]] = {"copy": {}, "version": {}}
            for m in inside:
                if m.kind != "report" and m.original in ids:
                    folded[m.kind].setdefault(ids[m.original], []).append(m.id)
            made = Story(
                story=story.id,
                reports=tuple(dict.fromkeys(m.id for m in inside if m.kind != "version")),
                title=story.title,
                first=story.first,
                last=story.last,
                copies={k: tuple(v) for k, v in folded["copy"].items()},
                versions={k: tuple(v) for k, v in folded["version"].items()},
            )
            lines.append(msgspec.json.encode(made) + b"\n")
        put(b"".join(lines))


def _changed(reports: Sequence[Kept]) -> dict[int, tuple[str, Any]]:
    """For each version the text before it, of the report or of the version before, and what changed."""
    from crossread.stories.differences import differences

    texts = {r.number: r.text for r in reports if r.kind != "version"}
    made: dict[int, tuple[str, Any]] = {}
    for version in (r for r in reports if r.kind == "version" and r.original in texts):
        before = texts[version.original or 0]
        made[version.number] = (before, differences(before, version.text))
        texts[version.original or 0] = version.text
    return made


def _as_json(
    story: FoundStory,
    reports: Sequence[Kept],
    moves: Sequence[Any],
    changed: dict[int, tuple[str, Any]],
    outlets: dict[int, str],
) -> dict[str, Any]:
    import msgspec

    ids = {r.number: r.id for r in reports}

    def told(report: Kept) -> dict[str, Any]:
        return {name: getattr(report, name) for name in ("id", "url", "title", "date", "added")}

    def of(number: int) -> list[dict[str, Any]]:
        later = [r for r in reports if r.kind == "version" and r.original == number]
        return [told(r) | {"differences": msgspec.to_builtins(changed[r.number][1])} for r in later]

    return {
        "story": story.id,
        "title": story.title,
        "first": story.first,
        "last": story.last,
        "changed": story.changed,
        "reports": [
            told(r)
            | {"outlet": outlets[r.number] or None, "copy_of": ids.get(r.original or 0), "versions": of(r.number)}
            for r in reports
            if r.kind != "version"
        ],
        "changes": msgspec.to_builtins(list(moves)),
    }
