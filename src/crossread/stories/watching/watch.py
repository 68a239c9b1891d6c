"""Sources asked again and again, what is new in them kept in an archive and placed into its stories."""

from __future__ import annotations

import hashlib
import queue
import threading
import time
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from crossread.settings import Settings
from crossread.store import Archive, Kept
from crossread.stories import sources
from crossread.stories.records import Record
from crossread.stories.watching.files import Files
from crossread.stories.watching.placer import Event, Placer, Progress
from crossread.stories.watching.web import Web
from crossread.values import Problem

TOGETHER = 50
"""Records of standard input that are kept at once."""
END = "end"
Happening = Event | Problem


class Watch:
    """Takes an archive up and goes on with it. Whatever it tells of is in the archive before it is told."""

    def __init__(
        self,
        archive: Archive,
        placer: Placer,
        web: Web | None,
        files: Files | None,
        stdin: bool,
        settings: Settings,
    ) -> None:
        self._archive, self._placer, self._web, self._files = archive, placer, web, files
        self._settings = settings
        self._lines: queue.Queue[Record | Problem | str] | None = queue.Queue(TOGETHER) if stdin else None

    def take_up(self, tell: Progress) -> Iterator[Event]:
        """Reads what was placed before, and places what was kept and not placed."""
        self._placer.take_up(tell, self._note)
        yield from self._placer.place()

    def run(self, every: float | None) -> Iterator[Happening]:
        """Rounds of all sources, ``every`` so many seconds, and standard input meanwhile; with None, once.

        If there is nothing but standard input, the run ends with it.
        """
        idle = self._web is None and self._files is None
        if self._lines is not None:
            threading.Thread(target=self._read, args=(self._lines,), daemon=True).start()
        while True:
            began = time.monotonic()
            if self._web is not None:
                yield from self._placed(self._web.round())
            if self._files is not None:
                yield from self._placed(self._files.round(last=every is None), TOGETHER)
            while self._lines is not None:
                left = None if every is None or idle else began + every - time.monotonic()
                if left is not None and left <= 0:
                    break
                yield from self._from_lines(left)
            if every is None or (idle and self._lines is None):
                return
            time.sleep(max(0.0, began + every - time.monotonic()))

    def _from_lines(self, seconds: float | None) -> Iterator[Happening]:
        """What standard input gives, waited for no longer than so many seconds."""
        assert self._lines is not None
        got: list[Record | Problem] = []
        try:
            line = self._lines.get(timeout=seconds)
            while not isinstance(line, str):
                got.append(line)
                if len(got) >= TOGETHER:
                    break
                line = self._lines.get_nowait()
            else:
                self._lines = None
        except queue.Empty:
            pass
        yield from self._placed(got, TOGETHER)

    def _placed(self, found: Iterable[Record | Problem], together: int = 1) -> Iterator[Happening]:
        """Keeps records, so many at once, and places them."""
        waiting: list[Record] = []
        for one in found:
            if isinstance(one, Problem):
                yield one
                continue
            waiting.append(one)
            if len(waiting) >= together:
                yield from self._keep(waiting)
                waiting = []
        yield from self._keep(waiting)

    def _keep(self, records: Sequence[Record]) -> Iterator[Happening]:
        if records:
            self._archive.add(records)
            yield from self._placer.place()

    def _note(self, kept: Kept) -> None:
        if self._web is not None and kept.other.get("listed_in"):
            self._web.took(kept.id, kept.added)

    def _read(self, lines: queue.Queue[Record | Problem | str]) -> None:
        try:
            for record in sources.records([sources.STDIN], self._settings, lines.put):
                lines.put(_named(record))
        finally:
            lines.put(END)


def _named(record: Record) -> Record:
    """A record of standard input by a name that is its own in the next run, too: not by its line."""
    if not record.id.startswith(f"{sources.STDIN}:"):
        return record
    text = hashlib.blake2b(f"{record.title}\n{record.text}".encode("utf-8", "replace"), digest_size=8).hexdigest()
    return replace(record, id=record.url or f"text-{text}")
