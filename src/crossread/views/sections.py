"""The findings of a dossier in the order in which both views show them, section by section; nothing decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crossread.values import (
    Conflict,
    Event,
    JudgementKind,
    Omission,
    Outcome,
    Point,
    Problem,
    Quotation,
    Report,
    SharedCopy,
    Standing,
    Statement,
    Utterance,
)
from crossread.views.outline import Extract, Outline

STANDINGS: tuple[Standing, ...] = ("established", "reported", "single-origin")
"""Of points that agree, in the order shown; a disputed one stands under the conflicts."""


class Sections:
    """A dossier's findings, each section sorted by weight."""

    def __init__(self, outline: Outline) -> None:
        self._outline, self._dossier = outline, outline.dossier

    def agreed(self, whole: bool = False) -> list[tuple[Standing, list[Point]]]:
        """Points by standing; those of most origins first, what only headlines say last among equals.

        Those that an analyst dismissed only if all are wanted.
        """
        shown = [p for p in self._dossier.points if p.shown or whole]
        by = {s: [p for p in shown if p.standing == s] for s in STANDINGS}
        return [(s, sorted(points, key=self._weight)) for s, points in by.items() if points]

    def _weight(self, point: Point) -> tuple[int, bool, int, int, int, str]:
        first, reports = self._outline.statements[point.clearest], len(self._outline.reports_of(point.members))
        titles = all(self._in_title(self._outline.statements[m]) for m in point.members)
        return -point.origins, titles, -reports, -len(point.members), first.start, point.id

    def _in_title(self, s: Statement) -> bool:
        parts = self._outline.reports[s.report].parts
        return any(p.kind == "headline" and p.start <= s.start < p.end for p in parts)

    def conflicts(self, whole: bool = False) -> list[Conflict]:
        """Conflicts, the surest first; those below the confidence that is shown only if all are wanted."""
        return [c for c in self._dossier.conflicts if c.shown or whole]

    def unsure(self) -> list[Conflict]:
        """Conflicts below the confidence that is shown by default; none that an analyst dismissed."""
        return [c for c in self._dossier.conflicts if not c.shown and not self._is_dismissed(c.judged)]

    def dismissed_points(self) -> list[Point]:
        """Points that an analyst dismissed."""
        return [p for p in self._dossier.points if not p.shown]

    def dismissed_conflicts(self) -> list[Conflict]:
        """Conflicts that an analyst dismissed."""
        return [c for c in self._dossier.conflicts if not c.shown and self._is_dismissed(c.judged)]

    def dismissed_utterances(self) -> list[Utterance]:
        """Utterances that an analyst dismissed."""
        return [u for u in self._dossier.utterances if not u.shown]

    def _is_dismissed(self, ids: Iterable[str]) -> bool:
        return any(j.kind == "dismiss" for j in self.judged(ids))

    def conflict_of(self, point: str) -> str | None:
        """The conflict that a disputed point stands under."""
        return next((c.id for c in self._dossier.conflicts if c.point == point), None)

    def utterances(self, whole: bool = False) -> list[list[Utterance]]:
        """Utterances, those of most origins and reports first, each followed by those that are mostly the same.

        Those that an analyst dismissed only if all are wanted.
        """
        ordered = sorted(
            (u for u in self._dossier.utterances if u.shown or whole),
            key=lambda u: (-u.origins, -len(self._outline.reports_of(u.members)), -len(u.members), int(u.id[1:] or 0)),
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
        return self._outline.extracts(sorted({m for u in folded[1:] for m in u.members} - first))

    def single_quotations(self) -> list[Quotation]:
        """Quotations that belong to no utterance; no attitudes."""
        told = {m for u in self._dossier.utterances if u.shown for m in u.members}
        return [q for q in self._dossier.quotations if q.id not in told and q.kind != "attitude"]

    def copies(self) -> list[tuple[SharedCopy, int]]:
        """Pairs of reports that share copy, with the length of what they share in code points, most first."""
        sized = [(c, sum(a[1] - a[0] for a, _ in c.passages)) for c in self._dossier.lineage]
        return sorted(sized, key=lambda x: (-x[1], x[0].reports))

    def timeline(self) -> list[Event]:
        """Events by date."""
        return sorted(self._dossier.timeline, key=lambda t: (t.date, int(t.id[1:] or 0)))

    def omissions(self) -> list[tuple[Report, list[Omission]]]:
        """What each report leaves out, the points of most origins first."""
        by: dict[str, list[Omission]] = {}
        for omission in self._dossier.omissions:
            by.setdefault(omission.report, []).append(omission)
        return [
            (r, sorted(by[r.id], key=lambda o: self._weight(self._outline.points[o.point])))
            for r in self._dossier.reports
            if r.id in by
        ]

    def judged(self, ids: Iterable[str]) -> list[Outcome]:
        """What analysts say of a finding, by the ids of the judgements, without what was taken back or overruled."""
        wanted = set(ids)
        return [j for j in self._dossier.judgements if j.id in wanted and j.state == "applied"]

    def judged_within(self, ids: Iterable[str], members: Iterable[str]) -> list[Outcome]:
        """What analysts say of a finding and of the statements and quotations that it is made of."""
        within = set(members)
        own = [j for j in self.judged(j.id for j in self._dossier.judgements) if within & set(j.touched)]
        wanted = {*ids, *(j.id for j in own)}
        return self.judged(wanted)

    def kinds_in_force(self) -> list[JudgementKind]:
        """The kinds of judgements that some finding carries, each once."""
        return sorted({j.kind for j in self._dossier.judgements if j.state == "applied"})

    def remark(self, outcome: Outcome) -> str | None:
        """What an analyst has to know of a judgement, where it could not be done as it was said."""
        return next(
            (p.message for p in self._dossier.problems if p.source.startswith(f"judgement {outcome.id} ")), None
        )

    def problems(self) -> list[Problem]:
        """What is to be said of the sources; what is to be said of judgements stands at these."""
        ids = {f"judgement {j.id}" for j in self.judgements()}
        return [p for p in self._dossier.problems if p.source.rpartition(" ")[0] not in ids]

    def judgements(self) -> list[Outcome]:
        """What analysts said, in the order they said it; without what withdraws another, which itself tells that."""
        return sorted((j for j in self._dossier.judgements if j.kind != "withdraw"), key=lambda j: (j.at, j.id))

    def about(self, outcome: Outcome) -> list[str]:
        """The statements and quotations of the findings that a judgement bears on."""
        found: list[str] = []
        for id in outcome.touched:
            if id in self._outline.statements or id in self._outline.quotations:
                found.append(id)
            elif id in self._outline.points:
                found.append(self._outline.points[id].clearest)
            found += [m for u in self._dossier.utterances if u.id == id for m in u.members]
            found += [m for c in self._dossier.conflicts if c.id == id for s in c.sides for m in s.members]
        return found
