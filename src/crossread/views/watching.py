"""What a watch tells: a line a change."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import urlsplit

from crossread.views.safe import visible

LONGEST = 100
"""Characters of a headline."""
WORDS = {"new": "new story", "joined": "joined", "copy": "copy in", "version": "version in"}


class Event(Protocol):
    """What became of a report, or of two stories."""

    @property
    def change(self) -> str: ...
    @property
    def story(self) -> str: ...
    @property
    def report(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def reports(self) -> int: ...
    @property
    def likelihood(self) -> float | None: ...


def line(event: Event) -> str:
    """One line, without its end."""
    if event.change in WORDS:
        title = event.title if len(event.title) <= LONGEST else f"{event.title[: LONGEST - 1]}…"
        told = [title or event.report, _host(event.url)]
        if event.change != "new":
            told.append(_count(event.reports))
        return f"{WORDS[event.change]:<10}  {event.story}  {visible(' · '.join(filter(None, told)))}"
    moved = f"{event.other} into {event.story}" if event.change == "merged" else f"{event.other} from {event.story}"
    likely = f" · likelihood {event.likelihood:.2f}" if event.likelihood is not None else ""
    return f"{event.change:<10}  {moved} · {_count(event.reports)} moved{likely}"


def _count(reports: int) -> str:
    return "1 report" if reports == 1 else f"{reports:,} reports"


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
