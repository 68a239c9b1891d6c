"""`crossread fetch`: pages of the web as files, with what was told of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossread.commands.common import (
    DONE,
    NOTHING,
    REFUSED,
    Debug,
    Sources,
    guarded,
    misused,
    refusals,
    set_values,
    tell,
    write,
)

if TYPE_CHECKING:
    from crossread.fetching.gathering import Listed, Source

MANY = 10
"""Pages from which progress tells a rate."""
Feeds = Annotated[
    list[str] | None,
    typer.Option("--feed", metavar="ADDRESS", help="A feed: its items are fetched.", show_default=False),
]
Sitemaps = Annotated[
    list[str] | None,
    typer.Option("--sitemap", metavar="ADDRESS", help="A sitemap: what it lists is fetched.", show_default=False),
]
Most = Annotated[
    int | None,
    typer.Option(
        "--most", metavar="N", min=1, help="Items of a feed or sitemap, the newest (default: 100).", show_default=False
    ),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="Leave items that are dated before this day.", show_default=False),
]
SameHost = Annotated[bool, typer.Option("--same-host", help="Leave items that lie on another host than their list.")]
SetFetch = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A limit of fetching; can be repeated.", show_default=False),
]


def fetch(
    sources: Sources = None,
    feed: Feeds = None,
    sitemap: Sitemaps = None,
    list_: Annotated[
        list[str] | None,
        typer.Option(
            "--list", metavar="FILE", help="Addresses, one a line, or - for standard input.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the pages; made if it is not there.")
    ] = Path(),
    most: Most = None,
    since: Since = None,
    same_host: SameHost = False,
    as_is: Annotated[bool, typer.Option("--as-is", help="Save feeds and sitemaps as they come, no items.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Fetch what is there already or has not changed, too.")
    ] = False,
    refused: Annotated[
        Path | None,
        typer.Option("--refused", metavar="FILE", help="Write a line of JSON per refused address.", show_default=False),
    ] = None,
    set: SetFetch = None,
    debug: Debug = False,
) -> None:
    """Save pages of the web as files, each with a file of JSON that says where it is from.

    A SOURCE is an address of a page, or of a feed or sitemap, of which the items are fetched; or a file of addresses,
    or - for standard input. A run that was stopped goes on where it was. A site's robots.txt is respected, a host is
    asked once a second at most, and no address of this machine or its network is asked.
    """
    with guarded(debug):
        from crossread.fetching import Fetcher, FetchSettings, Unfetched
        from crossread.fetching.folder import Folder
        from crossread.fetching.gathering import Gatherer, Listed, Same, Saved
        from crossread.progress import Progress

        named = named_sources(sources, feed, sitemap, list_)
        if not named:
            misused("Name what to fetch: an address, a feed, a sitemap, or a file of addresses with --list.")
        settings = set_values(FetchSettings, set, own_limits(most, since, same_host))
        failed: list[Unfetched] = []
        saved = there = 0
        with Fetcher(settings) as fetcher, Progress(sys.stderr, MANY) as progress:
            for event in Gatherer(fetcher, Folder(output), progress, again=again, as_is=as_is)(named):
                _make_room()
                if isinstance(event, Saved):
                    saved += 1
                    print(event.path, flush=True)
                elif isinstance(event, Same):
                    there += 1
                    if event.asked:
                        tell(f"{event.url}: has not changed")
                elif isinstance(event, Listed):
                    _tell_listed(event)
                else:
                    failed.append(event)
                    tell(f"{event.source}: {event.message}")
        if refused:
            write(refused, refusals(failed))
        if saved + there + len(failed) > 1:
            tell(f"{saved:,} saved, {there:,} there already, {len(failed):,} refused")
        raise typer.Exit(DONE if not failed else REFUSED if saved + there else NOTHING)


def _make_room() -> None:
    """Clears the line of progress, where what is printed would come behind it."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def named_sources(
    sources: list[str] | None, feeds: list[str] | None, sitemaps: list[str] | None, lists: list[str] | None
) -> list[Source]:
    """What is named, with what it is said to be."""
    from crossread.fetching.gathering import Source

    named = [Source(name=n) for n in sources or []]
    named += [Source(name=n, kind="feed") for n in feeds or []]
    named += [Source(name=n, kind="sitemap") for n in sitemaps or []]
    return named + [Source(name=n, kind="list") for n in lists or []]


def own_limits(most: int | None, since: str | None, same_host: bool) -> dict[str, object]:
    """Settings of fetching that have options of their own."""
    told = {"max_items": most, "since": since, "same_host": same_host or None}
    return {name: value for name, value in told.items() if value is not None}


def _tell_listed(listed: Listed) -> None:
    found = listed.found
    told = [f"{len(found.items):,} to fetch"]
    told += [f"{found.left:,} more are left (--most)"] if found.left else []
    told += [f"{found.older:,} are older (--since)"] if found.older else []
    told += [f"{found.elsewhere:,} are on other hosts (--same-host)"] if found.elsewhere else []
    tell(f"{listed.place}: {', '.join(told)}")
