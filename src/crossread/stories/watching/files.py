"""Files and folders looked at again and again: what is new or changed in them becomes records."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from crossread.settings import Settings
from crossread.stories import sources
from crossread.stories.records import Record, day
from crossread.values import Problem

STILL = 2.0
"""Seconds for which a file must not have changed: one that is being written is read in the next round."""
TOGETHER = 1_000
"""Records that are put in the order of their days before they are passed on."""


class Files:
    """The files that are watched."""

    def __init__(self, names: Sequence[str], settings: Settings) -> None:
        self._names, self._settings = names, settings
        self._seen: dict[str, tuple[int, int]] = {}
        self._missing: set[str] = set()

    def round(self, last: bool = False) -> Iterator[Record | Problem]:
        """Looks at every file once; in the ``last`` round also at those that have just been written."""
        found: list[Record] = []
        for place in self._places():
            try:
                told = Path(place).stat()
            except OSError:
                if place not in self._missing:
                    self._missing.add(place)
                    yield Problem(source=place, message="does not exist: it is read once it is there")
                continue
            self._missing.discard(place)
            state = (told.st_mtime_ns, told.st_size)
            if self._seen.get(place) == state or (not last and abs(time.time() - told.st_mtime) < STILL):
                continue
            self._seen[place] = state
            problems: list[Problem] = []
            for record in sources.records([place], self._settings, problems.append):
                found.append(record)
                if len(found) >= TOGETHER:
                    yield from _in_time(found)
                    found.clear()
            yield from problems
        yield from _in_time(found)

    def _places(self) -> Iterator[str]:
        for name in sorted(self._names):
            if not Path(name).is_dir():
                yield name
                continue
            yield from sources.files_of(name)


def _in_time(records: Sequence[Record]) -> list[Record]:
    return sorted(records, key=lambda r: (day(r) or 0, r.date, r.id))
