"""Quotations that report one act of saying the same thing."""

from __future__ import annotations

from crossread.comparison.story import Story
from crossread.values import Utterance


def find(story: Story) -> tuple[Utterance, ...]:
    """Stub."""
    return ()
