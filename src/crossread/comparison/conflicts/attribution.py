"""The same words in quotation marks, given to two persons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz

from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.passages import fold
from crossread.comparison.story import Story
from crossread.values import Quotation

SAME_WORDS = 92
"""Likeness of letters (0 to 100) from which two quotations are one."""
LEAST_WORDS = 5


def find(story: Story) -> Iterator[Draft]:
    """A conflict for each saying that reports quote in the same words from different persons."""
    persons = {e.id for e in story.entities if e.type == "person"}
    said = [
        q
        for q in story.quotations.values()
        if q.kind == "direct" and q.speaker.entity in persons and len(q.text.split()) >= LEAST_WORDS
    ]
    plain = [fold(q.text) for q in said]
    grouped: list[list[int]] = []
    for n in range(len(said)):
        known = next((g for g in grouped if fuzz.ratio(plain[n], plain[g[0]]) >= SAME_WORDS), None)
        if known is None:
            grouped.append([n])
        else:
            known.append(n)
    for group in grouped:
        sides: dict[str, list[Quotation]] = {}
        for n in group:
            sides.setdefault(said[n].speaker.entity or "", []).append(said[n])
        reports = [{q.report for q in side} for side in sides.values()]
        if len(sides) > 1 and not any(a & b for a, b in combinations(reports, 2)):
            held = tuple(tuple(_holding(story, q) for q in side) for side in sides.values())
            yield Draft("attribution", "same-words-other-speaker", held)


def _holding(story: Story, q: Quotation) -> Holding:
    """The speaker as the report has it beside the quotation; the quotation's own words where it has none."""
    return Holding(story.reports[q.report].text[slice(*q.source)] if q.source else q.text, q)
