"""The dossier in the terminal: readable at 80 columns and in a pipe, every extract with its place (report:offset)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crossread.values import Conflict, Dossier, Outcome, Side, Stretch, Utterance
from crossread.views.labels import label, voucher
from crossread.views.lines import console, cut, emit, entry, more, note, rule
from crossread.views.outline import Extract, Outline, Place
from crossread.views.passages import Passages
from crossread.views.safe import visible
from crossread.views.sections import Sections

SHOWN = {
    "established": 12,
    "reported": 6,
    "single-origin": 4,
    "conflicts": 10,
    "quotes": 8,
    "copying": 6,
    "timeline": 15,
    "omissions": 3,
}
"""How many entries of a list are shown unless all are asked for: what fits an editor's first look."""
VOUCHERS = 4
"""How many of those who vouch are named."""
NARROWEST_SIDE = 34
"""Columns below which the sides of a conflict are not set beside each other."""


def show(dossier: Dossier, only: str | None = None, whole: bool = False, width: int | None = None) -> None:
    """Print it, or one section of it."""
    out = console(width)
    emit(out, rendered(dossier, out.width, only, whole))


def rendered(dossier: Dossier, width: int, only: str | None = None, whole: bool = False) -> list[RenderableType]:
    """Its lines, or those of one section, for a terminal of so many columns."""
    view = _View(Outline(dossier), whole, width)
    sections: dict[str, Callable[[], list[RenderableType]]] = {
        "reports": view.reports,
        "agreed": view.agreed,
        "conflicts": view.conflicts,
        "quotes": view.quotes,
        "copying": view.copying,
        "timeline": view.timeline,
        "omissions": view.omissions,
        "judgements": view.judgements,
        "problems": view.problems,
    }
    printed: list[RenderableType] = [view.head()] if only is None else []
    for name, lines in sections.items():
        if only in (None, name):
            body = lines()
            if body:
                printed += [*([""] if printed else []), rule(label("section", name), width), *body]
            elif only:
                printed.append(Text(f"{label('section', name)}: nothing found", "dim"))
    return printed


