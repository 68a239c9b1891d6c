"""Files, folders and streams become records, one at a time; what cannot be used is told with its reason."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from crossread.errors import Refused
from crossread.settings import Settings
from crossread.stories.records import Record
from crossread.stories.sources import archives, articles, feeds, mail, tables
from crossread.stories.sources.lines import Lines
from crossread.values import Problem

Refuse = Callable[[Problem], None]
Reader = Callable[[str, Lines, Settings, Refuse], Iterator[Record]]

STDIN = "-"
READERS: dict[str, Reader] = {
    ".jsonl": tables.json_lines,
    ".ndjson": tables.json_lines,
    ".json": tables.json_whole,
    ".csv": tables.separated,
    ".tsv": tables.separated,
    ".parquet": tables.parquet,
    ".warc": archives.warc,
    ".wacz": archives.wacz,
    ".rss": feeds.feed,
    ".atom": feeds.feed,
    ".xml": feeds.feed,
    ".eml": mail.letter,
    ".pdf": articles.pdf,
    ".html": articles.article,
    ".htm": articles.article,
    ".xhtml": articles.article,
    ".txt": articles.article,
    ".text": articles.article,
    ".md": articles.article,
}
"""By ending; ``.gz`` may follow. A file that is named itself and has another ending is read as an article."""

FOUND = READERS.keys() - {".json"}
"""Endings of the files that are taken from a folder: JSON that is no line of records can be anything there."""


def records(names: Sequence[str], settings: Settings, refuse: Refuse) -> Iterator[Record]:
    """The records of files, of files in folders, and of standard input (``-``: JSON lines), in the order of names."""
    seen: set[str] = set()
    for name in sorted(names):
        for place in _places(name, refuse):
            real = place if place == STDIN else os.path.realpath(place)
            if real in seen:
                continue
            seen.add(real)
            yield from _read(place, settings, refuse)


def _read(place: str, settings: Settings, refuse: Refuse) -> Iterator[Record]:
    try:
        if place == STDIN:
            yield from tables.json_lines(place, Lines(sys.stdin.buffer, settings), settings, refuse)
            return
        reader: Reader = READERS.get(ending(place), articles.article)
        with Path(place).open("rb") as file:
            packed = place.lower().endswith(".gz") and ending(place) != ".warc"
            opened: object = gzip.GzipFile(fileobj=file) if packed else file
            yield from reader(place, Lines(opened, settings), settings, refuse)
    except Refused as refused:
        refuse(Problem(source=refused.source, message=refused.message))
    except FileNotFoundError:
        refuse(Problem(source=place, message="does not exist; check the path"))
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        refuse(Problem(source=place, message=f"cannot be read to its end ({reason}); check the file"))


def ending(place: str) -> str:
    """The ending that tells what is in a file."""
    return Path(place.lower().removesuffix(".gz")).suffix


def _places(name: str, refuse: Refuse) -> list[str]:
    if name == STDIN or not Path(name).is_dir():
        return [name]
    found = []
    for here, folders, files in os.walk(name):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        found += [str(Path(here) / f) for f in files if ending(f) in FOUND and not f.startswith(".")]
    if not found:
        refuse(Problem(source=name, message=f"is a folder without files that end in {' '.join(sorted(FOUND))}"))
    return sorted(found)
