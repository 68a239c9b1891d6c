"""A judgement of what stands in a dossier, by the ids that its views show; what is said is turned into anchors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NoReturn

from crossread.errors import CrossreadError
from crossread.judgements import anchors, files
from crossread.values import (
    Anchor,
    Conflict,
    Dossier,
    Judgeable,
    Judgement,
    JudgementKind,
    Point,
    Quotation,
    Statement,
    Stretch,
    Utterance,
)

PLACE = re.compile(r"(r\d+):(\d+)-(\d+)")
"""A stretch as the command takes it: report, start, end (exclusive)."""
USE = {
    "confirm": "confirm ID: a point, utterance or conflict that is right",
    "dismiss": "dismiss ID: a point, utterance or conflict that is wrong",
    "join": "join ID ID: two points, or two utterances, that are one",
    "split": "split ID MEMBER: a statement that is no part of a point, a quotation that is none of an utterance",
    "same": "same A B: two statements, or two quotations, that say the same; a stretch is r1:120-160",
    "not-same": "not-same A B: two that do not",
    "speaker": "speaker ID NAME: who said a quotation, or an utterance; '' if the report does not tell",
    "note": "note ID TEXT: what is to be kept in mind of a finding, statement or quotation",
    "withdraw": "withdraw ID: a judgement that is taken back",
}
"""How each kind of judgement is given."""
NAMES: dict[str, Judgeable] = {"p": "point", "u": "utterance", "c": "conflict", "s": "statement", "q": "quotation"}


def now() -> str:
    """The present moment, as a record's ``at``."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def make(
    dossier: Dossier | None,
    kind: JudgementKind,
    given: Sequence[str],
    *,
    at: str,
    by: str | None = None,
    note: str | None = None,
) -> Judgement:
    """The record, with its id. Raises `CrossreadError` if what is given makes no judgement."""
    base = Judgement(schema=files.SCHEMA, id="", at=at, kind=kind, by=by, note=note)
    given = list(given)
    more: dict[str, object] = {}
    if kind == "withdraw":
        if len(given) != 1:
            _misused(kind)
        return files.named(_with(base, withdraws=given[0]))
    if kind == "speaker":
        if len(given) != 2:
            _misused(kind)
        more["speaker"] = given.pop().strip() or None
    if kind == "note" and len(given) == 2 and note is None:
        more["note"] = given.pop()
    if kind == "note" and not (note or more.get("note")):
        _misused(kind)
    if dossier is None:
        raise CrossreadError(
            f"A judgement by {kind} needs the dossier that shows {given[0] if given else 'it'}: name it."
        )
    look = _Look(dossier)
    return files.named(_with(base, **more, **look.meant(kind, given)))


def _with(judgement: Judgement, **changes: object) -> Judgement:
    from msgspec.structs import replace

    return replace(judgement, **changes)


def _misused(kind: JudgementKind) -> NoReturn:
    raise CrossreadError(f"It takes: {USE[kind]}.")


