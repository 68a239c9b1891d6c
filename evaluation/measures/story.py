"""All parts of one story, and what is broken in a dossier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crossread.values import Dossier, Event, Point, Quotation, Statement, Utterance
from evaluation.measures import conflicts, lineage, points, quotations, reports, timeline
from evaluation.measures.gold import Gold, Ground

PARTS = (
    "reports",
    "quotations",
    "speakers",
    "indirect",
    "utterances",
    "points",
    "conflicts",
    "natures",
    "lineage",
    "timeline",
)


@dataclass(frozen=True)
class Score:
    """One story's figures by part, None where the gold has nothing to hold against; and what was missed or wrong."""

    parts: dict[str, float | None]
    shown: tuple[int, int] = (0, 0)
    """Conflicts shown by default: how many are right, and how many there are."""
    notes: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def mean(self) -> float:
        return mean(self.parts.values())


def mean(figures: Iterable[float | None]) -> float:
    """The mean of the figures there are; 0 if there is none."""
    there = [figure for figure in figures if figure is not None]
    return sum(there) / len(there) if there else 0.0


def score(gold: Gold, dossier: Dossier) -> Score:
    """Hold a dossier against its story's gold."""
    notes: list[str] = []
    ground = Ground(gold, dossier)
    parts: dict[str, float | None] = {"reports": reports.measure(ground, notes)}
    parts |= quotations.measure(ground, notes)
    parts["points"] = points.measure(ground, notes)
    parts |= conflicts.measure(ground, notes)
    parts["lineage"] = lineage.measure(ground, notes)
    parts["timeline"] = timeline.measure(ground, notes)
    notes += sorted(f"gold extract in no text: {x.report}: {x.text[:60]}" for x in ground.unfound)
    return Score({part: parts[part] for part in PARTS}, conflicts.shown(ground), notes, broken(dossier))


def broken(dossier: Dossier) -> list[str]:
    """Extracts that are not the text at their offsets, and members that lead nowhere."""
    texts = {report.id: report.text for report in dossier.reports}
    said: list[Statement | Quotation] = [*dossier.statements, *dossier.quotations]
    known = {x.id for x in said}
    found = [
        f"{x.id}: its text is not the extract at its offsets"
        for x in said
        if texts.get(x.report, "")[x.start : x.end] != x.text
    ]
    grouped: list[Point | Utterance | Event] = [*dossier.points, *dossier.utterances, *dossier.timeline]
    groups = [(x.id, x.members) for x in grouped]
    groups += [(c.id, side.members) for c in dossier.conflicts for side in c.sides]
    return found + [f"{group}: no {member}" for group, members in groups for member in members if member not in known]
