"""An archive in a store: records go in once, all that are there are clustered, and stories keep their ids."""

from __future__ import annotations

import datetime as dt
import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from crossread.language import Language
from crossread.settings import Settings
from crossread.store import Archive, Member
from crossread.stories.clustering import Place, Progress, clustered
from crossread.stories.executors import Executor
from crossread.stories.kept import KEY
from crossread.stories.likeness import Fixed
from crossread.stories.records import Record
from crossread.stories.values import Change, Found
from crossread.stories.vectors import model_of
from crossread.stories.versions import Version

TOGETHER = 500
"""Records that are added in one transaction."""


class Shelved(Struct, frozen=True, kw_only=True):
    """What became of an archive: its stories with the ids that they have there, how many records were given that are
    new and that were there, and which stories are new and have other records than before."""

    found: Found
    added: int
    known: int
    new: tuple[str, ...]
    grown: tuple[str, ...]


def cluster(
    archive: Archive,
    records: Iterable[Record],
    language: Language,
    settings: Settings,
    tell: Progress,
    stream: bool = False,
    executor: Executor | None = None,
    changed: Callable[[Version], None] | None = None,
) -> Shelved:
    """Adds records to an archive, and places all that it holds.

    A run that is killed has added what it has read by then, and made vectors that the next one finds; the stories
    change at the end, all at once.
    """
    added, known = add(archive, records)
    numbers = array("q")
    there = _records(archive, numbers, tell)
    with clustered(there, language, settings, tell, stream, Vectors(archive, language), executor) as made:
        groups = [[_member(place, numbers) for place in places] for places in made.places()]
        came = {number: place for place, number in enumerate(numbers)}

        def why(moved: Sequence[int], others: Sequence[int]) -> float | None:
            return made.likelihood([came[n] for n in moved], [came[n] for n in others])

        tell("keeping stories", 0, 1)
        placed = archive.place(groups, why)
        stories = tuple(replace(story, story=id) for story, id in zip(made.stories(), placed.stories, strict=True))
        if changed:
            for version in made.versions(placed.stories):
                changed(version)
    changes = tuple(
        Change(
            change=move.kind,
            story=move.story,
            other=move.other,
            date=dt.datetime.now(dt.UTC).date().isoformat(),
            reports=move.reports,
            likelihood=move.likelihood,
        )
        for move in placed.moves
    )
    return Shelved(
        found=Found(stories=stories, changes=changes),
        added=added,
        known=known,
        new=tuple(placed.new),
        grown=tuple(placed.grown),
    )


class Vectors:
    """Vectors in the store, for the next run of anybody who has it open."""

    def __init__(self, archive: Archive, language: Language) -> None:
        self._archive = archive
        self._model = hashlib.blake2b(model_of(language).encode(), digest_size=KEY).digest()

    def some(self, texts: Sequence[str]) -> list[Fixed | None]:
        """The vector of each text, or None."""
        keys = [self._key(text) for text in texts]
        there = self._archive.vectors(keys)
        return [np.frombuffer(there[key], dtype="<i2") if key in there else None for key in keys]

    def put(self, texts: Sequence[str], vectors: Fixed) -> None:
        """Add vectors; they are kept when this returns."""
        rows = zip(texts, vectors, strict=True)
        self._archive.keep_vectors([(self._key(text), vector.astype("<i2").tobytes()) for text, vector in rows])

    def close(self) -> None:
        """The archive stays open."""

    def _key(self, text: str) -> bytes:
        data = text.encode("utf-8", "replace")
        return hashlib.blake2b(data, digest_size=KEY, key=self._model).digest()


def add(archive: Archive, records: Iterable[Record]) -> tuple[int, int]:
    """Keeps records, each part of them for good before the next is read: how many are new, how many were there."""
    new = known = 0
    given = iter(records)
    while part := list(islice(given, TOGETHER)):
        added = sum(one.new for one in archive.add(part))
        new += added
        known += len(part) - added
    return new, known


def _records(archive: Archive, numbers: array[int], tell: Progress) -> Iterator[Record]:
    for kept in archive.records():
        numbers.append(kept.number)
        tell(f"reading the store, {len(numbers):,} reports so far", 0, 1)
        yield Record(id=kept.id, url=kept.url, title=kept.title, date=kept.date, text=kept.text)


def _member(place: Place, numbers: array[int]) -> Member:
    original = None if place.original is None else numbers[place.original]
    return Member(numbers[place.record], place.kind, original)
