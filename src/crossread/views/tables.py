"""A dossier as flat records, one table a kind: what pandas, polars and a spreadsheet take as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crossread.values import Dossier, Report, Stretch

Record = dict[str, str | int | float | bool | None]
"""One row. A list of values is one text, parted by " | "."""
Table = list[Record]
BETWEEN = " | "


def tables(dossier: Dossier) -> dict[str, Table]:
    """Every table by its name, also those without rows. Ids join them: ``report``, ``statement``, ``point`` and so on.

    Each row that is an extract has ``report``, ``start``, ``end`` and ``text``, where ``text`` is the report's own
    from ``start`` to ``end``.
    """
    return {name: list(rows(dossier)) for name, rows in TABLES.items()}


def _reports(d: Dossier) -> Iterator[Record]:
    origin = {r: f.id for f in d.families for r in f.reports}
    for r in d.reports:
        yield {
            "report": r.id,
            "source": r.source,
            "headline": r.headline,
            "outlet": r.outlet,
            "agency": r.agency,
            "byline": BETWEEN.join(r.byline),
            "published": r.published,
            "url": r.url,
            "language": r.language,
            "origin": origin.get(r.id, r.id),
            "characters": len(r.text),
        }


def _statements(d: Dossier) -> Iterator[Record]:
    point = {m: p.id for p in d.points if p.shown for m in p.members}
    for s in d.statements:
        yield {
            "statement": s.id,
            **_extract(s.report, (s.start, s.end), s.text),
            "vouched_by": BETWEEN.join(v.name for v in s.vouched_by),
            "time": s.time,
            "place": s.place,
            "negated": s.negated,
            "modality": s.modality,
            "quantities": BETWEEN.join(q.text for q in s.quantities),
            "quotation": s.quotation,
            "point": point.get(s.id),
        }


def _quotations(d: Dossier) -> Iterator[Record]:
    utterance = {m: u.id for u in d.utterances if u.shown for m in u.members}
    for q in d.quotations:
        yield {
            "quotation": q.id,
            **_extract(q.report, (q.start, q.end), q.text),
            "kind": q.kind,
            "speaker": q.speaker.name,
            "entity": q.speaker.entity,
            "utterance": utterance.get(q.id),
        }


def _quantities(d: Dossier) -> Iterator[Record]:
    for s in d.statements:
        if not s.whole:
            continue
        for q in s.quantities:
            yield {
                **_extract(s.report, (q.start, q.end), q.text),
                "statement": s.id,
                "what": q.what,
                "low": q.low,
                "high": q.high,
                "bound": q.bound,
                "unit": q.unit,
                "kind": q.kind,
            }


def _entities(d: Dossier) -> Iterator[Record]:
    for e in d.entities:
        yield {
            "entity": e.id,
            "name": e.name,
            "type": e.type,
            "also": BETWEEN.join(e.also),
            "roles": BETWEEN.join(e.roles),
            "of": e.of,
            "mentions": len(e.mentions),
        }


def _points(d: Dossier) -> Iterator[Record]:
    statements = {s.id: s for s in d.statements}
    for p in d.points:
        clearest = statements[p.clearest]
        yield {
            "point": p.id,
            **_extract(clearest.report, (clearest.start, clearest.end), clearest.text),
            "standing": p.standing,
            "origins": p.origins,
            "reports": BETWEEN.join(sorted({statements[m].report for m in p.members}, key=_order(d))),
            "vouched_by": BETWEEN.join(p.vouched_by),
            "confidence": p.confidence,
            "shown": p.shown,
            "judged": BETWEEN.join(p.judged),
        }


def _utterances(d: Dossier) -> Iterator[Record]:
    quotations = {q.id: q for q in d.quotations}
    for u in d.utterances:
        first = quotations[u.members[0]]
        yield {
            "utterance": u.id,
            **_extract(first.report, (first.start, first.end), first.text),
            "speaker": u.speaker.name,
            "entity": u.speaker.entity,
            "origins": u.origins,
            "wordings": len({quotations[m].text for m in u.members}),
            "reports": BETWEEN.join(sorted({quotations[m].report for m in u.members}, key=_order(d))),
            "shown": u.shown,
            "judged": BETWEEN.join(u.judged),
        }


def _conflicts(d: Dossier) -> Iterator[Record]:
    """A row a side: the rows of one conflict have its id."""
    for c in d.conflicts:
        for n, side in enumerate(c.sides, 1):
            yield {
                "conflict": c.id,
                "kind": c.kind,
                "nature": c.nature,
                "why": c.why,
                "confidence": c.confidence,
                "shown": c.shown,
                "point": c.point,
                "side": n,
                "value": side.value,
                "origins": side.origins,
                "members": BETWEEN.join(side.members),
                "judged": BETWEEN.join(c.judged),
            }


def _links(d: Dossier) -> Iterator[Record]:
    report = {x.id: x.report for some in (d.statements, d.quotations) for x in some}
    held: list[tuple[str, str, int | None, tuple[str, ...]]] = [
        *((p.id, "point", None, tuple(p.members)) for p in d.points),
        *((u.id, "utterance", None, tuple(u.members)) for u in d.utterances),
        *((c.id, "conflict", n, tuple(s.members)) for c in d.conflicts for n, s in enumerate(c.sides, 1)),
    ]
    for finding, kind, side, members in held:
        for member in members:
            yield {"finding": finding, "kind": kind, "side": side, "member": member, "report": report.get(member)}


def _copies(d: Dossier) -> Iterator[Record]:
    for s in d.lineage:
        yield {
            "report": s.reports[0],
            "other": s.reports[1],
            "relation": s.relation,
            "from": s.from_,
            "evidence": BETWEEN.join(s.evidence),
            "passages": len(s.passages),
        }


def _timeline(d: Dossier) -> Iterator[Record]:
    found = {x.id: x for some in (d.statements, d.quotations) for x in some}
    for event in d.timeline:
        for member in event.members:
            x = found[member]
            yield {
                "event": event.id,
                "date": event.date,
                "evidence": event.evidence,
                "member": member,
                **_extract(x.report, (x.start, x.end), x.text),
            }


def _omissions(d: Dossier) -> Iterator[Record]:
    for o in d.omissions:
        yield {"report": o.report, "point": o.point, "searched": BETWEEN.join(f"{a}-{b}" for a, b in o.searched)}


TABLES: dict[str, Callable[[Dossier], Iterator[Record]]] = {
    "reports": _reports,
    "statements": _statements,
    "quotations": _quotations,
    "quantities": _quantities,
    "entities": _entities,
    "points": _points,
    "utterances": _utterances,
    "conflicts": _conflicts,
    "links": _links,
    "lineage": _copies,
    "timeline": _timeline,
    "omissions": _omissions,
}


def _extract(report: str, at: Stretch, text: str) -> Record:
    return {"report": report, "start": at[0], "end": at[1], "text": text}


def _order(d: Dossier) -> Callable[[str], int]:
    place = {r.id: n for n, r in enumerate(d.reports)}
    return lambda id: place[id]


def source_of(report: Report) -> str:
    """What a report is called outside its dossier: its address, else its file."""
    return report.url or report.source
