"""Points that most origins carry and a report lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from crossread.comparison import pairs, profiles
from crossread.comparison.profiles import Profile
from crossread.comparison.story import Story
from crossread.values import Omission, Point, Reading, Stretch

FAR = 0.6
"""Cosine that every sentence of the report must stay below, against all that the others say,"""
UNLIKE = 0.2
"""and the probability of stating the same fact that each pair must stay below. Of 13 omissions found so on the seven
tuning stories, none was stated after all; with .3 for the probability a quarter was."""
LEAST_ORIGINS = 2
SEARCHED = frozenset({"headline", "standfirst", "subhead", "body"})
UNREADABLE = frozenset({"truncated", "paywall", "unread-language"})
"""Notes on a report that may say more than could be read: it is not blamed for silence."""


def find(story: Story, points: Sequence[Point]) -> tuple[Omission, ...]:
    """The omissions, by report and then in the order of the points.

    Nothing is claimed where any sentence of the report comes near what the others say: that the point was not found
    there is not enough.
    """
    lacking = [(r, p) for r in story.readings for p in points if _may_lack(story, r, p)]
    if not lacking:
        return ()
    members = {m for _, p in lacking for m in p.members}
    chosen = [s for r in story.readings for s in r.statements if s.id in members or s.whole]
    known = profiles.of(story, chosen)
    rare = profiles.rarity(known)
    found = []
    for reading, point in lacking:
        said = [p for p in known if p.statement.report == reading.report.id]
        told = [p for p in known if p.statement.id in point.members]
        if said and not _near(told, said, rare):
            found.append(Omission(report=reading.report.id, point=point.id, searched=_searched(reading)))
    return tuple(found)


def _may_lack(story: Story, reading: Reading, point: Point) -> bool:
    """Whether most of the other origins, and at least two, carry a point that was not found in a report."""
    if UNREADABLE & set(reading.report.notes) or not reading.statements:
        return False
    reports = {story.statements[m].report for m in point.members}
    own = story.origin[reading.report.id]
    others = set(story.origin.values()) - {own}
    carry = {story.origin[r] for r in reports} - {own}
    return reading.report.id not in reports and len(carry) >= LEAST_ORIGINS and 2 * len(carry) > len(others)


def _near(told: Sequence[Profile], said: Sequence[Profile], rare: Mapping[str, float]) -> bool:
    """Whether any sentence of the report comes near to any wording of the point."""
    cosine = np.stack([p.vector for p in told]) @ np.stack([p.vector for p in said]).T
    if float(np.round(cosine, 6).max()) >= FAR:
        return True
    rows = [pairs.features(a, b, 1.0, rare) for a in told for b in said]
    return float(np.round(pairs.probability(rows), 6).max()) >= UNLIKE


def _searched(reading: Reading) -> tuple[Stretch, ...]:
    """What was looked through: neighbouring paragraphs are one stretch."""
    out: list[Stretch] = []
    for part in reading.report.parts:
        if part.kind not in SEARCHED:
            continue
        if out and not reading.report.text[out[-1][1] : part.start].strip():
            out[-1] = (out[-1][0], part.end)
        else:
            out.append((part.start, part.end))
    return tuple(out)
