"""When what happened."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.comparison.story import Story
from crossread.values import Event, Point


def build(story: Story, points: Sequence[Point]) -> tuple[Event, ...]:
    """Stub."""
    return ()
