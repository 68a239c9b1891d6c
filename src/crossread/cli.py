"""The command, thin: parse, call, show. Results go to standard output, everything else to standard error."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from crossread import __version__

if TYPE_CHECKING:
    from crossread.settings import Settings
    from crossread.values import Problem

DONE, REFUSED, NOTHING, INTERRUPTED = 0, 1, 2, 130

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


Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE", hidden=True),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
Width = Annotated[
    int | None,
    typer.Option("--width", metavar="N", help="Columns of the terminal view, 40 or more.", show_default=False),
]
Pipeline = Annotated[
    str | None,
    typer.Option(
        "--pipeline", metavar="NAME", help="Another spaCy pipeline than the embedded one.", show_default=False
    ),
]
MaxFileBytes = Annotated[
    int | None,
    typer.Option(
        "--max-file-bytes",
        metavar="N",
        help="A larger source is refused (default: 20000000).",
        show_default=False,
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Any other setting; can be repeated.", show_default=False),
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")]


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
    pipeline: Pipeline = None,
    max_file_bytes: MaxFileBytes = None,
    set: Set = None,
    debug: Debug = False,
) -> None:
    """Compare several reports of one event: one dossier.

    A SOURCE is a file, a folder, or - for standard input.
    """
    names = _given(sources, context)
    if width is not None and width < 40:
        _misused(f"--width takes 40 columns or more; not {width}.")
    if json and (only or all):
        _misused("--only and --all pick from the terminal view: leave them out with --json.")
    settings = _settings(pipeline, max_file_bytes, set)
    with _guarded(debug):
        import msgspec

        from crossread import pipeline as way
        from crossread.progress import Progress

        with Progress(sys.stderr) as progress:
            dossier = way.compare(names, settings, progress)
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
                    _write(place, content)
        if json:
            _print(data)
        else:
            from crossread.views import terminal

            terminal.show(dossier, only=only.value if only else None, whole=all, width=width)
        _say(dossier.problems, beside=not json)
        raise typer.Exit(_status(dossier.problems))


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

    A SOURCE is a file, a folder, or - for standard input.
    """
    names = _given(sources, context)
    if width is not None and width < 40:
        _misused(f"--width takes 40 columns or more; not {width}.")
    if json and jsonl:
        _misused("--json and --jsonl exclude each other: --json prints one list, --jsonl a line per report.")
    settings = _settings(pipeline, max_file_bytes, set)
    with _guarded(debug):
        from crossread import pipeline as way
        from crossread.errors import NothingToDo
        from crossread.views import reading as view

        problems: list[Problem] = []
        count = 0
        if json:
            _print(b"[")
        for count, found in enumerate(way.read_each(names, settings, problems), 1):
            if json or jsonl:
                _print((b",\n" if json and count > 1 else b"") + view.line(found) + (b"\n" if jsonl else b""))
            else:
                view.show(found, whole=all, width=width)
        if json:
            _print(b"]\n")
        _say(problems)
        if not count:
            raise NothingToDo("No report could be read.")
        raise typer.Exit(_status(problems))


def main() -> None:
    """The command's entry."""
    app()


# --- what is given ---------------------------------------------------------------------------------------------------


def _given(sources: list[str] | None, context: typer.Context) -> list[str]:
    """The sources; standard input if none is named and something is piped in; else the help."""
    if sources:
        return sources
    if not sys.stdin.isatty():
        return ["-"]
    typer.echo(context.get_help(), err=True)
    raise typer.Exit(NOTHING)


def _settings(pipeline: str | None, max_file_bytes: int | None, pairs: list[str] | None) -> Settings:
    import msgspec

    from crossread.settings import Settings

    values: dict[str, Any] = {}
    for pair in pairs or []:
        name, equals, value = pair.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or name not in Settings.__struct_fields__:
            _misused(f"--set takes NAME=VALUE with one of {', '.join(Settings.__struct_fields__)}; not {pair!r}.")
        values[name] = value
    values |= {k: v for k, v in (("pipeline", pipeline), ("max_file_bytes", max_file_bytes)) if v is not None}
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        _misused(f"--set: {error}.")


# --- what is said ----------------------------------------------------------------------------------------------------


def _misused(message: str) -> NoReturn:
    _tell(message)
    raise typer.Exit(NOTHING)


def _tell(message: str) -> None:
    from crossread.views.safe import visible

    with contextlib.suppress(OSError, ValueError):
        for line in message.split("\n"):
            print(f"crossread: {visible(line)}", file=sys.stderr, flush=True)


def _say(problems: Any, beside: bool = False) -> None:
    """Problems on standard error, unless the view has just shown them on the same terminal."""
    if beside and sys.stdout.isatty() and sys.stderr.isatty():
        return
    for problem in problems:
        _tell(f"{problem.source}: {problem.message}" if problem.source else problem.message)


def _status(problems: Any) -> int:
    return REFUSED if any(p.refused for p in problems) else DONE


def _print(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _write(place: Path, content: bytes) -> None:
    from crossread.errors import CrossreadError

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    except OSError as error:
        raise CrossreadError(f"{place} cannot be written: {error.strerror}.") from error


@contextlib.contextmanager
def _guarded(debug: bool) -> Iterator[None]:
    """No traceback reaches a user: one sentence and an exit status, unless --debug asks for more."""
    try:
        yield
        sys.stdout.flush()
    except typer.Exit:
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.flush()
        raise
    except BrokenPipeError:
        # The reader of the pipe has seen enough. Nothing more can be written, not even at the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from None
    except KeyboardInterrupt:
        _tell("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except Exception as error:
        from crossread.errors import CrossreadError

        if debug:
            raise
        if isinstance(error, CrossreadError):
            _tell(str(error))
        else:
            what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            _tell(f"failed unexpectedly ({what}): please report it, with what --debug shows.")
        raise typer.Exit(NOTHING) from None


if __name__ == "__main__":
    main()
