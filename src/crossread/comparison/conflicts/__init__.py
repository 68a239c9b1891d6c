"""Conflicts: sides that cannot simply be laid over each other, with their kind, nature and reason."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.comparison.conflicts import dates, denials, numbers
from crossread.comparison.conflicts.draft import Draft, Holding, reasons
from crossread.comparison.story import Story
from crossread.values import Conflict, Point, Side, Utterance

__all__ = ["find"]


def find(story: Story, points: Sequence[Point], utterances: Sequence[Utterance]) -> tuple[Conflict, ...]:
    """The conflicts of a story, the surest first."""
    drafts = [*numbers.find(story, points), *dates.find(story, points), *denials.find(story)]
    drafts.sort(key=lambda d: (-d.confidence, d.kind, [h.statement.id for side in d.sides for h in side]))
    return tuple(_conflict(story, f"c{n}", d) for n, d in enumerate(drafts, 1))


def _conflict(story: Story, id: str, draft: Draft) -> Conflict:
    return Conflict(
        id=id,
        kind=draft.kind,
        nature=reasons()[draft.why],
        why=draft.why,
        confidence=draft.confidence,
        sides=tuple(_side(story, side) for side in draft.sides),
        point=draft.point,
        shown=draft.confidence >= story.settings.show_confidence,
    )


def _side(story: Story, side: Sequence[Holding]) -> Side:
    members = tuple(dict.fromkeys(h.statement.id for h in side))
    return Side(value=side[0].value, members=members, origins=story.origins(members))
