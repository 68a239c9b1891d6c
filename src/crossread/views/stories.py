"""Stories in the terminal: the largest first, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from crossread.views.safe import visible

SHOWN = 40
LONGEST = 100
"""Characters of a headline that are shown."""


class Story(Protocol):
    """What is shown of a story."""

    @property
    def story(self) -> str: ...
    @property
    def reports(self) -> tuple[str, ...]: ...
    @property
    def title(self) -> str: ...
    @property
    def first(self) -> str: ...
    @property
    def last(self) -> str: ...


def render(stories: Sequence[Story], whole: bool) -> str:
    """A line a story of two or more reports; all of them and the lone reports with ``whole``."""
    told = sorted(stories, key=lambda s: (-len(s.reports), s.first, s.story))
    several = [s for s in told if len(s.reports) > 1]
    shown = told if whole else several[:SHOWN]
    reports = sum(len(s.reports) for s in stories)
    alone = len(told) - len(several)
    lines = [f"{reports:,} reports · {len(several):,} stories of two or more · {alone:,} alone"]
    if shown:
        lines.append("")
    for story in shown:
        days = " to ".join(dict.fromkeys(d[:10] for d in (story.first, story.last) if d)) or "undated"
        title = visible(" ".join(story.title.split()) or story.reports[0])
        title = title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
        lines.append(f"{story.story}  {len(story.reports):>4}  {days:<24}  {title}")
    if len(shown) < len(several):
        lines.append(f"… {len(several) - len(shown):,} more: --all shows them, --jsonl prints them")
    return "\n".join(lines) + "\n"
