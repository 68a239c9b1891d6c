"""Points that most origins carry and a report lacks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crossread.comparison.story import Story
from crossread.values import Omission, Point, Reading, Stretch

UNSAID = 0.5
"""Cosine that every sentence of the report must stay below, against all that the others say. Of the facts of the seven
tuning stories that a report does state, one in two hundred stays below; of those it lacks, one in ten does."""
LEAST_ORIGINS = 2
LEAST_CONFIDENCE = 0.5
"""A point that may be none is not missed by anybody."""
SEARCHED = frozenset({"headline", "standfirst", "subhead", "body"})
UNREADABLE = frozenset({"truncated", "paywall", "unread-language"})
"""Notes on a report that may say more than could be read: it is not blamed for silence."""


def find(story: Story, points: Sequence[Point]) -> tuple[Omission, ...]:
    """The omissions, by report and then in the order of the points.

    Nothing is claimed where any sentence of the report comes near what the others say: that the point was not found
    there is not enough.
    """
    total = len(set(story.origin.values()))
    shared = [
        p for p in points if p.origins >= LEAST_ORIGINS and 2 * p.origins > total and p.confidence >= LEAST_CONFIDENCE
    ]
    wordings = [_wordings(story, p) for p in shared]
    known = [story.language.vectors(w) for w in wordings]
    found = []
    for reading in story.readings:
        if UNREADABLE & set(reading.report.notes) or not reading.statements:
            continue
        searched = _searched(reading)
        said = story.language.vectors([reading.report.text[a:b] for a, b in reading.sentences])
        for point, vectors in zip(shared, known, strict=True):
            if any(story.statements[m].report == reading.report.id for m in point.members):
                continue
            if float(np.round(vectors @ said.T, 6).max()) < UNSAID:
                found.append(Omission(report=reading.report.id, point=point.id, searched=searched))
    return tuple(found)


def _wordings(story: Story, point: Point) -> list[str]:
    """What the members say, alone and in their sentences."""
    members = [story.statements[m] for m in point.members]
    whole = [story.reports[s.report].text[s.sentence[0] : s.sentence[1]] for s in members]
    return [t for t in (*(s.text for s in members), *whole) if t]


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
