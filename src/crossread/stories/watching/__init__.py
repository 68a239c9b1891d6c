"""Records placed into stories as they come; sources asked again and again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

from crossread.fetching import Fetcher, FetchSettings
from crossread.fetching.gathering import Source, is_address, local
from crossread.language import Language
from crossread.settings import Settings
from crossread.store import Archive
from crossread.stories.likeness import loose
from crossread.stories.shelf import Vectors
from crossread.stories.vectors import Maker
from crossread.stories.watching.files import Files
from crossread.stories.watching.lock import alone
from crossread.stories.watching.placer import Event, Placer
from crossread.stories.watching.watch import Watch
from crossread.stories.watching.web import Web

__all__ = ["Event", "Watch", "watching"]

STDIN = "-"


@contextlib.contextmanager
def watching(
    place: str,
    sources: Sequence[Source],
    language: Language,
    settings: Settings,
    limits: FetchSettings,
    feed_text: bool = False,
) -> Iterator[Watch]:
    """A watch of these sources into the store at ``place``, which nobody else watches into meanwhile.

    A source is an address, a file or folder, ``-`` for standard input; one of the kind ``list`` is a file of addresses.
    Raises `Refused` if such a list cannot be read.
    """
    addresses: list[Source] = []
    names: list[str] = []
    for source in sources:
        if source.kind == "list":
            addresses += [Source(name=i.url) for i in local(source, limits.max_body_bytes).items]
        elif source.kind or is_address(source.name):
            addresses.append(source)
        else:
            names.append(source.name)
    with alone(place), Fetcher(limits) as fetcher, contextlib.closing(Archive(place)) as archive:
        make = Maker(language, settings, Vectors(archive, language))
        yield Watch(
            archive,
            Placer(archive, lambda texts: loose(make(texts, lambda *_: None))),
            Web(fetcher, addresses, settings, feed_text) if addresses else None,
            Files([n for n in names if n != STDIN], settings) if set(names) - {STDIN} else None,
            STDIN in names,
            settings,
        )
