"""A dossier looked up by id: its reports and origins, extracts with their places, who says a thing and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from crossread.values import (
    Dossier,
    Point,
    Quantity,
    Quotation,
    Report,
    Side,
    Speaker,
    Statement,
    Stretch,
    Utterance,
)

MARKED = 0.6
"""Share of a wording that marks on what differs may cover."""


@dataclass(frozen=True, order=True)
class Place:
    """A stretch of a report that proves a line."""

    report: str
    start: int
    end: int


@dataclass(frozen=True)
class Extract:
    """One wording and every place that has it, the first of them shown."""

    text: str
    places: tuple[Place, ...]
    language: str | None = None

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that have it, each once."""
        return tuple(dict.fromkeys(p.report for p in self.places))


class Outline:
    """A dossier, looked up by id."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.reports: dict[str, Report] = {r.id: r for r in dossier.reports}
        self.statements: dict[str, Statement] = {s.id: s for s in dossier.statements}
        self.quotations: dict[str, Quotation] = {q.id: q for q in dossier.quotations}
        self.points: dict[str, Point] = {p.id: p for p in dossier.points}
        self._order = {r.id: n for n, r in enumerate(dossier.reports)}
        self._origin = {m: f.id for f in dossier.families for m in f.reports}

    # --- the story as a whole

    @cached_property
    def headline(self) -> Extract | None:
        """The headline that shares most words with the others': the clearest on what the story is."""
        with_one = [(r, h) for r in self.dossier.reports if (h := r.headline) and h in r.text]
        if not with_one:
            return None
        words = {r.id: set(re.findall(r"\w{3,}", h.lower())) for r, h in with_one}

        def weight(item: tuple[Report, str]) -> tuple[float, int]:
            own = words[item[0].id]
            shared = sum(len(own & w) / (len(own | w) or 1) for k, w in words.items() if k != item[0].id)
            return -shared, self._order[item[0].id]

        report, text = min(with_one, key=weight)
        start = next((p.start for p in report.parts if p.kind == "headline"), report.text.find(text))
        if report.text[start : start + len(text)] != text:
            start = report.text.find(text)
        return Extract(text, (Place(report.id, start, start + len(text)),), report.language)

    @cached_property
    def dates(self) -> tuple[str, str] | None:
        """The days of the first and the last report, where they tell."""
        days = sorted(r.published[:10] for r in self.dossier.reports if r.published)
        return (days[0], days[-1]) if days else None

    @property
    def origin_count(self) -> int:
        """How many independent origins the reports have."""
        return len({self.origin(r) for r in self.reports})

    def origin(self, report: str) -> str:
        """The origin of a report: its family's id, or its own."""
        return self._origin.get(report, report)

    def origins(self) -> list[tuple[str, list[str]]]:
        """Each origin with its reports."""
        found: dict[str, list[str]] = {}
        for r in self.reports:
            found.setdefault(self.origin(r), []).append(r)
        return list(found.items())

    def rank(self, report: str) -> int:
        """The report's number in the order of the reports."""
        return self._order[report]

    def name(self, report: str) -> str:
        """What a report calls itself, else its file's name. An extract or the user's own word, either way."""
        found = self.reports[report]
        return found.outlet or found.agency or found.source.rsplit("/", 1)[-1]

    def short_sources(self) -> dict[str, str]:
        """The sources' names without their folders, where they differ all the same."""
        short = {r.id: r.source.rstrip("/").rsplit("/", 1)[-1] for r in self.dossier.reports}
        return short if len(set(short.values())) == len(short) else {r.id: r.source for r in self.dossier.reports}

    # --- extracts

    @staticmethod
    def pieces(text: str, marks: Sequence[Stretch]) -> list[tuple[str, bool]]:
        """A text cut at its marks, each piece with whether it is marked."""
        out, at = [], 0
        for a, b in marks:
            if at <= a:
                out += [(text[at:a], False), (text[a:b], True)]
                at = b
        return [(piece, marked) for piece, marked in [*out, (text[at:], False)] if piece]

    def at(self, report: str, stretch: Stretch) -> Place:
        """The place of a stretch."""
        return Place(report, *stretch)

    def extracts(self, members: Iterable[str]) -> list[Extract]:
        """The wordings of these statements and quotations, the same words once, in the order of the reports."""
        found: dict[str, list[Place]] = {}
        for item in self.items(members):
            found.setdefault(item.text, []).append(Place(item.report, item.start, item.end))
        return [Extract(t, tuple(places), self.reports[places[0].report].language) for t, places in found.items()]

    def reports_of(self, members: Iterable[str]) -> tuple[str, ...]:
        """The reports that these statements and quotations stand in, in the order of the reports."""
        return tuple(dict.fromkeys(i.report for i in self.items(members)))

    def items(self, members: Iterable[str]) -> list[Statement | Quotation]:
        """These statements and quotations, in the order of the reports and their texts."""
        known = [self.statements.get(m) or self.quotations.get(m) for m in members]
        return sorted((i for i in known if i), key=lambda i: (self._order[i.report], i.start, i.end))

    def side(self, side: Side) -> tuple[Extract, list[Stretch]]:
        """The extract that shows a side's value best (has it, is shortest), and where in it the value stands."""
        extracts = self.extracts(side.members)
        having = [e for e in extracts if side.value in e.text]
        best = min(having or extracts, key=lambda e: len(e.text))
        at = best.text.find(side.value)
        return best, [(at, at + len(side.value))] if at >= 0 and side.value else []

    def wordings(self, utterance: Utterance) -> list[tuple[Extract, list[Stretch]]]:
        """An utterance's wordings, each with the stretches in which it differs from another, within the extract.

        Where most of one differs none are given: they would tell nothing.
        """
        apart: dict[str, list[Stretch]] = {}
        for column in utterance.collation:
            if not column.same or any(v.start == v.end for v in column.variants):
                for v in column.variants:
                    apart.setdefault(v.quotation, []).append((v.start, v.end))
        ids = {Place(q.report, q.start, q.end): q.id for m in utterance.members if (q := self.quotations.get(m))}
        found = []
        for extract in self.extracts(utterance.members):
            first = extract.places[0]
            marks: list[Stretch] = []
            for start, end in sorted(apart.get(ids[first], [])):
                a, b = max(start, first.start) - first.start, min(end, first.end) - first.start
                if marks and not re.search(r"\w", extract.text[marks[-1][1] : a]):
                    marks[-1] = (marks[-1][0], max(b, marks[-1][1]))
                elif a < b and re.search(r"\w", extract.text[a:b]):
                    marks.append((a, b))
            found.append((extract, marks))
        most = any(sum(b - a for a, b in marks) > MARKED * len(e.text) for e, marks in found)
        return [(e, []) for e, _ in found] if most else found

    def who_says(self, members: Iterable[str]) -> tuple[str, ...]:
        """Who is nearest to these statements and quotations: the speaker, the voucher, or "reporter"."""
        found = []
        for item in self.items(members):
            if isinstance(item, Quotation):
                found.append(item.speaker.name or "unnamed")
            else:
                found.append(item.vouched_by[0].name if item.vouched_by else "reporter")
        return tuple(dict.fromkeys(found))

    def when_said(self, members: Iterable[str]) -> tuple[str, str] | None:
        """The days of the first and the last report that have these, where they tell."""
        days = sorted(day[:10] for r in self.reports_of(members) if (day := self.reports[r].published))
        return (days[0], days[-1]) if days else None

    def quantities(self, item: Statement | Quotation) -> Sequence[Quantity]:
        """The figures of a statement, or of the statements within a quotation."""
        if isinstance(item, Statement):
            return item.quantities
        inside = (
            s for s in self._stated[item.report] if s.quotation == item.id or item.start <= s.start < s.end <= item.end
        )
        return tuple(dict.fromkeys(q for s in inside for q in s.quantities))

    @cached_property
    def _stated(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {r: [] for r in self.reports}
        for s in self.dossier.statements:
            found[s.report].append(s)
        return found

    def who(self, speaker: Speaker) -> str | None:
        """The name of a speaker as the reports have it; None where they do not tell."""
        return speaker.name
