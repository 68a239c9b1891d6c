"""Why a page was not fetched, in one sentence."""

from __future__ import annotations

from crossread.errors import Refused


class Unfetched(Refused):
    """A page that was not fetched. ``later`` is the number of seconds after which to try again, if that may help.

    ``silent`` says that its host did not answer at all. ``host`` is the one that was being asked, which redirects may
    have led to.
    """

    host: str | None = None

    def __init__(self, source: str, message: str, later: float | None = None, silent: bool = False) -> None:
        super().__init__(source, message)
        self.later = later
        self.silent = silent
