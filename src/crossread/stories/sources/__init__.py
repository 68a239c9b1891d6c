"""Files, folders and streams become records, one at a time; what cannot be used is told with its reason."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from crossread.errors import Refused
from crossread.settings import Settings
from crossread.stories.executors import Executor, Here
from crossread.stories.records import Record
from crossread.stories.sources import archives, articles, feeds, mail, objects, shared, tables
from crossread.stories.sources.asked import Asked
from crossread.stories.sources.asked import Refuse as Refuse
from crossread.stories.sources.extracts import Extracts
from crossread.stories.sources.lines import Lines
from crossread.stories.sources.opened import BROKEN, PACKED, Counted, cause, opened
from crossread.stories.sources.pages import Page
from crossread.values import Problem

Reader = Callable[[Lines, Asked], Iterator[Record | Page]]
Told = Callable[[str, int, int, bool], object]
"""Called with a stage, the bytes that are read, and how many there are."""

STDIN = "-"
READERS: dict[str, Reader] = {
    ".jsonl": objects.json_lines,
    ".ndjson": objects.json_lines,
    ".json": objects.json_whole,
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
"""By ending, which one of `PACKED` may follow. A file that is named itself and has another is read as an article."""

FOUND = READERS.keys() - {".json"}
"""Endings of the files that are taken from a folder: JSON that is no line of records can be anything there."""
UNREADABLE = re.compile("[\x00\ud800-\udfff]")
"""What no store and no UTF-8 takes."""
LONGEST_TITLE = 1_000


def records(
    names: Sequence[str],
    settings: Settings,
    refuse: Refuse,
    *,
    columns: Mapping[str, str] | None = None,
    keep: Path | None = None,
    tell: Told | None = None,
    executor: Executor | None = None,
) -> Iterator[Record]:
    """The records of files, of files in folders, and of standard input (``-``: JSON lines), in the order of names.

    ``columns`` are names of columns by what they hold; in the folder ``keep`` articles of pages are kept; ``tell`` is
    told how many bytes are read. Pages are read by the ``executor``; who reads them makes no difference.
    """
    extracts = Extracts(keep, settings) if keep else None
    problems: list[Problem] = []
    asked = Asked(settings, problems.append, columns or {})
    number = 0
    try:
        for found in shared.found(_met(names, asked, problems), settings, extracts, executor or Here()):
            if isinstance(found, Problem):
                refuse(found)
            elif (problem := _too_long(found, settings)) is not None:
                refuse(problem)
            else:
                number += 1
                if tell:
                    tell(f"reading, {number:,} reports so far", asked.meter.done, asked.meter.total, True)
                yield _sound(found)
    finally:
        if extracts:
            extracts.close()


def _met(names: Sequence[str], asked: Asked, problems: list[Problem]) -> Iterator[Record | Page | Problem]:
    """What is in all of them, and ``problems``, which are emptied, where they arose."""
    for place in _places(names, asked):
        for one in _read(place, asked):
            yield from problems
            problems.clear()
            yield one
    yield from problems


def _places(names: Sequence[str], asked: Asked) -> list[str]:
    """Each file once; their sizes are told to the meter."""
    seen: set[str] = set()
    out: list[str] = []
    for name in sorted(names):
        for place in _inside(name, asked.refuse):
            real = place if place == STDIN else os.path.realpath(place)
            if real not in seen:
                seen.add(real)
                out.append(place)
                with contextlib.suppress(OSError, ValueError):
                    asked.meter.total += Path(place).stat().st_size if place != STDIN else 0
    return out


def _read(place: str, asked: Asked) -> Iterator[Record | Page]:
    limit = asked.settings.max_file_bytes
    end = ending(place)
    try:
        if place == STDIN:
            # unbuffered below: a line that has come is read, however long the next one takes
            wire = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
            yield from objects.json_lines(Lines(place, opened(wire), limit), asked)
            return
        if re.match(r"https?://", place):
            raise Refused(place, "is an address: `crossread fetch` saves what is there, and its folder is read here")
        reader: Reader = READERS.get(end, articles.article)
        with Counted(place, asked.meter) as file:
            # warcio unpacks each record for itself, a broken one alone; zip and Parquet are packed inside
            inside = end in (".wacz", ".parquet") or (end == ".warc" and not place.lower().endswith((".bz2", ".zst")))
            stream: BinaryIO = io.BufferedReader(file) if inside else opened(file)
            yield from reader(Lines(place, stream, limit), asked)
    except Refused as refused:
        asked.refuse(Problem(source=refused.source or place, message=refused.message))
    except FileNotFoundError:
        asked.refuse(Problem(source=place, message="does not exist; check the path"))
    except BROKEN as error:
        asked.refuse(Problem(source=place, message=cause(error)))


def _too_long(record: Record, settings: Settings) -> Problem | None:
    limit = settings.max_text_chars
    if len(record.text) <= limit:
        return None
    message = f"is too long ({len(record.text):,} characters; max_text_chars is {limit:,}); raise the limit"
    return Problem(source=record.id, message=message)


def _sound(record: Record) -> Record:
    """Without what no store takes; a headline that is none is text."""
    if len(record.title) > LONGEST_TITLE:
        record = replace(record, title="", text=f"{record.title}\n{record.text}".strip())
    texts = (record.id, record.url, record.title, record.date, record.text)
    if not all(map(_encodes, texts)):
        id, url, title, date, text = (UNREADABLE.sub("\ufffd", t) for t in texts)
        record = replace(record, id=id, url=url, title=title, date=date, text=text)
    for name, told in record.other.items():
        if isinstance(told, str) and not _encodes(told):
            record.other[name] = UNREADABLE.sub("\ufffd", told)
    return record


def _encodes(text: str) -> bool:
    """There is nothing unreadable in it: told by encoding it, which is faster than to look."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def ending(place: str) -> str:
    """The ending that tells what is in a file."""
    path = Path(place.lower())
    return path.with_suffix("").suffix if path.suffix in PACKED else path.suffix


def _inside(name: str, refuse: Refuse) -> list[str]:
    if name == STDIN or not Path(name).is_dir():
        return [name]

    def closed(error: OSError) -> None:
        refuse(Problem(source=str(error.filename), message=f"cannot be opened ({error.strerror}); check the folder"))

    found = files_of(name, closed)
    if not found:
        refuse(Problem(source=name, message=f"is a folder without files that end in {' '.join(sorted(FOUND))}"))
    return found


def files_of(folder: str, closed: Callable[[OSError], None] | None = None) -> list[str]:
    """The files of a folder and of those in it that can be read, sorted; ``closed`` is told what cannot be opened."""
    found: list[str] = []
    for here, folders, files in os.walk(folder, onerror=closed):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        found += [str(Path(here) / f) for f in files if ending(f) in FOUND and not f.startswith(".")]
    return sorted(found)
