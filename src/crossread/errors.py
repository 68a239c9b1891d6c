"""What can go wrong, said in one sentence: what, where, what to do."""

from __future__ import annotations


class CrossreadError(Exception):
    """Base of all errors that are meant for the user. ``str(error)`` is the one sentence."""


class Refused(CrossreadError):
    """A source that cannot be used; the rest goes on."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__(message)
        self.source = source
        self.message = message


class NothingToDo(CrossreadError):
    """No readable report, or none of the named sources exists."""


class BrokenInstallation(CrossreadError):
    """A file of the package is missing or was changed."""
