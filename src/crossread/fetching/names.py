"""Looking up a host's name, for no longer than there is time: the machine's own resolver knows no limit."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence

from crossread.fetching.errors import Unfetched

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host's name, as text. Raises OSError if there are none."""
MOST_HANGING = 64
"""Lookups that may hang at once: each holds a thread that nothing can end."""


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name by the machine's own resolver."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class _Lookup:
    """A lookup on its way. Who asks for the same name meanwhile waits for it too."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.found: Sequence[str] = ()


class Names:
    """Names to addresses. A name server that hangs costs each who asks no more than the time that they have."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._lock = threading.Lock()
        self._asked: dict[tuple[str, int], _Lookup] = {}

    def __call__(self, host: str, port: int, seconds: float) -> Sequence[str]:
        """The addresses of a name, each once. Raises `Unfetched` if there are none, or none in time."""
        with self._lock:
            lookup = self._asked.get((host, port))
            if lookup is None:
                if len(self._asked) >= MOST_HANGING:
                    raise Unfetched(host, "cannot be looked up: name servers hang; try again later")
                lookup = self._asked[host, port] = _Lookup()
                threading.Thread(target=self._look, args=(host, port, lookup), daemon=True).start()
        if not lookup.done.wait(max(0.0, seconds)):
            raise Unfetched(
                host,
                f"is a name that no name server told of in {seconds:.0f} seconds (max_lookup_seconds): try again later",
                silent=True,
            )
        if not lookup.found:
            raise Unfetched(host, "is a name that leads nowhere: check how it is written", silent=True)
        return lookup.found

    def _look(self, host: str, port: int, lookup: _Lookup) -> None:
        try:
            lookup.found = tuple(dict.fromkeys(self._resolve(host, port)))
        except (OSError, UnicodeError):
            pass
        finally:
            with self._lock:
                del self._asked[host, port]
            lookup.done.set()