class _View:
    def __init__(self, outline: Outline, whole: bool, width: int) -> None:
        self.o, self.s, self.whole, self.width = outline, Sections(outline), whole, width

    # --- pieces

    def entry(self, extract: Extract, lead: str = "", marks: Sequence[Stretch] = ()) -> RenderableType:
        return entry(cut(extract.text, self.whole, marks), _place(extract.places[0]), lead)

    def limit(self, items: Sequence[object], key: str) -> int:
        return len(items) if self.whole else min(len(items), SHOWN[key])

    def verdicts(self, ids: Sequence[str], indent: int = 4) -> list[RenderableType]:
        return [note(_verdict(j), indent) for j in self.s.judged(ids)]

    # --- sections

    def head(self) -> RenderableType:
        o = self.o
        lines: list[RenderableType] = []
        if o.headline:
            lines.append(Text(visible(o.headline.text), "bold"))
        count = f"{_count(len(o.reports), 'report')} from {_count(o.origin_count, 'independent origin')}"
        if o.dates:
            first, last = o.dates
            count += f" · {first}" + (f" to {last}" if last != first else "")
        if o.headline:
            count += f" · headline {_place(o.headline.places[0])}"
        return Group(*lines, Text(count, "dim"))

    def reports(self) -> list[RenderableType]:
        grid = Table.grid(padding=(0, 2))
        names = self.o.short_sources()
        for _ in range(4):
            grid.add_column(overflow="fold")
        for r in self.o.dossier.reports:
            family = self.o.origin(r.id)
            notes = [label("note", n) for n in r.notes] + ([f"origin {family}"] if family != r.id else [])
            name = visible(r.outlet or r.agency or "outlet not told")
            if r.outlet and r.agency and r.agency != r.outlet:
                name += f" ({visible(r.agency)})"
            grid.add_row(
                Text(r.id, "bold"),
                Text(name + (f" [{'; '.join(notes)}]" if notes else "")),
                Text((r.published or "undated")[:16].replace("T", " ")),
                Text(visible(r.source if self.whole else names[r.id]), "dim"),
            )
        return [Padding(grid, (0, 0, 0, 2))] if self.o.reports else []

    def agreed(self) -> list[RenderableType]:
        out: list[RenderableType] = []
        for standing, points in self.s.agreed(self.whole):
            out.append(Text(("\n" if out else "") + " " + label("standing", standing), "bold"))
            shown = self.limit(points, standing)
            for p in points[:shown]:
                out.append(self.entry(self.o.extracts([p.clearest])[0]))
                told = f"{_count(p.origins, 'origin')} · {' '.join(self.o.reports_of(p.members))}"
                if p.vouched_by:
                    told += f" · on the word of {_names(p.vouched_by, self.whole)}"
                out.append(note(told))
                out += self.verdicts(p.judged)
            out += more(len(points) - shown)
        return out

    def conflicts(self) -> list[RenderableType]:
        found = self.s.conflicts(self.whole)
        shown = self.limit(found, "conflicts")
        out: list[RenderableType] = []
        for c in found[:shown]:
            out += [self.conflict(c), Text("")]
        return [*out[:-1], *more(len(found) - shown)]

    def conflict(self, c: Conflict) -> RenderableType:
        kind = Text.assemble(
            (f" {label('conflict', c.kind)}", "bold red"),
            f" · {label('nature', c.nature)}",
            (f" ({c.confidence:.2f})", "dim"),
        )
        why = note(label("reason", c.why), 1)
        across = max(1, min(len(c.sides), (self.width - 2) // NARROWEST_SIDE, 3))
        grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
        for _ in range(across):
            grid.add_column(ratio=1)
        for n in range(0, len(c.sides), across):
            row: list[RenderableType] = [self.side(s) for s in c.sides[n : n + across]]
            grid.add_row(*row, *[""] * (across - len(row)))
        return Group(kind, why, *self.verdicts(c.judged, 1), Padding(grid, (0, 0, 0, 2)))

    def side(self, side: Side) -> RenderableType:
        best, at = self.o.side(side)
        where = " ".join(self.o.reports_of(side.members))
        origins = f"{_count(side.origins, 'origin')}: {where}"
        # where the whole extract is the value it stands once
        alone = side.value.strip(" ,.;") == best.text.strip(" ,.;")
        return Group(
            Text(origins, "dim") if alone else Text.assemble((visible(side.value), "bold"), (f"  {origins}", "dim")),
            cut(best.text, self.whole, at),
            Text(_place(best.places[0]), "dim"),
        )

    def quotes(self) -> list[RenderableType]:
        said, single = self.s.utterances(self.whole), self.s.single_quotations()
        shown = self.limit(said, "quotes")
        out: list[RenderableType] = []
        for folded in said[:shown]:
            out += self.utterance(folded[0])
            if more_of_it := self.s.further(folded):
                out += [note(label("link", "partly"), 2), *map(self.entry, more_of_it)]
        out += more(len(said) - shown)
        if single and self.whole:
            out.append(Text(" Told once", "bold"))
            for q in single:
                out.append(Text(" " + _speaker(self.o.who(q.speaker)), "bold"))
                out += [self.entry(self.o.extracts([q.id])[0]), note(label("quotation", q.kind))]
        elif single:
            out.append(note(f"and {_count(len(single), 'quotation')} told once: --all shows them", 2))
        return out

    def utterance(self, u: Utterance) -> list[RenderableType]:
        where = self.o.reports_of(u.members)
        told = f"  {_count(len(where), 'report')}, {_count(u.origins, 'origin')}"
        out: list[RenderableType] = [Text.assemble((" " + _speaker(self.o.who(u.speaker)), "bold"), (told, "dim"))]
        for e, differing in self.o.wordings(u):
            out.append(self.entry(e, marks=differing))
            if len(e.places) > 1:
                out.append(note("the same words: " + " ".join(map(_place, e.places[1:]))))
        return out + self.verdicts((*u.judged, *(x for m in u.members for x in self.o.quotations[m].judged)))

    def copying(self) -> list[RenderableType]:
        out: list[RenderableType] = []
        copies = self.s.copies()
        shown = self.limit(copies, "copying")
        for copy, size in copies[:shown]:
            a, b = copy.reports
            arrow = f"{copy.from_} → {b if copy.from_ == a else a}" if copy.from_ else f"{a} ↔ {b}"
            direction = "" if copy.from_ else ", which came first is not told"
            passages = (
                f" · {_count(len(copy.passages), 'shared passage')}, {size:,} characters" if copy.passages else ""
            )
            told = f"  {label('relation', copy.relation)}{direction}"
            out.append(Padding(Text.assemble((arrow, "bold"), told, (passages, "dim")), (0, 0, 0, 1)))
            if copy.passages:
                left, right = max(copy.passages, key=lambda p: (p[0][1] - p[0][0], -p[0][0]))
                words, shared = Passages(self.o).shown(copy, (left, right))
                out.append(self.entry(words, marks=shared))
            for why in copy.evidence:
                out.append(note(label("evidence", why)))
        out += more(len(copies) - shown)
        for family in self.o.dossier.families:
            if len(family.reports) > 1:
                out.append(note(f"{family.id}: {' '.join(family.reports)} count as one origin", 1))
        return out

    def timeline(self) -> list[RenderableType]:
        events = self.s.timeline()
        shown = self.limit(events, "timeline")
        out: list[RenderableType] = []
        wide = max((len(t.date) for t in events[:shown]), default=0)
        last = ""
        for t in events[:shown]:
            if extracts := self.o.extracts(t.members):
                out.append(self.entry(extracts[0], ("" if t.date == last else t.date).ljust(wide)))
                where = " ".join(self.o.reports_of(t.members))
                out.append(note(f"{where} · {label('evidence', t.evidence)}", wide + 4))
                last = t.date
        return out + more(len(events) - shown)

    def omissions(self) -> list[RenderableType]:
        out: list[RenderableType] = []
        for report, missing in self.s.omissions():
            size = sum(b - a for a, b in missing[0].searched)
            count = f"  {_count(len(missing), 'point')} of others not found in its {size:,} characters"
            out.append(Text.assemble((f" {report.id} {visible(self.o.name(report.id))}", "bold"), (count, "dim")))
            shown = self.limit(missing, "omissions")
            for o in missing[:shown]:
                point = self.o.points[o.point]
                out.append(self.entry(self.o.extracts([point.clearest])[0]))
            out += more(len(missing) - shown)
        return out

    def judgements(self) -> list[RenderableType]:
        out: list[RenderableType] = []
        for j in self.o.dossier.judgements:
            state = label("judgement-state", j.state)
            out.append(
                Text.assemble((f" {_verdict(j)}", "bold" if j.state == "applied" else ""), (f" · {state}", "dim"))
            )
            extracts = self.o.extracts(self.s.about(j))
            if extracts:
                out.append(self.entry(extracts[0]))
        return out

    def problems(self) -> list[RenderableType]:
        return [
            Text(" " + (f"{visible(p.source)}: " if p.source else "") + visible(p.message))
            for p in self.o.dossier.problems
        ]


def _place(place: Place) -> str:
    return f"{place.report}:{place.start}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _verdict(j: Outcome) -> str:
    """What was said of a finding, by whom, when, why."""
    who = f" by {visible(j.by)}" if j.by else ""
    why = f": {visible(j.note)}" if j.note else ""
    name = f" to {visible(j.speaker)}" if j.speaker else ""
    return f"{label('judgement', j.kind)}{name}{who}, {j.at[:10]}{why}"


def _speaker(name: str | None) -> str:
    return visible(name) if name else "speaker not told"


def _names(names: Sequence[str], whole: bool) -> str:
    shown = names if whole else names[:VOUCHERS]
    words = [visible(voucher(n)) for n in shown]
    return ", ".join(words) + (f" and {len(names) - len(shown)} more" if len(names) > len(shown) else "")
