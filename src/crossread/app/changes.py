"""What changed from one dossier of a story to the next, by the extracts and not by ids, which are numbered anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crossread.app.models import Changes, Finding
from crossread.values import Dossier, Quotation, Statement

Key = frozenset[tuple[str, int, int]]


def changes(old: Dossier, new: Dossier, since: int, number: int) -> Changes:
    """Findings of the later dossier none of whose extracts was in a finding of its kind before, and those gone.

    A point that another report joined is no new one.
    """
    before, after = _findings(old), _findings(new)
    fresh: dict[str, list[Finding]] = {}
    gone: dict[str, list[str]] = {}
    for kind in sorted({*before, *after}):
        known = {place for key in before.get(kind, {}).values() for place in key}
        still = {place for key in after.get(kind, {}).values() for place in key}
        fresh[kind] = [
            Finding(id=id, text=_words(new, id) or _extract(new, key))
            for id, key in after.get(kind, {}).items()
            if not key & known
        ]
        gone[kind] = [_extract(old, key) for key in before.get(kind, {}).values() if not key & still]
    there = {r.source for r in old.reports}
    reports = [Finding(id=r.id, text=r.outlet or r.source) for r in new.reports if r.source not in there]
    return Changes(
        since=since,
        number=number,
        reports=reports,
        new={k: v for k, v in fresh.items() if v},
        gone={k: v for k, v in gone.items() if v},
    )


def _findings(dossier: Dossier) -> Mapping[str, Mapping[str, Key]]:
    source = {r.id: r.source for r in dossier.reports}
    place = {
        x.id: (source[x.report], x.start, x.end) for some in (dossier.statements, dossier.quotations) for x in some
    }

    def key(members: Iterator[str]) -> Key:
        return frozenset(place[m] for m in members if m in place)

    return {
        "points": {p.id: key(iter(p.members)) for p in dossier.points},
        "conflicts": {c.id: key(m for side in c.sides for m in side.members) for c in dossier.conflicts},
        "utterances": {u.id: key(iter(u.members)) for u in dossier.utterances},
    }


def _extract(dossier: Dossier, key: Key) -> str:
    text = {r.source: r.text for r in dossier.reports}
    source, start, end = min(key, default=("", 0, 0))
    return text.get(source, "")[start:end]


def _words(dossier: Dossier, id: str) -> str | None:
    """What tells a finding apart for a reader: a conflict's values, a point's clearest statement."""
    for conflict in dossier.conflicts:
        if conflict.id == id:
            return " / ".join(side.value for side in conflict.sides)
    clearest = {p.id: p.clearest for p in dossier.points}.get(id)
    return next((s.text for s in dossier.statements if s.id == clearest), None)


def place(dossier: Dossier, id: str) -> str:
    """The fragment of a dossier's page that leads to a finding: the place of a quotation or of a point's clearest
    statement (``r1-0-90``), else the finding itself."""
    clearest = {p.id: p.clearest for p in dossier.points}.get(id, id)
    items: list[Statement | Quotation] = [*dossier.statements, *dossier.quotations]
    for one in items:
        if one.id == clearest:
            return f"{one.report}-{one.start}-{one.end}"
    return id
