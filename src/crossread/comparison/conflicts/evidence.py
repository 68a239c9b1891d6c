"""The evidence that tells a conflict's nature: who vouches for its sides, when its reports came out."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Sequence
from pathlib import Path

from crossread.comparison.conflicts.draft import Holding
from crossread.comparison.story import Story


@functools.cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))[kind])


def vouchers(story: Story, side: Sequence[Holding]) -> frozenset[str]:
    """Who vouches for a side: entity ids where known, else names in lower case. Empty if the reporters do.

    A value inside reported speech is its speaker's, however little of its statement the speech covers.
    """
    return frozenset(name for h in side for name in _said_by(story, h))


def _said_by(story: Story, h: Holding) -> list[str]:
    start, end = h.at or (h.member.start, h.member.end)
    around = [q for q in story.reading(h.member.report).said if q.start <= start and end <= q.end and q.speaker.name]
    if around:
        speaker = min(around, key=lambda q: (q.end - q.start, q.start)).speaker
        return [speaker.entity or (speaker.name or "").lower()]
    return [v.entity or v.name.lower() for v in getattr(h.member, "vouched_by", ())[:1]]


def other_sources(story: Story, a: Sequence[Holding], b: Sequence[Holding]) -> bool:
    """Whether both sides cite somebody, and nobody in common."""
    one, other = vouchers(story, a), vouchers(story, b)
    return bool(one and other and not one & other)


def later(story: Story, a: Sequence[Holding], b: Sequence[Holding]) -> int:
    """1 if all reports of the second came out after all of the first, -1 if before; 0 if neither, or not known.

    By the hour where all tell it in one way, else by the day.
    """
    stamps = [[story.reports[h.member.report].published for h in side] for side in (a, b)]
    times = [[_time(stamp) for stamp in side] for side in stamps]
    known = [t for side in times for t in side if t is not None]
    if len(known) < len(a) + len(b):
        return 0
    by_hour = (
        all("T" in (stamp or "") for side in stamps for stamp in side) and len({t.tzinfo is None for t in known}) == 1
    )
    first, second = ([t if by_hour else t.date() for t in side if t is not None] for side in times)
    return 1 if max(first) < min(second) else -1 if max(second) < min(first) else 0


def _time(stamp: str | None) -> dt.datetime | None:
    """When a report came out, None if its date is unknown or no whole day."""
    try:
        return dt.datetime.fromisoformat(stamp) if stamp else None
    except ValueError:
        return None


def revised(story: Story, side: Sequence[Holding]) -> bool:
    """Whether a side says that a figure or a plan has changed ("rose to", "now", "revised")."""
    return any(
        not _words("revising").isdisjoint(w.lemma for w in story.words(h.member))
        or any(phrase in h.member.text.lower() for phrase in _words("revising_phrases"))
        for h in side
    )
