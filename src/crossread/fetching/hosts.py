"""When a host may be asked: its pace, and how long it wants to be left alone."""

from __future__ import annotations

import threading
from collections.abc import Callable

from crossread.fetching.errors import Unfetched


class Hosts:
    """What is remembered of each host for the rest of the run. May be asked by several threads."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None], pace: float) -> None:
        self._clock, self._sleep, self._pace = clock, sleep, pace
        self._next: dict[str, float] = {}
        self._delays: dict[str, float] = {}
        self._busy: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, delay: float | None, most: float) -> float:
        """Waits until the host may be asked again; the seconds that took. Raises `Unfetched` if it would be more."""
        with self._lock:
            now = self._clock()
            if delay is not None:
                self._delays[host] = delay
            wait = max(0.0, self._next.get(host, now) - now)
            if wait > most:
                raise Unfetched(
                    host, f"would have to wait {wait:.0f} seconds for its host's turn: try again later", later=wait
                )
            self._next[host] = now + wait + self.pace(host)
        if wait:
            self._sleep(wait)
        return wait

    def pace(self, host: str) -> float:
        """Seconds between two requests to a host: the user's, or more if the host wants more."""
        return max(self._pace, self._delays.get(host, 0.0))

    def busy(self, host: str, status: int, seconds: float) -> None:
        """A host has answered that it is not to be asked for so long."""
        with self._lock:
            self._busy[host] = self._clock() + seconds, status

    def check(self, host: str, url: str) -> None:
        """Raises `Unfetched` if the host wants to be left alone for now."""
        until, status = self._busy.get(host, (0.0, 0))
        left = until - self._clock()
        if status and left > 0:
            raise Unfetched(
                url, f"is of a host that wants to be left alone for {left:.0f} seconds ({status}): try again then", left
            )
