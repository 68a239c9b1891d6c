"""What a site's robots.txt allows (RFC 9309): looked at once a host, before its first page."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import SplitResult, urlunsplit

from protego import Protego

from crossread.fetching.errors import Unfetched

MOST_BYTES = 500 * 1024
"""Of a robots.txt at least so much is read (RFC 9309, 2.5); what follows is left unread here."""
SECONDS_KNOWN = 24 * 3600.0
"""How long rules hold (RFC 9309, 2.4)."""
SECONDS_FAILED = 300.0
"""How long a site is left alone whose robots.txt could not be had."""
Ask = Callable[[str], tuple[int, bytes]]
"""Status and body of an address; raises `Unfetched` if the site does not answer."""


class Robots:
    """The rules of the sites that were asked."""

    def __init__(self, agent: str, clock: Callable[[], float]) -> None:
        self._agent, self._clock = agent, clock
        self._known: dict[str, tuple[float, Protego | str]] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def check(self, url: SplitResult, ask: Ask) -> float | None:
        """Raises `Unfetched` if the site forbids the page. The seconds that it wants between requests, if it says."""
        place = urlunsplit((url.scheme, url.netloc, "/robots.txt", "", ""))
        with self._locks[place]:
            until, rules = self._known.get(place, (self._clock(), ""))
            if until <= self._clock():
                rules = _rules(place, ask)
                until = self._clock() + (SECONDS_FAILED if isinstance(rules, str) else SECONDS_KNOWN)
                self._known[place] = until, rules
        if isinstance(rules, str):
            raise Unfetched(url.geturl(), rules, silent=True)
        if not rules.can_fetch(url.geturl(), self._agent):
            raise Unfetched(
                url.geturl(), "is forbidden by the site's robots.txt: save the page yourself and name the file"
            )
        delay = rules.crawl_delay(self._agent)
        return float(delay) if delay is not None and 0 <= delay < SECONDS_KNOWN else None


def _rules(place: str, ask: Ask) -> Protego | str:
    """The rules, or why nothing may be asked now: a site without a robots.txt allows all, one in trouble nothing."""
    try:
        status, body = ask(place)
    except Unfetched as error:
        return f"belongs to a site whose robots.txt cannot be asked for ({error.message}): try again later"
    if status >= 500 or status == 429:
        return f"belongs to a site whose robots.txt fails ({status}): try again later"
    return Protego.parse(body[:MOST_BYTES].decode("utf-8-sig", "replace") if status < 300 else "")
