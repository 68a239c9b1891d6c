"""`crossread fetch`: pages of the web as files, with what was told of them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Annotated

import typer

from crossread.commands.common import DONE, NOTHING, REFUSED, Debug, guarded, set_values, tell, write

KINDS = {"text/plain": "txt", "application/json": "json", "application/feed+json": "json"}
"""Endings of what is no page; a feed is XML."""


def fetch(
    addresses: Annotated[list[str], typer.Argument(metavar="ADDRESS", help="What to fetch.", show_default=False)],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Folder for the pages; made if it is not there.")
    ] = Path(),
    again: Annotated[bool, typer.Option("--again", help="Fetch what has not changed, too.")] = False,
    set: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A limit of fetching; can be repeated.", show_default=False),
    ] = None,
    debug: Debug = False,
) -> None:
    """Save pages of the web as files, each with a file of JSON that says where it is from.

    A site's robots.txt is respected, a host is asked once a second at most, and no address of this machine or its
    network is asked.
    """
    with guarded(debug):
        import msgspec

        from crossread.fetching import Fetched, Fetcher, FetchSettings, Unfetched

        settings = set_values(FetchSettings, set)
        failed = 0
        with Fetcher(settings) as fetcher:
            for address in addresses:
                name = _name(address)
                beside = output / f"{name}.json"
                before = msgspec.json.decode(beside.read_bytes()) if beside.is_file() and not again else {}
                try:
                    page = fetcher.fetch(address, etag=before.get("etag"), modified=before.get("modified"))
                except Unfetched as error:
                    failed += 1
                    tell(f"{address}: {error.message}")
                    continue
                if not isinstance(page, Fetched):
                    tell(f"{address}: has not changed")
                    continue
                kind = page.kind.partition(";")[0].strip().lower()
                ending = KINDS.get(kind, "xml" if "xml" in kind and "xhtml" not in kind else "html")
                about = {k: v for k, v in msgspec.to_builtins(page).items() if k != "data"} | {
                    "file": f"{name}.{ending}"
                }
                write(output / f"{name}.{ending}", page.data)
                write(beside, msgspec.json.format(msgspec.json.encode(about), indent=1) + b"\n")
                print(output / f"{name}.{ending}")
        raise typer.Exit(DONE if not failed else NOTHING if failed == len(addresses) else REFUSED)


def _name(address: str) -> str:
    """A file's name that can be recognised, and is another for another address."""
    plain = re.sub(r"[^a-z0-9]+", "-", address.lower().partition("://")[2]).strip("-")[:80]
    return f"{plain}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
