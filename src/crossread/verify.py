"""The guarantee, checked on every run: extracts are their text letter for letter, references lead somewhere.

What breaks it is left out and counted, never repaired: a wrong extract is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from crossread.values import Dossier, Part, Quotation, Reading, Report, Statement, Stretch

Finding = tuple[str, str, str]
"""Section of the dossier, which item of it, what is wrong."""


def verify(dossier: Dossier) -> list[str]:
    """What breaks the guarantee in a dossier, one line each; empty if nothing does."""
    return [f"{section} {item}: {what}" for section, item, what in _findings(dossier)]


def sound(dossier: Dossier) -> tuple[Dossier, list[str]]:
    """The dossier without the items that break the guarantee (and those that refer to them), and what was wrong."""
    found: list[str] = []
    while broken := list(_findings(dossier)):
        found += [f"{section} {item}: {what}" for section, item, what in broken]
        dossier = _without(dossier, {(section, item) for section, item, _ in broken})
    return dossier, found


def sound_reading(reading: Reading) -> tuple[Reading, list[str]]:
    """The same for one report read alone."""
    text = {reading.report.id: reading.report.text}
    report, found = _sound_report(reading.report)
    said = tuple(q for q in reading.quotations if not any(_quotation(q, text)))
    stated = [s for s in reading.statements if not any(_statement(s, text))]
    found += [f"{q.id}: {what}" for q in reading.quotations for what in _quotation(q, text)]
    found += [f"{s.id}: {what}" for s in reading.statements for what in _statement(s, text)]
    kept = {q.id for q in said}
    stated = [s for s in stated if {s.quotation, s.frames} - {None} <= kept]
    times = tuple(t for t in reading.times if _extract(report.text, t.start, t.end, t.text))
    amounts = tuple(a for a in reading.quantities if _extract(report.text, a.start, a.end, a.text))
    found += ["a time is not in the text"] * (len(reading.times) - len(times))
    found += ["a quantity is not in the text"] * (len(reading.quantities) - len(amounts))
    out = replace(reading, report=report, quotations=said, statements=tuple(stated), times=times, quantities=amounts)
    return out, found


# --- one check a kind of value ---------------------------------------------------------------------------------------


def _findings(dossier: Dossier) -> Iterator[Finding]:
    texts = {r.id: r.text for r in dossier.reports}
    statements = {s.id: s for s in dossier.statements}
    quotations = {q.id: q for q in dossier.quotations}
    entities = {e.id for e in dossier.entities}
    points = {p.id for p in dossier.points}
    extracts: dict[str, Quotation | Statement] = {**quotations, **statements}

    def unknown(
        section: str, item: str, ids: Iterable[str | None], known: Mapping[str, Any] | set[str]
    ) -> Iterator[Finding]:
        for i in ids:
            if i is not None and i not in known:
                yield section, item, f"refers to {i}, which is not there"

    for section in ("reports", "entities", "quotations", "statements", "utterances", "points", "conflicts", "timeline"):
        seen: set[str] = set()
        for x in getattr(dossier, section):
            if x.id in seen:
                yield section, x.id, "is there twice"
            seen.add(x.id)
    for r in dossier.reports:
        for what in _report(r):
            yield "reports", r.id, what
    for e in dossier.entities:
        yield from unknown("entities", e.id, [e.of], entities)
        yield from (
            ("entities", e.id, f"is not named at {report}:{start}")
            for report, start, end in e.mentions
            if report not in texts or not 0 <= start < end <= len(texts[report])
        )
    for q in dossier.quotations:
        yield from (("quotations", q.id, what) for what in _quotation(q, texts))
        yield from unknown("quotations", q.id, [q.speaker.entity], entities)
    for s in dossier.statements:
        yield from (("statements", s.id, what) for what in _statement(s, texts))
        yield from unknown("statements", s.id, [s.quotation, s.frames], quotations)
        yield from unknown("statements", s.id, [v.entity for v in s.vouched_by], entities)
    for u in dossier.utterances:
        yield from unknown("utterances", u.id, u.members, quotations)
        yield from unknown("utterances", u.id, [u.speaker.entity], entities)
        for column in u.collation:
            yield from unknown("utterances", u.id, [v.quotation for v in column.variants], quotations)
            for v in column.variants:
                if v.quotation in quotations and not 0 <= v.start <= v.end <= len(
                    texts.get(quotations[v.quotation].report, "")
                ):
                    yield "utterances", u.id, f"a variant lies outside of {v.quotation}'s report"
    for p in dossier.points:
        yield from unknown("points", p.id, [*p.members, p.clearest], statements)
        if p.clearest not in p.members:
            yield "points", p.id, f"its clearest, {p.clearest}, is no member"
    for c in dossier.conflicts:
        yield from unknown("conflicts", c.id, [c.point], points)
        for side in c.sides:
            yield from unknown("conflicts", c.id, side.members, extracts)
            ends = (len(texts.get(extracts[m].report, "")) for m in side.members if m in extracts)
            if any(not 0 <= a < b <= end for (a, b), end in zip(side.at, ends, strict=False)):
                yield "conflicts", c.id, f"the value {side.value!r} lies outside of its report"
            held = [extracts[m] for m in side.members if m in extracts]
            if held and not any(side.value in _neighbourhood(x, texts) for x in held):
                yield "conflicts", c.id, f"the value {side.value!r} is in none of its members"
    for n, copy in enumerate(dossier.lineage):
        yield from unknown("lineage", str(n), [*copy.reports, copy.from_], texts)
        for pair in copy.passages:
            for report, (start, end) in zip(copy.reports, pair, strict=True):
                if not 0 <= start < end <= len(texts.get(report, "")):
                    yield "lineage", str(n), f"a passage lies outside of {report}"
    for f in dossier.families:
        yield from unknown("families", f.id, f.reports, texts)
    for t in dossier.timeline:
        yield from unknown("timeline", t.id, t.members, statements)
    touchable = {*extracts, *points, *(u.id for u in dossier.utterances), *(c.id for c in dossier.conflicts)}
    for j in dossier.judgements:
        yield from unknown("judgements", j.id, j.touched, touchable)
    for n, o in enumerate(dossier.omissions):
        yield from unknown("omissions", str(n), [o.report], texts)
        yield from unknown("omissions", str(n), [o.point], points)
        if any(not 0 <= a <= b <= len(texts.get(o.report, "")) for a, b in o.searched):
            yield "omissions", str(n), "what was searched lies outside of the report"


def _extract(text: str, start: int, end: int, said: str) -> bool:
    return 0 <= start < end <= len(text) and text[start:end] == said


def _inside(text: str, stretch: Stretch | None) -> bool:
    return stretch is None or 0 <= stretch[0] < stretch[1] <= len(text)


def _quotation(q: Quotation, texts: Mapping[str, str]) -> Iterator[str]:
    if q.report not in texts:
        yield f"refers to {q.report}, which is not there"
        return
    text = texts[q.report]
    if not _extract(text, q.start, q.end, q.text):
        yield f"its text is not {q.report}[{q.start}:{q.end}]"
    if not all(_inside(text, x) for x in (q.source, q.antecedent, q.cue, *q.fragments)):
        yield "a stretch of it lies outside of the report"


def _statement(s: Statement, texts: Mapping[str, str]) -> Iterator[str]:
    if s.report not in texts:
        yield f"refers to {s.report}, which is not there"
        return
    text = texts[s.report]
    if not _extract(text, s.start, s.end, s.text):
        yield f"its text is not {s.report}[{s.start}:{s.end}]"
    if not all(_inside(text, x) for x in (s.time_at, s.subject)):
        yield "a stretch of it lies outside of the report"
    for amount in s.quantities:
        if not _extract(text, amount.start, amount.end, amount.text):
            yield f"its quantity {amount.text!r} is not {s.report}[{amount.start}:{amount.end}]"


def _neighbourhood(item: Quotation | Statement, texts: Mapping[str, str]) -> str:
    """The sentence of a statement, the quotation with its attribution: what a side's value may be an extract of."""
    text = texts.get(item.report, "")
    stretches = [(item.start, item.end)]
    if isinstance(item, Statement):
        stretches += [item.sentence]
    else:
        stretches += [s for s in (item.source, item.cue) if s]
    return text[min(a for a, b in stretches if b > a) : max(b for _, b in stretches)]


