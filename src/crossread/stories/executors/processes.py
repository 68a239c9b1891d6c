"""Processes of this machine. One that dies is replaced and its blocks are done again."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from types import TracebackType

from crossread.errors import CrossreadError
from crossread.stories.executors import TRIES, Job, Result

AHEAD = 2
"""Jobs a process that are handed out before the first of them is back."""


class Processes:
    """So many processes, started when there is more than one job."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._leash: Connection | None = None

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def map(self, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """The results in the order of the jobs; a single job is done here."""
        left = iter(jobs)
        first = list(itertools.islice(left, 2))
        if len(first) < 2:
            yield from map(work, first)
            return
        ahead: deque[tuple[Job, Future[Result] | None]] = deque((job, None) for job in first)
        deaths = 0
        while True:
            while len(ahead) < AHEAD * self._workers and (more := next(left, None)) is not None:
                ahead.append((more, None))
            if not ahead:
                return
            try:
                ahead = deque((job, future or self._started().submit(work, job)) for job, future in ahead)
                future = ahead[0][1]
                assert future is not None
                result = future.result()
            except BrokenProcessPool as error:
                deaths += 1
                if deaths >= TRIES:
                    raise CrossreadError(
                        f"Processes of --workers died {deaths} times at one block: the memory may be too small for "
                        f"{self._workers} of them; take fewer."
                    ) from error
                self._stop()
                ahead = deque((job, future if _done(future) else None) for job, future in ahead)
                continue
            deaths = 0
            ahead.popleft()
            yield result

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            end, self._leash = context.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(self._workers, context, _begin, (end,))
        return self._pool

    def _stop(self) -> None:
        """Let all processes go at once, whatever they are at."""
        if self._leash:
            self._leash.close()
            self._leash = None
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _done(future: Future[Result] | None) -> bool:
    return future is not None and future.done() and not future.cancelled() and future.exception() is None


def _begin(leash: Connection) -> None:
    """In a new process: what stops the run stops it too, even if the run was killed and can say nothing more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def hold() -> None:
        try:
            leash.recv_bytes()
        except (EOFError, OSError):
            os._exit(1)

    threading.Thread(target=hold, daemon=True).start()
