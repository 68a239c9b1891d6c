"""Conflicts: sides that cannot simply be laid over each other, with their kind, nature and reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from crossread.comparison.conflicts import (
    absences,
    attribution,
    confidence,
    dates,
    denials,
    numbers,
    places,
    polarity,
    roles,
    stages,
    votes,
    wording,
)
from crossread.comparison.conflicts.draft import Draft, Holding, reasons
from crossread.comparison.points import of_sentences
from crossread.comparison.story import Story
from crossread.values import Conflict, Point, Side, Stretch, Utterance

__all__ = ["drafts", "find"]


def find(story: Story, points: Sequence[Point], utterances: Sequence[Utterance]) -> tuple[Conflict, ...]:
    """The conflicts of a story, the surest first."""
    of_sentence = of_sentences(story, points)
    found = [_conflict(story, d, of_sentence) for d in drafts(story, points, utterances)]
    found.sort(key=lambda c: (-c.confidence, c.kind, [m for side in c.sides for m in side.members]))
    least = story.settings.show_confidence
    return tuple(replace(c, id=f"c{n}", shown=c.confidence >= least) for n, c in enumerate(found, 1))


def drafts(story: Story, points: Sequence[Point], utterances: Sequence[Utterance]) -> list[Draft]:
    """The conflicts of a story as their detectors find them."""
    return [
        *numbers.find(story, points),
        *dates.find(story, points),
        *denials.find(story),
        *roles.find(story),
        *polarity.find(story),
        *wording.find(story, utterances),
        *attribution.find(story),
        *stages.find(story),
        *absences.find(story),
        *votes.find(story),
        *places.find(story),
    ]


def _conflict(story: Story, draft: Draft, of_sentence: Mapping[tuple[str, Stretch], tuple[str, ...]]) -> Conflict:
    return Conflict(
        id="",
        kind=draft.kind,
        nature=reasons()[draft.why],
        why=draft.why,
        confidence=confidence.of(draft),
        sides=tuple(_side(story, side) for side in draft.sides),
        point=draft.point or _point(story, draft, of_sentence),
    )


def _point(story: Story, draft: Draft, of_sentence: Mapping[tuple[str, Stretch], tuple[str, ...]]) -> str | None:
    """The point that the sides dispute: the first that has a sentence of one side, of two if there is such a one."""
    on_side: list[set[str]] = []
    for side in draft.sides:
        here: set[str] = set()
        for h in side:
            sentence = getattr(h.member, "sentence", None)
            here.update(of_sentence.get((h.member.report, sentence), ()) if sentence is not None else ())
        on_side.append(here)
    every = sorted({p for here in on_side for p in here}, key=lambda p: int(p[1:]))
    return max(every, key=lambda p: sum(p in here for here in on_side), default=None)


def _side(story: Story, side: Sequence[Holding]) -> Side:
    at: dict[str, Stretch] = {}
    for h in side:
        at.setdefault(h.member.id, h.at or (h.member.start, h.member.end))
    members = tuple(at)
    return Side(value=side[0].value, members=members, origins=story.origins(members), at=tuple(at.values()))
