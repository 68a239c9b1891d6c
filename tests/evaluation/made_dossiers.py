"""Dossiers made from a story's gold, whole or corrupted: what a system could have answered, without running one."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import msgspec

from crossread.values import (
    Conflict,
    Dossier,
    Event,
    MadeBy,
    Part,
    Point,
    Quotation,
    Report,
    SharedCopy,
    Side,
    Speaker,
    Statement,
    Utterance,
)
from evaluation.measures import Gold
from evaluation.measures.gold import Extract, Ground

T = TypeVar("T")


def of(gold: Gold, folder: Path, noise: random.Random | None = None, much: float = 0.3) -> Dossier:
    """The dossier that answers the gold letter for letter; with noise, one that errs in every way a system can.

    ``much`` is the share of values that are changed, left out or made up.
    """
    return _Maker(gold, folder, noise, much).dossier()


class _Maker:
    def __init__(self, gold: Gold, folder: Path, noise: random.Random | None, much: float) -> None:
        self.gold, self.noise, self.much = gold, noise, much
        self.reports = [
            Report(
                id=f"r{n}",
                source=str(folder / r.file),
                text=(folder / r.file).read_text("utf-8").replace("\r\n", "\n"),
                headline=self.may(r.headline, lambda: None),
                outlet=self.may(_first(r.outlet), lambda: "The Morning Bugle"),
                agency=self.may(_first(r.agency), lambda: "Reuters"),
                byline=self.may(tuple(r.byline or ()), lambda: ("Staff Writer",)),
                published=self.may(r.published, lambda: None),
            )
            for n, r in enumerate(gold.reports.values(), 1)
        ]
        self.id = dict(zip(gold.reports, (r.id for r in self.reports), strict=True))
        self.ground = Ground(gold, Dossier(made_by=MadeBy(crossread="0"), reports=tuple(self.reports)))
        self.statements: dict[tuple[str, int, int], Statement] = {}

    def errs(self) -> bool:
        return self.noise is not None and self.noise.random() < self.much

    def may(self, value: T, other: Callable[[], T]) -> T:
        return other() if self.errs() else value

    def some(self, values: Sequence[T]) -> list[T]:
        return [value for value in values if not self.errs()]

    def bend(self, report: Report, start: int, end: int) -> tuple[int, int]:
        """A stretch with its ends moved, now and then."""
        if self.noise is not None and self.errs():
            wide = max(2, end - start)
            start = min(max(0, start + self.noise.randint(-wide // 2, wide // 2)), len(report.text) - 1)
            end = min(max(start + 1, end + self.noise.randint(-wide // 2, wide)), len(report.text))
        return start, end

    def text(self, key: str) -> Report:
        return next(r for r in self.reports if r.id == self.id[key])

    def state(self, members: Sequence[Extract]) -> tuple[str, ...]:
        """Ids of the statements at some of the members' places."""
        ids = []
        for member in self.some(members):
            for place in self.ground.find(member.report, member.text)[:1]:
                report = self.text(member.report)
                start, end = self.bend(report, place.start, place.end)
                made = self.statements.setdefault(
                    (report.id, start, end),
                    Statement(
                        id=f"s{len(self.statements)}",
                        report=report.id,
                        start=start,
                        end=end,
                        text=report.text[start:end],
                    ),
                )
                ids.append(made.id)
        return tuple(dict.fromkeys(ids))

    def mix(self, groups: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """Members of some groups wander to the next."""
        if self.noise is None:
            return groups
        mixed = [list(group) for group in groups]
        for a, b in pairwise(mixed):
            if a and self.errs():
                b.append(a[self.noise.randrange(len(a))])
        return [tuple(dict.fromkeys(group)) for group in mixed]

    def dossier(self) -> Dossier:
        quotations = self.quotations()
        known = {q.id for q in quotations}
        points = self.mix([self.state(p.members) for p in self.gold.points])
        conflicts = self.conflicts()
        timeline = tuple(
            Event(
                id=f"t{n}", date=self.may(e.dates[0], lambda: "1999"), members=self.state(e.members), evidence="stated"
            )
            for n, e in enumerate(self.some([*self.gold.timeline, *self.gold.timeline[:2]]))
        )
        utterances = self.mix([tuple(m for m in u.members if m in known) for u in self.gold.utterances])
        made = Dossier(
            made_by=MadeBy(crossread="0"),
            reports=tuple(self.parted(r) for r in self.reports if len(self.reports) < 3 or not self.errs()),
            quotations=tuple(quotations),
            statements=tuple(self.statements.values()),
            points=tuple(
                Point(id=f"p{n}", members=m, clearest=m[0], origins=1, standing="reported")
                for n, m in enumerate(points)
                if m
            ),
            utterances=tuple(
                Utterance(id=f"u{n}", speaker=Speaker(), members=m) for n, m in enumerate(utterances) if m
            ),
            conflicts=conflicts,
            lineage=self.lineage(),
            timeline=timeline,
        )
        return msgspec.json.decode(msgspec.json.encode(made), type=Dossier)

    def parted(self, report: Report) -> Report:
        key = next(k for k, v in self.id.items() if v == report.id)
        dropped = []
        for text in self.gold.reports[key].drop:
            for place in self.ground.find(key, text)[:1]:
                start, end = self.bend(report, place.start, place.end)
                dropped.append(Part(start=start, end=end, kind=self.may("dropped", lambda: "body")))
        return msgspec.structs.replace(report, parts=tuple(dropped))

    def quotations(self) -> list[Quotation]:
        found = []
        for q in self.some(self.gold.quotations):
            for place in self.ground.find(q.report, q.text)[:1]:
                report = self.text(q.report)
                start, end = self.bend(report, place.start, place.end)
                speaker = self.may(q.speaker, lambda: "the minister")
                kind = self.may(q.kind, lambda: "indirect")
                found.append(
                    Quotation(
                        id=q.id,
                        report=report.id,
                        start=start,
                        end=end,
                        text=report.text[start:end],
                        kind=kind,  # type: ignore[arg-type]
                        speaker=Speaker(name=speaker),
                    )
                )
        return found

    def conflicts(self) -> tuple[Conflict, ...]:
        made = []
        for n, c in enumerate(self.some([*self.gold.conflicts, *self.gold.conflicts[:2]])):
            members = self.mix([self.state(side.members) for side in c.sides])
            made.append(
                Conflict(
                    id=f"c{n}",
                    kind=self.may(c.kind, lambda: "role"),  # type: ignore[arg-type]
                    nature=self.may(c.nature, lambda: "scope"),  # type: ignore[arg-type]
                    why="",
                    confidence=1,
                    sides=tuple(Side(value=s.value, members=m) for s, m in zip(c.sides, members, strict=True)),
                )
            )
        return tuple(made)

    def lineage(self) -> tuple[SharedCopy, ...]:
        ids = [r.id for r in self.reports]
        right = [
            SharedCopy(
                reports=(self.id[x.reports[0]], self.id[x.reports[1]]),
                relation=self.may(x.relation, lambda: "copy"),  # type: ignore[arg-type]
            )
            for x in self.some(self.gold.lineage)
        ]
        wrong = [SharedCopy(reports=(a, b), relation="rewrite") for a, b in pairwise(ids) if self.errs()]
        return (*right, *wrong)


def _first(value: str | list[str | None] | None) -> str | None:
    return value[0] if isinstance(value, list) else value