class _Look:
    """A dossier, looked up by id."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.reports = {r.id: r for r in dossier.reports}
        items: list[Statement | Quotation] = [*dossier.statements, *dossier.quotations]
        found: list[Point | Utterance | Conflict] = [*dossier.points, *dossier.utterances, *dossier.conflicts]
        self.items = {x.id: x for x in items}
        self.found = {x.id: x for x in found}

    def meant(self, kind: JudgementKind, given: Sequence[str]) -> dict[str, object]:
        """The fields of a record that say what it is about."""
        if kind in ("confirm", "dismiss", "speaker", "note"):
            if len(given) != 1:
                _misused(kind)
            return self._one(kind, given[0])
        if len(given) < 2 or (kind not in ("join", "split") and len(given) > 2):
            _misused(kind)
        if kind == "join":
            findings = [self._group(kind, x) for x in given]
            return {"on": self._alike(kind, given), "groups": tuple(self._anchors(f.members) for f in findings)}
        if kind == "split":
            finding, off = self._group(kind, given[0]), given[1:]
            for x in off:
                if x not in finding.members:
                    raise CrossreadError(f"{x} is no member of {given[0]}, which has {', '.join(finding.members)}.")
            rest = [m for m in finding.members if m not in off]
            if not rest:
                raise CrossreadError(f"Nothing of {given[0]} would be left: dismiss it instead.")
            return {"on": self._thing(given[0]), "groups": (self._anchors(rest), self._anchors(off))}
        on = self._alike(kind, given)
        return {"on": on, "groups": tuple((self._stretch(x),) for x in given)}

    def _one(self, kind: JudgementKind, id: str) -> dict[str, object]:
        thing = self._thing(id)
        if kind == "speaker":
            if thing not in ("quotation", "utterance"):
                _misused(kind)
            members = self._group(kind, id).members if thing == "utterance" else (id,)
            first = self._item(members[0])
            was = first.speaker.name if isinstance(first, Quotation) else None
            return {"on": thing, "groups": (self._anchors(members),), "was": was}
        if thing in ("statement", "quotation"):
            if kind != "note":
                _misused(kind)
            return {"on": thing, "groups": ((self._stretch(id),),)}
        finding = self._finding(id)
        if not isinstance(finding, Conflict):
            return {"on": thing, "groups": (self._anchors(finding.members),)}
        groups = []
        for side in finding.sides:
            own = [(x.start, x.end) for x in map(self._item, side.members)]
            groups.append(tuple(map(self._anchor, map(self._item, side.members), side.at or own)))
        return {"on": thing, "groups": tuple(groups), "conflict": finding.kind}

    def _alike(self, kind: JudgementKind, given: Sequence[str]) -> Judgeable:
        """What kind of thing several are; a bare stretch is what the others are."""
        things: set[Judgeable] = {self._thing(x) for x in given if not PLACE.fullmatch(x)} or {"statement"}
        allowed = ("point", "utterance") if kind == "join" else ("statement", "quotation")
        if len(things) > 1 or not things <= set(allowed):
            _misused(kind)
        return things.pop()

    def _finding(self, id: str) -> Point | Utterance | Conflict:
        if id not in self.found:
            self._unknown(id)
        return self.found[id]

    def _group(self, kind: JudgementKind, id: str) -> Point | Utterance:
        finding = self._finding(id)
        if isinstance(finding, Conflict):
            _misused(kind)
        return finding

    def _item(self, id: str) -> Statement | Quotation:
        if id not in self.items:
            self._unknown(id)
        return self.items[id]

    def _stretch(self, id: str) -> Anchor:
        if not (place := PLACE.fullmatch(id)):
            item = self._item(id)
            return self._anchor(item, (item.start, item.end))
        report, start, end = self.reports.get(place[1]), int(place[2]), int(place[3])
        if report is None:
            self._unknown(place[1])
        if not 0 <= start < end <= len(report.text) or not report.text[start:end].strip():
            raise CrossreadError(f"{id} is no stretch of {place[1]}, which has {len(report.text)} characters.")
        return anchors.make(report, start, end)

    def _anchors(self, members: Sequence[str]) -> tuple[Anchor, ...]:
        return tuple(self._stretch(m) for m in members)

    def _anchor(self, item: Statement | Quotation, stretch: Stretch) -> Anchor:
        return anchors.make(self.reports[item.report], *stretch)

    def _unknown(self, id: str) -> NoReturn:
        known = [x for x in (*self.found, *self.items, *self.reports) if x[:1] == id[:1]]
        there = f"there are {known[0]} to {known[-1]}" if known else "ids are like p1, u1, c1, s1, q1"
        raise CrossreadError(f"The dossier has no {id}: {there}.")

    def _thing(self, id: str) -> Judgeable:
        if PLACE.fullmatch(id):
            return "statement"
        if id[:1] not in NAMES:
            self._unknown(id)
        return NAMES[id[:1]]
