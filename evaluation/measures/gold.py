"""A story's gold, as an editor wrote it (``gold.json``), and where its extracts lie in a dossier's texts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from crossread.values import Dossier
from evaluation.measures.places import Place


class GoldReport(Struct, frozen=True, kw_only=True):
    """What is right of one report. A list of values: any of them is right. ``drop``: what is no article."""

    file: str
    headline: str | None = None
    outlet: str | list[str | None] | None = None
    agency: str | list[str | None] | None = None
    byline: list[str] | None = None
    published: str | None = None
    drop: list[str] = []


class GoldQuotation(Struct, frozen=True, kw_only=True):
    """Reported speech. ``text`` is its content, ``speaker`` a key of the gold's ``speakers``."""

    id: str
    report: str
    kind: str
    text: str
    speaker: str | None = None
    optional: bool = False


class Extract(Struct, frozen=True, kw_only=True):
    """A stretch of a report, given by its text."""

    report: str
    text: str


class GoldUtterance(Struct, frozen=True, kw_only=True):
    """Quotations that report one act of saying."""

    members: list[str]
    optional: bool = False


class GoldPoint(Struct, frozen=True, kw_only=True):
    """A fact that several reports state."""

    gist: str
    members: list[Extract]
    optional: bool = False


class GoldSide(Struct, frozen=True, kw_only=True):
    """One value of a conflict."""

    value: str
    members: list[Extract]


class GoldConflict(Struct, frozen=True, kw_only=True):
    """Values that cannot simply be laid over each other."""

    about: str
    kind: str
    nature: str
    sides: list[GoldSide]
    optional: bool = False


class GoldLineage(Struct, frozen=True, kw_only=True):
    """Two reports that share copy."""

    reports: list[str]
    relation: str
    optional: bool = False


class GoldEvent(Struct, frozen=True, kw_only=True):
    """An event with its date, or the dates that would all be right."""

    date: str | list[str]
    what: str
    members: list[Extract]
    optional: bool = False

    @property
    def dates(self) -> list[str]:
        return self.date if isinstance(self.date, list) else [self.date]


class Gold(Struct, frozen=True, kw_only=True):
    """All that is right of one story. ``optional`` marks what counts neither as missed nor as false."""

    story: str = ""
    reports: dict[str, GoldReport]
    speakers: dict[str, list[str]] = {}
    quotations: list[GoldQuotation] = []
    utterances: list[GoldUtterance] = []
    points: list[GoldPoint] = []
    conflicts: list[GoldConflict] = []
    lineage: list[GoldLineage] = []
    timeline: list[GoldEvent] = []

    @classmethod
    def load(cls, folder: Path) -> Gold:
        """The gold of a story's folder."""
        return msgspec.json.decode((folder / "gold.json").read_bytes(), type=cls)


class Ground:
    """A dossier beside its gold: which report is which, and where each side's extracts lie.

    All places carry the gold's report key. ``unfound`` collects gold extracts that no text of the dossier has.
    """

    def __init__(self, gold: Gold, dossier: Dossier) -> None:
        key_of_file = {report.file: key for key, report in gold.reports.items()}
        self.gold = gold
        self.dossier = dossier
        self.key: dict[str, str] = {}
        self._text: dict[str, str] = {}
        for report in dossier.reports:
            key = key_of_file.get(Path(report.source).name)
            if key is not None:
                self.key[report.id] = key
                self._text[key] = report.text
        self.unfound: set[Extract] = set()
        self._known: dict[Extract, list[Place]] = {}
        self.statements = {
            s.id: Place(self.key[s.report], s.start, s.end) for s in dossier.statements if s.report in self.key
        }
        """Where each statement lies."""
        self.quotations = {
            q.id: Place(self.key[q.report], q.start, q.end) for q in dossier.quotations if q.report in self.key
        }
        """Where each quotation lies."""

    def find(self, report: str, text: str) -> list[Place]:
        """All places of a gold extract, whatever its white space; none if the text does not have it."""
        extract = Extract(report=report, text=text)
        if extract not in self._known:
            pattern = _anyhow_spaced(text)
            hits = pattern.finditer(self._text.get(report, "")) if pattern else ()
            self._known[extract] = [Place(report, *hit.span()) for hit in hits]
            if not self._known[extract]:
                self.unfound.add(extract)
        return self._known[extract]

    def places(self, members: list[Extract]) -> list[Place]:
        """All places of several extracts."""
        return [place for member in members for place in self.find(member.report, member.text)]

    def located(self, members: tuple[str, ...]) -> list[Place]:
        """The places of a dossier's members, statements or quotations; unknown ids are left out."""
        both = self.statements | self.quotations
        return [both[member] for member in members if member in both]


@cache
def _anyhow_spaced(text: str) -> re.Pattern[str] | None:
    words = text.split()
    return re.compile(r"\s+".join(map(re.escape, words))) if words else None
