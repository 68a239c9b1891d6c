"""Points that most origins carry and a report lacks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crossread.comparison import pairs, profiles
from crossread.comparison.alignment import Pair
from crossread.comparison.story import Story
from crossread.values import Omission, Point, Reading, Statement, Stretch

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
    whole = {r.report.id: [s for s in r.statements if s.whole] for r, _ in lacking}
    told = {p.id: [story.statements[m] for m in p.members] for _, p in lacking}
    far = [(r, p) for r, p in lacking if whole[r.report.id] and _far(story, told[p.id], whole[r.report.id])]
    near = _near(story, [(told[p.id], whole[r.report.id]) for r, p in far])
    return tuple(
        Omission(report=reading.report.id, point=point.id, searched=_searched(reading))
        for (reading, point), found in zip(far, near, strict=True)
        if not found
    )


def _may_lack(story: Story, reading: Reading, point: Point) -> bool:
    """Whether most of the other origins, and at least two, carry a point that was not found in a report."""
    if UNREADABLE & set(reading.report.notes) or not reading.statements:
        return False
    reports = {story.statements[m].report for m in point.members}
    own = story.origin[reading.report.id]
    others = set(story.origin.values()) - {own}
    carry = {story.origin[r] for r in reports} - {own}
    return reading.report.id not in reports and len(carry) >= LEAST_ORIGINS and 2 * len(carry) > len(others)


def _far(story: Story, told: Sequence[Statement], said: Sequence[Statement]) -> bool:
    """Whether no sentence of the report has a cosine to any wording of the point that makes it worth a look."""
    vectors = story.language.vectors([s.text for s in (*told, *said)])
    cosine = vectors[: len(told)] @ vectors[len(told) :].T
    return float(np.round(cosine, 6).max()) < FAR


def _near(story: Story, cases: Sequence[tuple[Sequence[Statement], Sequence[Statement]]]) -> list[bool]:
    """For each case, a point's wordings and a report's sentences, whether any two may state one fact after all."""
    every = {s.id: s for told, said in cases for s in (*told, *said)}
    known = profiles.of(story, list(every.values()))
    place = {name: n for n, name in enumerate(every)}
    groups = [{_ordered(place[a.id], place[b.id]) for a in told for b in said} for told, said in cases]
    near = sorted(set().union(*groups))
    weight = dict(zip(near, pairs.probability(pairs.features(known, near)), strict=True))
    return [max(weight[pair] for pair in group) >= UNLIKE for group in groups]


def _ordered(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


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
