"""What both views show, in the order they show it: a dossier looked up and sorted by weight, nothing decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from crossread.values import (
    Conflict,
    Dossier,
    Event,
    Omission,
    Outcome,
    Point,
    Quantity,
    Quotation,
    Report,
    SharedCopy,
    Side,
    Speaker,
    Standing,
    Statement,
    Stretch,
    Utterance,
)

STANDINGS: tuple[Standing, ...] = ("established", "reported", "single-origin")
"""Of points that agree, in the order shown; a disputed one stands under the conflicts."""

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

    # --- sections, each sorted by weight

    def agreed(self, whole: bool = False) -> list[tuple[Standing, list[Point]]]:
        """Points by standing; those of most origins first, what only headlines say last among equals.

        Those that an analyst dismissed only if all are wanted.
        """
        shown = [p for p in self.dossier.points if p.shown or whole]
        by = {s: [p for p in shown if p.standing == s] for s in STANDINGS}
        return [(s, sorted(points, key=self._weight)) for s, points in by.items() if points]

    def _weight(self, point: Point) -> tuple[int, bool, int, int, int, str]:
        first, reports = self.statements[point.clearest], len(self.reports_of(point.members))
        titles = all(self._in_title(self.statements[m]) for m in point.members)
        return -point.origins, titles, -reports, -len(point.members), first.start, point.id

    def _in_title(self, s: Statement) -> bool:
        parts = self.reports[s.report].parts
        return any(p.kind == "headline" and p.start <= s.start < p.end for p in parts)

    def conflicts(self, whole: bool = False) -> list[Conflict]:
        """Conflicts, the surest first; those below the confidence that is shown only if all are wanted."""
        return [c for c in self.dossier.conflicts if c.shown or whole]

    def unsure(self) -> list[Conflict]:
        """Conflicts below the confidence that is shown by default; none that an analyst dismissed."""
        return [
            c for c in self.dossier.conflicts if not c.shown and all(j.kind != "dismiss" for j in self.judged(c.judged))
        ]

    def conflict_of(self, point: str) -> str | None:
        """The conflict that a disputed point stands under."""
        return next((c.id for c in self.dossier.conflicts if c.point == point), None)

    def side(self, side: Side) -> tuple[Extract, list[Stretch]]:
        """The extract that shows a side's value best (has it, is shortest), and where in it the value stands."""
        extracts = self.extracts(side.members)
        having = [e for e in extracts if side.value in e.text]
        best = min(having or extracts, key=lambda e: len(e.text))
        at = best.text.find(side.value)
        return best, [(at, at + len(side.value))] if at >= 0 and side.value else []

    def utterances(self, whole: bool = False) -> list[list[Utterance]]:
        """Utterances, those of most origins and reports first, each followed by those that are mostly the same.

        Those that an analyst dismissed only if all are wanted.
        """
        ordered = sorted(
            (u for u in self.dossier.utterances if u.shown or whole),
            key=lambda u: (-u.origins, -len(self.reports_of(u.members)), -len(u.members), int(u.id[1:] or 0)),
        )
        folded: list[list[Utterance]] = []
        for u in ordered:
            own = set(u.members)
            near = (f for f in folded if 2 * len(own & {m for g in f for m in g.members}) >= len(own))
            if (found := next(near, None)) is not None:
                found.append(u)
            else:
                folded.append([u])
        return folded

    def all_members(self, folded: Sequence[Utterance]) -> list[str]:
        """The quotations of utterances that are shown as one."""
        return list(dict.fromkeys(m for u in folded for m in u.members))

    def further(self, folded: Sequence[Utterance]) -> list[Extract]:
        """The wordings of utterances that are mostly the same as the first of them, without those of the first."""
        first = set(folded[0].members)
        return self.extracts(sorted({m for u in folded[1:] for m in u.members} - first))

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

    def single_quotations(self) -> list[Quotation]:
        """Quotations that belong to no utterance; no attitudes."""
        told = {m for u in self.dossier.utterances if u.shown for m in u.members}
        return [q for q in self.dossier.quotations if q.id not in told and q.kind != "attitude"]

    def copies(self) -> list[tuple[SharedCopy, int]]:
        """Pairs of reports that share copy, with the length of what they share in code points, most first."""
        sized = [(c, sum(a[1] - a[0] for a, _ in c.passages)) for c in self.dossier.lineage]
        return sorted(sized, key=lambda x: (-x[1], x[0].reports))

    def timeline(self) -> list[Event]:
        """Events by date."""
        return sorted(self.dossier.timeline, key=lambda t: (t.date, int(t.id[1:] or 0)))

    def omissions(self) -> list[tuple[Report, list[Omission]]]:
        """What each report leaves out, the points of most origins first."""
        by: dict[str, list[Omission]] = {}
        for omission in self.dossier.omissions:
            by.setdefault(omission.report, []).append(omission)
        return [
            (r, sorted(by[r.id], key=lambda o: self._weight(self.points[o.point])))
            for r in self.dossier.reports
            if r.id in by
        ]

    def judged(self, ids: Iterable[str]) -> list[Outcome]:
        """What analysts say of a finding, by the ids of the judgements, without what was taken back or overruled."""
        wanted = set(ids)
        return [j for j in self.dossier.judgements if j.id in wanted and j.state == "applied"]

    def about(self, outcome: Outcome) -> list[str]:
        """The statements and quotations of the findings that a judgement bears on."""
        found: list[str] = []
        for id in outcome.touched:
            if id in self.statements or id in self.quotations:
                found.append(id)
            elif id in self.points:
                found.append(self.points[id].clearest)
            found += [m for u in self.dossier.utterances if u.id == id for m in u.members]
            found += [m for c in self.dossier.conflicts if c.id == id for s in c.sides for m in s.members]
        return found

    def who(self, speaker: Speaker) -> str | None:
        """The name of a speaker as the reports have it; None where they do not tell."""
        return speaker.name
