"""The threads that fetch the addresses which stories wait for: `crossread.fetching` asks, the store keeps what came."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable

from crossread.app.naming import page_name
from crossread.fetching import Fetched, Fetcher, FetchSettings, Unfetched
from crossread.reports.beside import recoded
from crossread.store import Address, Source, Store

PAUSE = 0.5
"""Seconds between two looks for an address that waits, if nobody says that there is one."""
PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})


class Fetching:
    """Fetches what waits in the store until it is stopped; what waits then is fetched after the next start."""

    def __init__(self, store: Store, settings: FetchSettings, threads: int, settled: Callable[[], None]) -> None:
        """``settled`` is called when an address waits no longer."""
        self._store, self._settled = store, settled
        self._wake, self._stopped = threading.Event(), threading.Event()
        self._fetcher = Fetcher(settings, sleep=self._sleep)
        self._queue: queue.SimpleQueue[Address] = queue.SimpleQueue()
        self._taken: set[Address] = set()
        """In the queue or being asked."""
        self._asked: set[Address] = set()
        self._lock = threading.Lock()
        works = (self._look, *[self._work] * threads)
        self._threads = [threading.Thread(target=work, name="fetching", daemon=True) for work in works]

    def start(self) -> None:
        """Begins."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends, in the middle of a page too, which waits for the next start."""
        self._stopped.set()
        self._wake.set()
        self._fetcher.close()

    def wake(self) -> None:
        """Says that an address waits."""
        self._wake.set()

    def is_asked(self, address: Address) -> bool:
        """Whether an address is being asked now."""
        with self._lock:
            return address in self._asked

    def _sleep(self, seconds: float) -> None:
        self._stopped.wait(seconds)

    def _look(self) -> None:
        while not self._stopped.is_set():
            with contextlib.suppress(Exception):  # a database may be away for a while
                for address in self._store.waiting():
                    with self._lock:
                        known = address in self._taken
                        self._taken.add(address)
                    if not known:
                        self._queue.put(address)
            self._wake.wait(PAUSE)
            self._wake.clear()

    def _work(self) -> None:
        while not self._stopped.is_set():
            try:
                address = self._queue.get(timeout=PAUSE)
            except queue.Empty:
                continue
            with self._lock:
                self._asked.add(address)
            with contextlib.suppress(Exception):  # it waits on, and is taken again
                self._fetch(address)
            with self._lock:
                self._asked.discard(address)
                self._taken.discard(address)
            self._settled()

    def _fetch(self, address: Address) -> None:
        if address not in self._store.waiting():
            return
        try:
            page = self._fetcher.fetch(address.url)
        except Unfetched as error:
            self._fail(address, error.message)
            return
        except Exception as error:
            self._fail(address, f"failed unexpectedly ({type(error).__name__}): save the page and add the file")
            return
        assert isinstance(page, Fetched), "nothing was asked on a condition"
        kind = page.kind.partition(";")[0].strip().lower()
        if kind not in PAGES:
            self._fail(address, f"is {kind}, no article: name the address of one")
            return
        data = recoded(page.data, page.kind)
        self._store.fetched(
            address, Source(name=page_name(page.final, kind), data=data, url=page.final, fetched=page.at)
        )

    def _fail(self, address: Address, message: str) -> None:
        if not self._stopped.is_set():  # what a stop broke off is no fault of the page
            self._store.unfetched(address, message)
