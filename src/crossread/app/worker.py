"""The one thread that has stories compared, one after another, each in a process that can be ended."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Mapping

from crossread.store import Store, Story

PAUSE = 0.5
"""Seconds between two looks for a story that waits, if nobody says that there is one."""
CANCELLED = "The comparison was cancelled: compare again when you like."
UNFETCHED = "was cancelled before it was fetched: try it again when you like"
ENDED = "The comparison ended without a word (status {status}): try again; with fewer reports if memory is short."


class Worker:
    """Compares what waits in the store until it is stopped."""

    def __init__(self, store: Store, place: str, longest: float) -> None:
        """``longest`` is the most seconds that one comparison may take."""
        self._store, self._place, self._longest = store, place, longest
        self._wake, self._stopped = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._running: tuple[str, subprocess.Popen[str]] | None = None
        self._outdated = False
        """Whether the running comparison was ended to begin anew."""
        self._progress: dict[str, dict[str, object]] = {}
        self._thread = threading.Thread(target=self._work, name="comparing", daemon=True)

    def start(self) -> None:
        """Begins; what was running when an earlier process died waits again."""
        self._store.resume()
        self._thread.start()

    def stop(self) -> None:
        """Ends the running comparison, which waits for the next start, and the thread."""
        self._stopped.set()
        self._wake.set()
        with self._lock:
            if self._running:
                self._running[1].terminate()
        self._thread.join(timeout=5)

    def wake(self, id: str | None = None) -> None:
        """Says that a story waits; a comparison of it as it was before ends at once."""
        with self._lock:
            if self._running and self._running[0] == id:
                self._outdated = True
                self._running[1].terminate()
        self._wake.set()

    def progress(self, id: str) -> Mapping[str, object]:
        """How far the comparison of a story is: stage, done, total; empty if it has not begun."""
        return self._progress.get(id, {})

    def cancel(self, id: str) -> None:
        """Ends the comparison of a story and the fetching of its addresses, or has them wait no longer."""
        self._store.cancel(id, CANCELLED, UNFETCHED)
        with self._lock:
            if self._running and self._running[0] == id:
                self._running[1].terminate()

    def _work(self) -> None:
        while not self._stopped.is_set():
            with contextlib.suppress(Exception):  # the story was removed meanwhile, or a database is away for a while
                if story := self._store.take():
                    self._compare(story)
                    continue
            self._wake.wait(PAUSE)
            self._wake.clear()

    def _compare(self, story: Story) -> None:
        command = [sys.executable, "-m", "crossread.app.comparing", self._place, story.id]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        with self._lock:
            self._running, self._outdated = (story.id, process), False
        late = threading.Timer(self._longest, process.kill)
        late.start()
        try:
            with process:
                for line in process.stdout or ():
                    with contextlib.suppress(ValueError):  # a library's word
                        self._progress[story.id] = json.loads(line)
                status = process.wait()
        finally:
            overdue = not late.is_alive()
            late.cancel()
            with self._lock:
                self._running = None
            self._progress.pop(story.id, None)
        if self._stopped.is_set():
            return
        if self._store.story(story.id).state == "running":
            if overdue:
                message = f"It took more than {self._longest:g} seconds (max_compare_seconds): leave reports out."
            else:
                message = ENDED.format(status=status)
            changed = self._store.story(story.id).version != story.version
            if self._outdated or (status == 0 and changed):
                self._store.resume(story.id)
            else:
                self._store.end(story.id, "failed", message)
