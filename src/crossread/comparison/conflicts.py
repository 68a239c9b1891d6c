"""Sides that cannot simply be laid over each other."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.comparison.story import Story
from crossread.values import Conflict, Point, Utterance


def find(story: Story, points: Sequence[Point], utterances: Sequence[Utterance]) -> tuple[Conflict, ...]:
    """Stub."""
    return ()
