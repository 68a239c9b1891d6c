"""What goes into the archive and comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, Protocol

from msgspec import Struct

from crossread.store.placing import Moved


class Given(Protocol):
    """A record as it is given. ``date`` is ISO 8601 or empty; ``address`` is that by which two are one article."""

    @property
    def id(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def date(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def other(self) -> Mapping[str, Any]: ...


class Added(Struct, frozen=True, kw_only=True):
    """What became of a record that was given: its number, and whether it is new.

    ``earlier`` is the number of the first record with the same address (or id) and another text: this one may be a
    version of it.
    """

    number: int
    new: bool
    earlier: int | None = None


class Kept(Struct, frozen=True, kw_only=True):
    """A record as it is kept. Without a ``story`` it has not been placed yet; ``original`` is the number of the record
    that it is a copy or a version of."""

    number: int
    id: str
    url: str
    title: str
    date: str
    added: str
    text: str
    other: dict[str, Any]
    story: str | None = None
    kind: Literal["report", "copy", "version"] = "report"
    original: int | None = None


class Content(NamedTuple):
    """A record in a story, without what it says."""

    number: int
    id: str
    kind: Literal["report", "copy", "version"]
    original: int | None


class FoundStory(Struct, frozen=True, kw_only=True):
    """A story that was found. ``reports`` counts copies, not versions; ``changed`` is when it last did, in UTC."""

    id: str
    title: str
    first: str
    last: str
    reports: int
    changed: str


class Placed(Struct, frozen=True, kw_only=True):
    """What placing did: the id of each group's story; which stories are new, which have other records than before;
    which merged and parted."""

    stories: list[str]
    new: list[str]
    grown: list[str]
    moves: list[Moved]


class Move(Struct, frozen=True, kw_only=True):
    """A line of the log of changes; what it means is said at `placing.Moved`. ``made`` is when, in UTC."""

    number: int
    kind: Literal["merged", "parted"]
    story: str
    other: str
    reports: int
    likelihood: float | None
    made: str


class Met(Struct, frozen=True, kw_only=True):
    """A story that was found by words, and the best of its records: every second stretch of ``excerpt`` is a word."""

    story: FoundStory
    record: int
    excerpt: list[str]


class Opened(Struct, frozen=True, kw_only=True):
    """A found story that is one of the library too: it was ``given`` reports there, and ``fresh`` ones not yet."""

    found: str
    story: str
    given: int
    fresh: int

    def room(self, most: int) -> int:
        """How many of the fresh ones may be given to a story that takes so many at most."""
        return max(0, min(self.fresh, most - self.given))
