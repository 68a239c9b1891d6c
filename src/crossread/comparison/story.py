"""The readings of one story side by side, with what every rule of the comparison looks up."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crossread.judgements.links import NONE, Links
from crossread.language import Language
from crossread.settings import Settings
from crossread.values import Entity, Family, Quotation, Reading, Report, Statement, Word


@dataclass(frozen=True)
class Story:
    """Readings in the order of their reports' ids, with ids unique in the story.

    ``origin`` leads from a report's id to the id of its origin: its family's, or its own. ``links`` are what an analyst
    says belongs together, and what does not.
    """

    readings: tuple[Reading, ...]
    language: Language
    settings: Settings
    entities: tuple[Entity, ...] = ()
    families: tuple[Family, ...] = ()
    links: Links = NONE
    statements: Mapping[str, Statement] = field(init=False)
    quotations: Mapping[str, Quotation] = field(init=False)
    reports: Mapping[str, Report] = field(init=False)
    origin: Mapping[str, str] = field(init=False)
    _of_report: Mapping[str, Reading] = field(init=False)
    kept: dict[tuple[str, int, int], Any] = field(init=False, default_factory=dict, repr=False, compare=False)
    """What a rule has made of a statement, by report, start and end, for the rule that asks next."""

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "statements", {s.id: s for r in self.readings for s in r.statements})
        put(self, "quotations", {q.id: q for r in self.readings for q in r.quotations})
        put(self, "_of_report", {r.report.id: r for r in self.readings})
        put(self, "reports", {r.report.id: r.report for r in self.readings})
        origin: dict[str, str] = {r.report.id: r.report.id for r in self.readings}
        origin |= {member: family.id for family in self.families for member in family.reports}
        put(self, "origin", origin)

    def reading(self, report: str) -> Reading:
        """The reading of a report, by the report's id."""
        return self._of_report[report]

    def words(self, said: Statement | Quotation) -> Sequence[Word]:
        """The words of a statement or a quotation, with the relations they have in its sentence."""
        table = self.reading(said.report).words
        at = functools.partial(bisect_left, table, key=lambda w: w.start)
        return table[at(said.start) : at(said.end)]

    def origins(self, members: Sequence[str]) -> int:
        """From how many independent origins these statements and quotations come."""
        found = (self.statements.get(m) or self.quotations[m] for m in members)
        return len({self.origin[x.report] for x in found})
