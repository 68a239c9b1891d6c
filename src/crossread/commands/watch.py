"""`crossread watch`: a stream of reports into stories."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from crossread.commands.common import DONE, REFUSED, Debug, Sources, guarded, misused, put, refusals, set_values, tell
from crossread.commands.fetch import Feeds, Most, SameHost, SetFetch, Since, Sitemaps, named_sources, own_limits
from crossread.commands.store import Place, needs, place_of

if TYPE_CHECKING:
    from crossread.stories.watching import Event
    from crossread.values import Problem

EVERY = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd]?)")
SECONDS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400}


def watch(
    sources: Sources = None,
    feed: Feeds = None,
    sitemap: Sitemaps = None,
    list_: Annotated[
        list[str] | None,
        typer.Option("--list", metavar="FILE", help="A file of addresses to watch, one a line.", show_default=False),
    ] = None,
    every: Annotated[
        str, typer.Option("--every", metavar="TIME", help="Time between two rounds: 30s, 10m, 2h.")
    ] = "10m",
    once: Annotated[bool, typer.Option("--once", help="End after one round.")] = False,
    feed_text: Annotated[
        bool, typer.Option("--feed-text", help="Take an article from its feed, if that carries all of it.")
    ] = False,
    store: Place = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print a line of JSON per change.")] = False,
    most: Most = None,
    since: Since = None,
    same_host: SameHost = False,
    refused: Annotated[
        Path | None,
        typer.Option("--refused", metavar="FILE", help="Add a line of JSON per refused input.", show_default=False),
    ] = None,
    set: SetFetch = None,
    debug: Debug = False,
) -> None:
    """Watch feeds, sitemaps, pages, folders and files: each new report goes into the story it tells of.

    A SOURCE is an address, a folder, a file, or - for JSON lines on standard input. What comes is kept in the store; a
    run that was ended or killed goes on as if it had not been. A line is printed per change: a report joined a story or
    began one, stories merged or parted. Ctrl-C ends it.
    """
    seconds = _seconds(every)
    with guarded(debug):
        needs()
        from crossread import language
        from crossread.fetching import FetchSettings
        from crossread.progress import Progress
        from crossread.settings import Settings
        from crossread.stories.watching import watching
        from crossread.values import Problem

        named = named_sources(sources, feed, sitemap, list_)
        if not named:
            misused("Name what to watch: a feed, a sitemap, a page, a folder, a file, or - for standard input.")
        settings = Settings()
        limits = set_values(FetchSettings, set, own_limits(most, since, same_host))
        place = place_of(store)
        with (
            _added(refused) as log,
            watching(place, named, language.load(settings), settings, limits, feed_text) as run,
        ):
            with Progress(sys.stderr) as progress:
                for event in run.take_up(progress):
                    _show(event, jsonl, log)
            refusals = 0
            for happening in run.run(None if once else seconds):
                refusals += isinstance(happening, Problem)
                _show(happening, jsonl, log)
        raise typer.Exit(REFUSED if refusals else DONE)


def _seconds(every: str) -> float:
    told = EVERY.fullmatch(every.strip().lower())
    seconds = float(told[1]) * SECONDS[told[2]] if told else 0.0
    if seconds < 1:
        misused(f"--every takes a time of a second or more, as 30s, 10m, 2h; not {every!r}.")
    return seconds


def _show(happening: Event | Problem, jsonl: bool, log: BinaryIO | None) -> None:
    import msgspec

    from crossread.values import Problem
    from crossread.views import watching as view

    if isinstance(happening, Problem):
        tell(f"{happening.source}: {happening.message}")
        if log is not None:
            log.write(refusals([happening]))
            log.flush()
    else:
        put((msgspec.json.encode(happening) if jsonl else view.line(happening).encode("utf-8", "replace")) + b"\n")


@contextlib.contextmanager
def _added(place: Path | None) -> Iterator[BinaryIO | None]:
    """A file to which lines are added."""
    if place is None:
        yield None
        return
    from crossread.errors import CrossreadError

    try:
        file = place.open("ab")
    except OSError as error:
        raise CrossreadError(f"{place} cannot be written: {error.strerror}.") from error
    with file:
        yield file
