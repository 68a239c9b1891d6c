"""How firmly a point stands: a rule over origins, vouchers and conflicts, in fixed words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from crossread.comparison.story import Story
from crossread.values import Conflict, Point, Standing


def judge(story: Story, points: Sequence[Point], conflicts: Sequence[Conflict]) -> tuple[Point, ...]:
    """The points with their standing."""
    disputed = {c.point for c in conflicts if c.shown and c.nature in ("contradiction", "sources")}
    return tuple(replace(p, standing=_standing(story, p, p.id in disputed)) for p in points)


def _standing(story: Story, point: Point, disputed: bool) -> Standing:
    """Disputed if sides contradict each other; single-origin if all members go back to one origin.

    Established if two origins state it on their own account or through different vouchers; else reported: one voucher,
    however often quoted.
    """
    if disputed:
        return "disputed"
    if point.origins < 2:
        return "single-origin"
    voices = {
        (story.origin[story.statements[m].report], "")
        if not story.statements[m].vouched_by
        else ("", story.statements[m].vouched_by[-1].entity or story.statements[m].vouched_by[-1].name.lower())
        for m in point.members
    }
    return "established" if len(voices) > 1 else "reported"
