"""What every command shares: its options, what is given, what is said, and how a failure ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar, get_origin

import typer

if TYPE_CHECKING:
    from msgspec import Struct

    from crossread.errors import Refused
    from crossread.settings import Settings
    from crossread.values import Problem

Chosen = TypeVar("Chosen", bound="Struct")
DONE, REFUSED, NOTHING, INTERRUPTED = 0, 1, 2, 130

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


# --- what is given ---------------------------------------------------------------------------------------------------


def given(sources: list[str] | None, context: typer.Context) -> list[str]:
    """The sources; standard input if none is named and something is piped in; else the help."""
    if sources:
        return sources
    if not sys.stdin.isatty():
        return ["-"]
    typer.echo(context.get_help(), err=True)
    raise typer.Exit(NOTHING)


def wide(width: int | None) -> None:
    """Refuses a terminal view that would be too narrow."""
    if width is not None and width < 40:
        misused(f"--width takes 40 columns or more; not {width}.")


def settings_of(pipeline: str | None, max_file_bytes: int | None, pairs: list[str] | None) -> Settings:
    from crossread.settings import Settings

    own = {k: v for k, v in (("pipeline", pipeline), ("max_file_bytes", max_file_bytes)) if v is not None}
    return set_values(Settings, pairs, own)


def set_values(kind: type[Chosen], pairs: list[str] | None, own: Mapping[str, Any] | None = None) -> Chosen:
    """Settings of a kind with what ``--set NAME=VALUE`` says of them and what options of their ``own`` do.

    Several values of one setting are parted by commas.
    """
    import msgspec

    fields = {f.name: f for f in msgspec.structs.fields(kind)}
    values: dict[str, Any] = {}
    for pair in pairs or []:
        name, equals, value = pair.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or name not in fields:
            misused(f"--set takes NAME=VALUE with one of {', '.join(fields)}; not {pair!r}.")
        values[name] = value.split(",") if get_origin(fields[name].type) is tuple else value
    try:
        return msgspec.convert({**values, **(own or {})}, kind, strict=False)
    except msgspec.ValidationError as error:
        misused(f"--set: {error}.")


# --- what is said ----------------------------------------------------------------------------------------------------


def misused(message: str) -> NoReturn:
    tell(message)
    raise typer.Exit(NOTHING)


def tell(message: str) -> None:
    from crossread.views.safe import visible

    with contextlib.suppress(OSError, ValueError):
        for line in message.split("\n"):
            print(f"crossread: {visible(line)}", file=sys.stderr, flush=True)


def say(problems: Any, beside: bool = False) -> None:
    """Problems on standard error, unless the view has just shown them on the same terminal."""
    if beside and sys.stdout.isatty() and sys.stderr.isatty():
        return
    for problem in problems:
        tell(f"{problem.source}: {problem.message}" if problem.source else problem.message)


def status(problems: Any) -> int:
    return REFUSED if any(p.refused for p in problems) else DONE


def put(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def refusals(problems: Iterable[Problem | Refused]) -> bytes:
    """A line of JSON for each input that was refused."""
    import msgspec

    return b"".join(msgspec.json.encode({"source": p.source, "reason": p.message}) + b"\n" for p in problems)


def write(place: Path, content: bytes) -> None:
    from crossread.errors import CrossreadError

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    except OSError as error:
        raise CrossreadError(f"{place} cannot be written: {error.strerror}.") from error


@contextlib.contextmanager
def guarded(debug: bool) -> Iterator[None]:
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
        tell("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except Exception as error:
        from crossread.errors import CrossreadError

        if debug:
            raise
        if isinstance(error, CrossreadError):
            tell(str(error))
        else:
            what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            tell(f"failed unexpectedly ({what}): please report it, with what --debug shows.")
        raise typer.Exit(NOTHING) from None
