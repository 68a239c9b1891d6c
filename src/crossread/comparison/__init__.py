"""Readings side by side: lineage, utterances, points, conflicts, timeline, omissions, standing."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from crossread.comparison import (
    conflicts,
    corrected,
    dating,
    entities,
    judged,
    lineage,
    omissions,
    points,
    standing,
    timeline,
    utterances,
)
from crossread.comparison.conflicts.judged import judge as judge_conflicts
from crossread.comparison.numbering import number
from crossread.comparison.story import Story
from crossread.judgements.docket import Docket
from crossread.language import Language
from crossread.settings import Settings
from crossread.values import Dossier, Judgement, MadeBy, Point, Problem, Reading, SharedCopy, Utterance

__all__ = ["compare", "lay_out"]


def lay_out(
    readings: Sequence[Reading], language: Language, settings: Settings, docket: Docket | None = None
) -> tuple[Story, tuple[SharedCopy, ...]]:
    """Readings side by side, dated by each other, their entities one, their families known; and who shares copy."""
    dated = dating.date(number(readings))
    merged, who = entities.merge(dated)
    if docket:
        merged = corrected.correct(merged, who, docket)
    copies, families = lineage.find(merged, language)
    return Story(readings=merged, language=language, settings=settings, entities=who, families=families), copies


def compare(
    readings: Sequence[Reading],
    language: Language,
    settings: Settings,
    *,
    version: str,
    problems: Sequence[Problem] = (),
    judgements: Sequence[Judgement] = (),
) -> Dossier:
    """One dossier of several readings, which come in the order of their reports' ids."""
    docket = Docket(judgements, [r.report for r in readings])
    story, copies = lay_out(readings, language, settings, docket)
    story, facts, said, unshown = _grouped(story, docket)
    found = judge_conflicts(story, docket, conflicts.find(story, facts, said))
    facts = standing.judge(story, facts, found)
    return Dossier(
        made_by=MadeBy(crossread=version, models=language.models(), settings=msgspec.to_builtins(settings)),
        reports=tuple(r.report for r in story.readings),
        entities=story.entities,
        quotations=tuple(
            msgspec.structs.replace(q, judged=docket.touching(q.id)) for r in story.readings for q in r.quotations
        ),
        statements=tuple(s for r in story.readings for s in r.statements),
        utterances=(*said, *(u for u in unshown if isinstance(u, Utterance))),
        points=(*facts, *standing.judge(story, [p for p in unshown if isinstance(p, Point)], found)),
        conflicts=found,
        lineage=copies,
        families=story.families,
        timeline=timeline.build(story, facts),
        omissions=omissions.find(story, facts),
        judgements=docket.outcomes(),
        problems=(*problems, *docket.problems()),
    )


def _grouped(
    story: Story, docket: Docket
) -> tuple[Story, tuple[Point, ...], tuple[Utterance, ...], tuple[Point | Utterance, ...]]:
    """The story with its analyst's links, its points and utterances under them, and those that were dismissed."""
    meant = judged.meant(story, docket)
    story = judged.linked(story, docket, meant)
    facts, said = points.find(story), utterances.find(story)
    if not meant:
        return story, facts, said, ()
    plain = judged.unlinked(story)
    stated = judged.marked(docket, meant, facts, points.find(plain), "p")
    spoken = judged.marked(docket, meant, said, utterances.find(plain), "u")
    n, m = len(facts), len(said)
    return story, stated[:n], spoken[:m], (*stated[n:], *spoken[m:])
