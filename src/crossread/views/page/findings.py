"""What a finding carries for the reader and the filters: places, reports, speakers, places that are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from crossread.values import Conflict, SharedCopy
from crossread.views.outline import Extract, Outline, Place
from crossread.views.page.facets import Facets
from crossread.views.page.places import Places
from crossread.views.sections import Sections


class Findings:
    """Gives each finding its attributes, and tells the texts where findings stand."""

    def __init__(self, outline: Outline, places: Places, facets: Facets, sections: Sections) -> None:
        self._outline, self._places, self._facets, self._sections = outline, places, facets, sections
        self._there: set[str] = set()

    def of_utterance(self, id: str, members: Sequence[str], leads: bool = True) -> Markup:
        """Of one saying: a report of each wording is shown first."""
        at = [Place(i.report, i.start, i.end) for i in self._outline.items(members)]
        if leads:
            self._places.lead(id, at)
        apart = [extract.places[0].report for extract in self._outline.extracts(members)]
        return self._attributes(id, at, self._facets.of(members), reports=apart)

    def of(self, id: str, members: Sequence[str], leads: bool = True, confidence: float | None = None) -> Markup:
        """Of statements and quotations. ``leads``: whether a click on them in the texts leads here."""
        at = [Place(i.report, i.start, i.end) for i in self._outline.items(members)]
        if leads:
            self._places.lead(id, at)
        return self._attributes(id, at, self._facets.of(members), confidence=confidence)

    def of_conflict(self, conflict: Conflict) -> Markup:
        """Of a conflict; the value of each side is marked within its members."""
        members = [m for side in conflict.sides for m in side.members]
        at = [Place(i.report, i.start, i.end) for i in self._outline.items(members)]
        values = []
        for side in conflict.sides:
            for i in self._outline.items(side.members):
                start = i.text.find(side.value) if side.value else -1
                if start >= 0:
                    values.append(Place(i.report, i.start + start, i.start + start + len(side.value)))
        if conflict.shown:
            self._places.lead(conflict.id, at)
        # The first side's report and the last side's: where two fit, these are the two to read.
        sides = [self._outline.reports_of(side.members) for side in conflict.sides]
        return self._attributes(
            conflict.id,
            at,
            self._facets.of(members),
            values,
            conflict.nature,
            conflict.confidence,
            [s[0] for s in (sides[:1] + sides[:0:-1]) if s],
        )

    def of_copy(self, id: str, copy: SharedCopy) -> Markup:
        """Of two reports that share copy: all their passages."""
        pairs = [zip(copy.reports, passage, strict=True) for passage in copy.passages]
        at = [Place(r, *stretch) for pair in pairs for r, stretch in pair]
        return self._attributes(id, at, self._facets.of(()), reports=copy.reports)

    def of_extract(self, id: str, extract: Extract) -> Markup:
        """Of a stretch that no statement or quotation stands for."""
        return self._attributes(id, extract.places, self._facets.of(()))

    def beside(self, id: str) -> Markup:
        """The place of a finding that is shown within another."""
        self._there.add(id)
        return Markup('<a id="{}"></a>').format(id)

    def addresses(self, ids: Iterable[str]) -> list[str]:
        """Where these findings, statements and quotations stand on the page, as far as it was written by now."""
        return list(dict.fromkeys(found for id in ids if (found := self._address(id))))

    def _address(self, id: str) -> str | None:
        """A finding's own id; a disputed point's conflict; what holds a statement or quotation."""
        if id in self._there:
            return id
        if id in self._outline.points:
            return self._sections.conflict_of(id)
        d = self._outline.dossier
        holding = [*(u.id for u in d.utterances if id in u.members), *(p.id for p in d.points if id in p.members)]
        return next((h for h in holding if h in self._there), None)

    def _by_origin(self, reports: Iterable[str]) -> list[str]:
        """One report of each origin first, then the others."""
        reports = list(dict.fromkeys(reports))
        first: dict[str, str] = {}
        for r in reports:
            first.setdefault(self._outline.origin(r), r)
        return list(dict.fromkeys([*first.values(), *reports]))

    def _attributes(
        self,
        id: str,
        at: Iterable[Place],
        facets: dict[str, str],
        values: Iterable[Place] = (),
        nature: str = "",
        confidence: float | None = None,
        reports: Iterable[str] = (),
    ) -> Markup:
        """``reports`` are those to be shown first."""
        at = list(dict.fromkeys(at))
        self._there.add(id)
        given = {
            "id": id,
            "class": "finding",
            "data-at": self._places.mark(at),
            "data-value": self._places.mark(dict.fromkeys(values)),
            "data-report": " ".join(dict.fromkeys([*reports, *self._by_origin(p.report for p in at)])),
            "data-speaker": facets["speaker"],
            "data-place": facets["place"],
            "data-nature": nature,
            "data-confidence": "" if confidence is None else f"{confidence:.2f}",
        }
        return Markup(" ").join(Markup('{}="{}"').format(k, v) for k, v in given.items() if v)
