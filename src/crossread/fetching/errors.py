"""Why a page was not fetched, in one sentence."""

from __future__ import annotations

from crossread.errors import Refused


class Unfetched(Refused):
    """A page that was not fetched. ``later`` is the number of seconds after which to try again, if that may help."""

    def __init__(self, source: str, message: str, later: float | None = None) -> None:
        super().__init__(source, message)
        self.later = later
