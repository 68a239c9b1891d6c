"""Stories as they are printed: the reports of one event, and what a stream changed on its way."""

from __future__ import annotations

from msgspec import Struct


class Story(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Reports of one event, in the order of time. ``story`` is made from the id of the earliest."""

    story: str
    reports: tuple[str, ...]
    title: str = ""
    """The earliest report's."""
    first: str = ""
    last: str = ""
    copies: dict[str, tuple[str, ...]] = {}
    """Reports with the same text as an earlier one, by its id; they are among the reports, unless it is a version."""
    versions: dict[str, tuple[str, ...]] = {}
    """Later versions of a report: its address, another text or headline; they are no reports of their own."""


class Change(Struct, frozen=True, kw_only=True):
    """Stories merged or parted: when, how many reports moved, and how alike both sides were on average."""

    change: str
    story: str
    other: str
    date: str
    reports: int
    likelihood: float | None


class Found(Struct, frozen=True, kw_only=True):
    """The stories, by their earliest report, and what a stream changed on its way."""

    stories: tuple[Story, ...]
    changes: tuple[Change, ...] = ()
