"""The paragraphs of a text on their way to parts, and what the text tells of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from crossread.values import Part, PartKind

LONGEST = 10_000
"""A longer paragraph is body as it stands: no rule is tried on it, so that the time is bounded."""
TAIL = 6
"""An author's biography stands among so many last paragraphs."""


@dataclass
class Piece:
    """One paragraph on its way to a part."""

    start: int
    end: int
    text: str
    kind: PartKind | None = None
    why: str | None = None
    of: int | None = None
    mark: str | None = None
    """What the markup of a page says it is (blocks.Mark); None in a plain text."""

    @property
    def held(self) -> bool:
        """The markup holds it in a list, a table or a quotation of the article: where it stands says nothing more."""
        return self.mark in ("item", "row", "quote")

    def drop(self, why: str) -> None:
        """It is no part of the article."""
        self.kind, self.why = "dropped", why


@dataclass
class Found:
    """What a text tells of itself."""

    headline: str | None = None
    standfirst: str | None = None
    dateline: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    credit: str | None = None
    """An unknown name that the dateline credits."""
    dated: str | None = None
    """The date in the dateline."""
    parts: list[Part] = field(default_factory=list)
