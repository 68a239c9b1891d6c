"""The statement that holds a stretch: what stands in a conflict as the extract around a value."""

from __future__ import annotations

from crossread.comparison.story import Story
from crossread.values import Statement, Stretch


def smallest(story: Story, report: str, stretch: Stretch, least_words: int = 0) -> Statement | None:
    """The smallest statement of at least so many words around a stretch of a report, None if there is none."""
    around = [
        s
        for s in story.reading(report).statements
        if s.start <= stretch[0] and stretch[1] <= s.end and len(s.text.split()) >= least_words
    ]
    return min(around, key=lambda s: (s.end - s.start, s.start), default=None)