def _report(report: Report) -> Iterator[str]:
    end = 0
    for part in report.parts:
        if not end <= part.start < part.end <= len(report.text):
            yield f"its part at {part.start} is out of order or outside of the text"
        end = max(end, part.end)


# --- leaving out what breaks it --------------------------------------------------------------------------------------


def _sound_report(report: Report) -> tuple[Report, list[str]]:
    kept: list[Part] = []
    for part in report.parts:
        if (kept[-1].end if kept else 0) <= part.start < part.end <= len(report.text):
            kept.append(part)
    return replace(report, parts=tuple(kept)), [f"{report.id}: {what}" for what in _report(report)]


def _without(dossier: Dossier, broken: set[tuple[str, str]]) -> Dossier:
    """The dossier without these items; of a report only the parts that are out of order go."""

    def keep(section: str, name: Callable[[int, Any], str]) -> tuple[Any, ...]:
        return tuple(x for n, x in enumerate(getattr(dossier, section)) if (section, name(n, x)) not in broken)

    named = ("entities", "quotations", "statements", "utterances", "points", "conflicts", "families", "timeline")
    changes: dict[str, Any] = {s: keep(s, lambda n, x: x.id) for s in named}
    changes |= {s: keep(s, lambda n, x: str(n)) for s in ("lineage", "omissions")}
    left = {x.id for s in ("quotations", "statements", "utterances", "points", "conflicts") for x in changes[s]}
    changes["judgements"] = tuple(
        replace(j, touched=tuple(t for t in j.touched if t in left)) for j in dossier.judgements
    )
    changes["reports"] = tuple({r.id: _sound_report(r)[0] for r in dossier.reports}.values())
    return replace(dossier, **changes)
