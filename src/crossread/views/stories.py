"""Stories in the terminal: the largest first, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    @property
    def copies(self) -> Mapping[str, Sequence[str]]: ...
    @property
    def versions(self) -> Mapping[str, Sequence[str]]: ...


def render(stories: Sequence[Story], whole: bool) -> str:
    """A line a story of two or more reports; all of them and the lone reports with ``whole``."""
    ordered = sorted(stories, key=lambda s: (-len(s.reports), s.first, s.story))
    several = [s for s in ordered if len(s.reports) > 1]
    shown = ordered if whole else several[:SHOWN]
    reports = sum(len(s.reports) for s in stories)
    alone = len(ordered) - len(several)
    lines = [f"{reports:,} reports · {len(several):,} stories of two or more · {alone:,} alone"]
    if shown:
        lines.append("")
    for story in shown:
        told = title(story.title, story.reports[0])
        lines.append(row(story.story, len(story.reports), days(story.first, story.last), told))
    if len(shown) < len(several):
        lines.append(f"… {len(several) - len(shown):,} more: --all shows them, --jsonl prints them")
    return "\n".join(lines) + "\n"


def row(id: str, reports: int, days: str, title: str) -> str:
    """The line of a story."""
    return f"{id}  {reports:>4}  {days:<24}  {title}"


def days(first: str, last: str) -> str:
    """The first and the last day."""
    return " to ".join(dict.fromkeys(d[:10] for d in (first, last) if d)) or "undated"


def title(told: str, instead: str) -> str:
    """In one line, cut if it is long."""
    words = visible(" ".join(told.split()) or instead)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def rows(stories: Sequence[Story]) -> Iterator[dict[str, str | int | None]]:
    """A row a report, a copy or a version (the table ``stories``): which story it is in, and as what."""
    for story in stories:
        told = {
            "title": story.title,
            "first": story.first or None,
            "last": story.last or None,
            "reports": len(story.reports),
        }
        copied = {copy: report for report, copies in story.copies.items() for copy in copies}
        for report in story.reports:
            kind = "copy" if report in copied else "report"
            yield {"story": story.story, "report": report, "is": kind, "of": copied.get(report), **told}
        for copy, report in copied.items():
            if copy not in story.reports:
                yield {"story": story.story, "report": copy, "is": "copy", "of": report, **told}
        for report, versions in story.versions.items():
            for version in versions:
                yield {"story": story.story, "report": version, "is": "version", "of": report, **told}
