"""Points that most origins carry and a report lacks."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.comparison.story import Story
from crossread.values import Omission, Point


def find(story: Story, points: Sequence[Point]) -> tuple[Omission, ...]:
    """Stub."""
    return ()
