"""What can go wrong with a store, said in one sentence."""

from __future__ import annotations

from crossread.errors import CrossreadError


class Unknown(CrossreadError):
    """There is no such story, source, dossier or judgement."""


class Stale(CrossreadError):
    """Somebody else changed the story since it was looked at."""


class Unusable(CrossreadError):
    """The store cannot be opened, or is of a later version of the program."""
