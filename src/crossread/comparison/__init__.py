"""Readings side by side: lineage, utterances, points, conflicts, timeline, omissions, standing."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from crossread.comparison import (
    conflicts,
    dating,
    entities,
    lineage,
    omissions,
    points,
    standing,
    timeline,
    utterances,
)
from crossread.comparison.numbering import number
from crossread.comparison.story import Story
from crossread.language import Language
from crossread.settings import Settings
from crossread.values import Dossier, MadeBy, Problem, Reading, SharedCopy

__all__ = ["compare", "lay_out"]


def lay_out(
    readings: Sequence[Reading], language: Language, settings: Settings
) -> tuple[Story, tuple[SharedCopy, ...]]:
    """Readings side by side, dated by each other, their entities one, their families known; and who shares copy."""
    dated = dating.date(number(readings))
    merged, who = entities.merge(dated)
    copies, families = lineage.find(merged, language)
    return Story(readings=merged, language=language, settings=settings, entities=who, families=families), copies


def compare(
    readings: Sequence[Reading],
    language: Language,
    settings: Settings,
    *,
    version: str,
    problems: Sequence[Problem] = (),
) -> Dossier:
    """One dossier of several readings, which come in the order of their reports' ids."""
    story, copies = lay_out(readings, language, settings)
    said = utterances.find(story)
    facts = points.find(story)
    found = conflicts.find(story, facts, said)
    facts = standing.judge(story, facts, found)
    return Dossier(
        made_by=MadeBy(crossread=version, models=language.models(), settings=msgspec.to_builtins(settings)),
        reports=tuple(r.report for r in story.readings),
        entities=story.entities,
        quotations=tuple(q for r in story.readings for q in r.quotations),
        statements=tuple(s for r in story.readings for s in r.statements),
        utterances=said,
        points=facts,
        conflicts=found,
        lineage=copies,
        families=story.families,
        timeline=timeline.build(story, facts),
        omissions=omissions.find(story, facts),
        problems=tuple(problems),
    )
