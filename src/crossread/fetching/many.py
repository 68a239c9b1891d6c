"""Many pages: several hosts at the same time, each at its own pace; a host in trouble is waited for or given up."""

from __future__ import annotations

import heapq
import queue
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from msgspec import Struct

from crossread.fetching.addresses import checked
from crossread.fetching.errors import Unfetched
from crossread.fetching.fetcher import Fetched, Fetcher, Unchanged

ATTEMPTS = 3
"""How often a page is asked for whose host is busy."""
SILENCES = 3
"""After so many pages in a row that a host did not answer, it is given up for this run."""


class Wanted(Struct, frozen=True, kw_only=True):
    """A page to fetch, and with what its last answer was marked."""

    url: str
    etag: str | None = None
    modified: str | None = None
    packed: bool = False


Answer = Fetched | Unchanged | Unfetched


class _Host(Struct):
    left: deque[tuple[Wanted, int]]
    """What is to be asked, and how often it was."""
    silences: int = 0


def fetch_many(fetcher: Fetcher, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, Answer]]:
    """The answers as they come. Of one host, in the order in which its pages are wanted."""
    hosts: dict[str, _Host] = defaultdict(lambda: _Host(left=deque()))
    for page in wanted:
        try:
            hosts[checked(page.url, fetcher.settings).netloc].left.append((page, 1))
        except Unfetched as error:
            yield page, error
    turns = [(0.0, number, name) for number, name in enumerate(hosts)]
    done: queue.SimpleQueue[tuple[str, Wanted, int, Answer | BaseException]] = queue.SimpleQueue()
    asking = 0
    number = len(turns)
    while turns or asking:
        now = time.monotonic()
        while turns and turns[0][0] <= now and asking < max(1, fetcher.settings.hosts_at_once):
            name = heapq.heappop(turns)[2]
            page, attempt = hosts[name].left.popleft()
            asking += 1
            threading.Thread(target=_ask, args=(fetcher, name, page, attempt, done), daemon=True).start()
        full = asking >= max(1, fetcher.settings.hosts_at_once)
        try:
            name, page, attempt, answer = done.get(timeout=None if full or not turns else max(0.0, turns[0][0] - now))
        except queue.Empty:
            continue
        asking -= 1
        host = hosts[name]
        if isinstance(answer, BaseException) and not isinstance(answer, Unfetched):
            raise answer
        rest = fetcher.hosts.pace(name)
        later = answer.later if isinstance(answer, Unfetched) and answer.host == name else None
        if later is not None and later <= fetcher.settings.max_wait_seconds and attempt < ATTEMPTS:
            host.left.appendleft((page, attempt + 1))
            rest = max(rest, later)
        else:
            yield page, answer
            yield from _given_up(name, host, answer)
        if host.left:
            number += 1
            heapq.heappush(turns, (time.monotonic() + rest, number, name))


def _given_up(name: str, host: _Host, answer: Answer) -> Iterator[tuple[Wanted, Answer]]:
    """What is left of a host that wants to be left alone for too long, or that has been silent too often."""
    if not isinstance(answer, Unfetched) or answer.host != name:
        host.silences = 0
        return
    host.silences = host.silences + 1 if answer.silent else 0
    if answer.later is not None or host.silences >= SILENCES:
        why = "wants to be left alone" if answer.later is not None else "does not answer"
        for page, _ in host.left:
            yield page, Unfetched(page.url, f"is of a host that {why}: run again later", answer.later)
        host.left.clear()


def _ask(
    fetcher: Fetcher,
    name: str,
    page: Wanted,
    attempt: int,
    done: queue.SimpleQueue[tuple[str, Wanted, int, Answer | BaseException]],
) -> None:
    answer: Answer | BaseException
    try:
        answer = fetcher.fetch(
            page.url,
            etag=page.etag,
            modified=page.modified,
            patience=fetcher.settings.max_wait_seconds,
            packed=page.packed,
        )
    except BaseException as error:
        answer = error
    done.put((name, page, attempt, answer))
