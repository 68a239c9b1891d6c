"""One report read alone: a line of JSON, or its account in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace
from rich.console import RenderableType
from rich.text import Text

from crossread.values import Quotation, Reading, Statement, Stretch
from crossread.views.labels import label
from crossread.views.lines import console, cut, emit, entry, more, note, rule
from crossread.views.safe import visible

SHOWN = 40
"""How many quotations and statements are shown unless all are asked for."""


def line(reading: Reading) -> bytes:
    """One line of JSON."""
    report = reading.report
    quotations, gone = _joined(reading)
    return msgspec.json.encode(
        {
            "source": report.source,
            "text": report.text,
            "headline": report.headline,
            "standfirst": report.standfirst,
            "outlet": report.outlet,
            "agency": report.agency,
            "byline": report.byline,
            "published": report.published,
            "dateline": report.dateline,
            "language": report.language,
            "url": report.url,
            "notes": report.notes,
            "parts": report.parts,
            "quotations": quotations,
            "statements": [_of_joined(s, gone) for s in reading.statements],
            "entities": reading.entities,
            "times": reading.times,
            "quantities": reading.quantities,
        }
    )


def joined(reading: Reading) -> tuple[Quotation, ...]:
    """The quotations as one report has them: what its cue interrupts within a paragraph is one, the cue inside of it.

    Its ``fragments`` are what stands between the marks. Corpora of quotations count so (PolNeAR); a comparison keeps
    the pieces apart, for another report may have only one of them.
    """
    return _joined(reading)[0]


def _joined(reading: Reading) -> tuple[tuple[Quotation, ...], dict[str, str]]:
    """The quotations, and for each piece that went into another the id of that one."""
    out: list[Quotation] = []
    of_cue: dict[tuple[Stretch | None, Stretch], int] = {}
    gone: dict[str, str] = {}
    for q in reading.quotations:
        key = (q.source, q.cue) if q.cue is not None and q.kind in ("direct", "mixed") else None
        first = out[of_cue[key]] if key is not None and key in of_cue else None
        if key is not None and first is not None and _one_paragraph(reading, first.start, q.end):
            kind = first.kind if first.kind == q.kind else "mixed"
            end = max(first.end, q.end)
            text, fragments = reading.report.text[first.start : end], (*first.fragments, *q.fragments)
            out[of_cue[key]] = replace(first, end=end, text=text, kind=kind, fragments=fragments)
            gone[q.id] = first.id
            continue
        if key is not None:
            of_cue[key] = len(out)
        out.append(q)
    return tuple(out), gone


def _one_paragraph(reading: Reading, start: int, end: int) -> bool:
    return any(p.start <= start and end <= p.end for p in reading.report.parts)


def _of_joined(statement: Statement, gone: Mapping[str, str]) -> Statement:
    """A statement that names the quotation which a piece went into."""
    named = {f: gone[i] for f in ("quotation", "frames") if (i := getattr(statement, f)) in gone}
    return replace(statement, **named) if named else statement


def show(reading: Reading, whole: bool = False, width: int | None = None) -> None:
    """Print what one report says: what it is, its quotations, attitudes and statements, every line with its offset."""
    out = console(width)
    report = reading.report
    lines: list[RenderableType] = [Text(visible(report.headline or "no headline"), "bold")]
    about = [report.outlet, report.agency, *report.byline, report.published, report.dateline, report.language]
    notes = [label("note", n) for n in report.notes]
    lines.append(Text(" · ".join(visible(x) for x in (report.source, *about, *notes) if x), "dim"))
    dropped = [p for p in report.parts if p.kind in ("dropped", "repeat")]
    if dropped:
        why = sorted({label("dropped", p.why) if p.why else label("part", p.kind) for p in dropped})
        size = sum(p.end - p.start for p in dropped)
        lines.append(Text(f"{size:,} of {len(report.text):,} characters set aside: {', '.join(why)}", "dim"))
    lines += _quotations("quotes", reading.said, whole, out.width)
    lines += _quotations("attitudes", [q for q in reading.quotations if q.kind == "attitude"], whole, out.width)
    lines += _statements(reading, whole, out.width)
    emit(out, [*lines, ""])


def _quotations(section: str, quotations: Sequence[Quotation], whole: bool, width: int) -> list[RenderableType]:
    if not quotations:
        return []
    lines: list[RenderableType] = ["", rule(label("section", section), width)]
    shown = quotations if whole else quotations[:SHOWN]
    for q in shown:
        who = visible(q.speaker.name) if q.speaker.name else "speaker not told"
        kind = f"  {label('quotation', q.kind)}" if q.kind != "attitude" else ""
        lines.append(Text.assemble((f" {who}", "bold"), (kind, "dim")))
        lines.append(entry(cut(q.text, whole), str(q.start)))
    return lines + more(len(quotations) - len(shown))


def _statements(reading: Reading, whole: bool, width: int) -> list[RenderableType]:
    if not reading.statements:
        return []
    lines: list[RenderableType] = ["", rule(label("section", "statements"), width)]
    shown = reading.statements if whole else reading.statements[:SHOWN]
    for s in shown:
        lines.append(entry(cut(s.text, whole), str(s.start)))
        told = [f"on the word of {', '.join(visible(v.name) for v in s.vouched_by)}"] if s.vouched_by else []
        told += [f"time {s.time}"] if s.time else []
        told += ["negated"] if s.negated else []
        told += [label("modality", s.modality)] if s.modality != "asserted" else []
        told += [f"figure {visible(a.text)}" for a in s.quantities]
        if told:
            lines.append(note(" · ".join(told)))
    return lines + more(len(reading.statements) - len(shown))
