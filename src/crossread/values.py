"""The values that travel between stages: immutable, in code points, the same names in code, JSON, page and docs.

Every stretch is given as ``start`` (inclusive) and ``end`` (exclusive) in code points of the report's ``text``; where a
value also has ``text`` it is ``report.text[start:end]``, letter for letter. Dates are EDTF. An unknown is ``None`` or
empty, never a guess.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from msgspec import Struct, field

SCHEMA_VERSION = 1

Stretch: TypeAlias = tuple[int, int]
"""Start (inclusive) and end (exclusive), code points of a report's text."""

PartKind = Literal["headline", "standfirst", "byline", "dateline", "subhead", "body", "dropped", "repeat"]
QuotationKind = Literal["direct", "mixed", "indirect", "attitude"]
EntityKind = Literal["person", "organisation", "government", "place", "group", "event", "work", "other"]
VoucherKind = Literal["person", "government", "organisation", "agency", "official", "unnamed", "report", "document"]
Modality = Literal["asserted", "planned", "possible", "denied", "expected"]
Bound = Literal["exact", "about", "at-least", "more-than", "at-most", "less-than", "range", "vague"]
QuantityKind = Literal["count", "money", "share", "measure", "age", "duration", "ordinal"]
ConflictKind = Literal["number", "date", "place", "person", "role", "wording", "status", "attribution", "polarity"]
Nature = Literal["contradiction", "update", "sources", "precision", "scope", "translation"]
Relation = Literal["copy", "edited", "rewrite"]
Standing = Literal["established", "reported", "single-origin", "disputed"]
JudgementKind = Literal["confirm", "dismiss", "join", "split", "same", "not-same", "speaker", "note", "withdraw"]
Judgeable = Literal["point", "utterance", "conflict", "statement", "quotation"]
JudgementState = Literal["applied", "unmatched", "moot", "overruled", "withdrawn"]


# --- a report ---------------------------------------------------------------------------------------------------------


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of a report and what it is. Parts do not overlap and come in the order of the text.

    One paragraph is one part. ``why`` names the reason of a dropped part (a word of reports/furniture data: "caption",
    "menu", "form", …); ``of`` is the start of the paragraph that a repeat repeats.
    """

    start: int
    end: int
    kind: PartKind
    why: str | None = None
    of: int | None = None


class Report(Struct, frozen=True, kw_only=True):
    """One report as it was found.

    ``text`` is the decoded file (line ends made ``\\n``), for HTML the visible article text.
    """

    id: str
    source: str
    text: str
    headline: str | None = None
    standfirst: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    """EDTF date or date-time with the precision and the zone the source states."""
    dateline: str | None = None
    language: str | None = None
    """ISO 639-1 code."""
    url: str | None = None
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    """Fixed labels on the report as a whole: "truncated", "paywall", "live-blog", "several-articles",
    "unread-language"."""


# --- a reading --------------------------------------------------------------------------------------------------------


class Entity(Struct, frozen=True, kw_only=True):
    """Someone or something that is named. ``of`` is the entity whose role is held (a minister's country)."""

    id: str
    name: str
    type: EntityKind
    also: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    of: str | None = None
    mentions: tuple[tuple[str, int, int], ...] = ()
    """Where it is named or referred to: (report id, start, end)."""


class Speaker(Struct, frozen=True, kw_only=True):
    """Who is said to have said it. ``name`` is None where the text does not tell or leaves it ambiguous."""

    name: str | None = None
    entity: str | None = None


class Quotation(Struct, frozen=True, kw_only=True):
    """Reported speech, or an attitude: what somebody wants, believes or plans, without a word of theirs reported.

    ``start``/``end`` is its content; ``source`` and ``cue`` are the stretches that attribute it.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    kind: QuotationKind
    speaker: Speaker
    source: Stretch | None = None
    cue: Stretch | None = None
    fragments: tuple[Stretch, ...] = ()
    """Stretches between quotation marks inside it (all of it for a direct one), without the marks."""
    antecedent: Stretch | None = None
    """What the source stands for, where it is a relative pronoun ("who")."""
    speaker_read: Speaker | None = None
    """The speaker as it was read, where an analyst corrected it."""
    judged: tuple[str, ...] = ()
    """Ids of the judgements that bear on it."""

    @property
    def named(self) -> Stretch | None:
        """The stretch that names or describes the source."""
        return self.antecedent or self.source


class Time(Struct, frozen=True, kw_only=True):
    """A stretch that dates something. ``date`` is EDTF, ``evidence`` says how it was found ("stated",
    "weekday-against-published", …)."""

    report: str
    start: int
    end: int
    text: str
    date: str | None
    evidence: str
    zone: str | None = None
    relative: str | None = None
    """How it follows from the day of the report (the notation of reading/anchoring.py), None where it is stated."""


class Quantity(Struct, frozen=True, kw_only=True):
    """An amount and what it counts.

    ``low`` and ``high`` are both given for an exact figure (equal), a range or an approximation ("about": equal);
    "at least"/"more than" has no ``high``, "up to"/"fewer than" no ``low``. ``unit`` is None for a plain count, an ISO
    4217 code for money, "%" for a share, else the unit's name in the singular. ``what`` is the noun phrase's head as
    written, in the singular ("troop"), or None.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    unit: str | None = None
    what: str | None = None
    bound: Bound = "exact"
    kind: QuantityKind = "count"
    inferred: bool = False
    converted: Quantity | None = None
    """The same amount in another unit, given beside it in the text ("€2 million ($2.6 million)")."""


class Voucher(Struct, frozen=True, kw_only=True):
    """One link of who stands for a statement."""

    kind: VoucherKind
    name: str
    entity: str | None = None


class Statement(Struct, frozen=True, kw_only=True):
    """One fact as one report states it, at clause level: the shortest stretch that stands for itself."""

    id: str
    report: str
    start: int
    end: int
    text: str
    vouched_by: tuple[Voucher, ...] = ()
    """From nearest to farthest; empty where the reporter vouches."""
    time: str | None = None
    """EDTF of when it happened, from a time inside its clause."""
    time_at: Stretch | None = None
    place: str | None = None
    quantities: tuple[Quantity, ...] = ()
    negated: bool = False
    modality: Modality = "asserted"
    sentence: Stretch = (0, 0)
    quotation: str | None = None
    """The quotation whose content it lies in."""
    frames: str | None = None
    """The quotation that it only attributes: a frame ("the minister said on Monday that …"), no fact of its own."""
    subject: Stretch | None = None
    predicate: str | None = None
    """Lemma of the head of its clause."""

    @property
    def whole(self) -> bool:
        """Whether it is its whole sentence, not a clause of it."""
        return (self.start, self.end) == self.sentence


class Word(Struct, frozen=True, kw_only=True, array_like=True):
    """One token, so that later stages need no parser: offsets in the report, lemma, coarse part of speech, syntactic
    relation, index of the head in the same table, type of the named entity it lies in."""

    start: int
    end: int
    lemma: str
    pos: str
    dep: str
    head: int
    entity: str = ""


class Reading(Struct, frozen=True, kw_only=True):
    """One report, read alone.

    Ids are unique within the report until `comparison.number` makes them unique in the story.
    """

    report: Report
    sentences: tuple[Stretch, ...] = ()
    words: tuple[Word, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    @property
    def said(self) -> tuple[Quotation, ...]:
        """Its quotations without attitudes."""
        return tuple(q for q in self.quotations if q.kind != "attitude")


# --- a comparison -----------------------------------------------------------------------------------------------------


class Variant(Struct, frozen=True, kw_only=True):
    """One witness's words in one column of a collation; ``start == end`` where the witness has nothing there."""

    quotation: str
    start: int
    end: int


class Column(Struct, frozen=True, kw_only=True):
    """One place of a collation: what every witness has there.

    ``same`` if all that have something have the same words.
    """

    same: bool
    variants: tuple[Variant, ...]


class Utterance(Struct, frozen=True, kw_only=True):
    """One act of saying something, in all the wordings in which it is reported."""

    id: str
    speaker: Speaker
    members: tuple[str, ...]
    collation: tuple[Column, ...] = ()
    origins: int = 1
    shown: bool = True
    """False where an analyst dismissed it."""
    judged: tuple[str, ...] = ()
    """Ids of the judgements that bear on it."""


class Point(Struct, frozen=True, kw_only=True):
    """One fact that at least two reports state."""

    id: str
    members: tuple[str, ...]
    clearest: str
    origins: int
    standing: Standing
    vouched_by: tuple[str, ...] = ()
    """Names of all who vouch for it; "reporter" where a report does on its own account, "unnamed" for the nameless."""
    confidence: float = 1.0
    shown: bool = True
    """False where an analyst dismissed it."""
    judged: tuple[str, ...] = ()
    """Ids of the judgements that bear on it."""


class Side(Struct, frozen=True, kw_only=True):
    """One of the values that conflict. ``value`` is an extract of one of its members."""

    value: str
    members: tuple[str, ...]
    origins: int = 1
    at: tuple[Stretch, ...] = ()
    """Where the value stands in each member's report, in the order of the members; the member's own stretch where it is
    the value as a whole."""


class Conflict(Struct, frozen=True, kw_only=True):
    """Sides that cannot simply be laid over each other."""

    id: str
    kind: ConflictKind
    nature: Nature
    why: str
    """A label of the fixed list comparison/reasons.toml."""
    confidence: float
    sides: tuple[Side, ...]
    point: str | None = None
    shown: bool = True
    """False where the confidence is too low to be shown by default, or an analyst dismissed it."""
    judged: tuple[str, ...] = ()
    """Ids of the judgements that bear on it."""


class SharedCopy(Struct, frozen=True, kw_only=True):
    """Two reports that share copy; ``from_`` (JSON: ``from``) is the report copied from, None if it cannot be told."""

    reports: tuple[str, str]
    relation: Relation
    from_: str | None = field(name="from", default=None)
    passages: tuple[tuple[Stretch, Stretch], ...] = ()
    evidence: tuple[str, ...] = ()


class Family(Struct, frozen=True, kw_only=True):
    """Reports that go back to one origin."""

    id: str
    reports: tuple[str, ...]


class Event(Struct, frozen=True, kw_only=True):
    """An entry of the timeline."""

    id: str
    date: str
    members: tuple[str, ...]
    evidence: str


class Omission(Struct, frozen=True, kw_only=True):
    """A point that others carry and this report does not; ``searched`` is what was looked through."""

    report: str
    point: str
    searched: tuple[Stretch, ...]


class Problem(Struct, frozen=True, kw_only=True):
    """What is to be said of a source: why it was refused, or what is wrong with it."""

    source: str
    message: str
    refused: bool = True


# --- an analyst's judgements ------------------------------------------------------------------------------------------


class Cited(Struct, frozen=True, kw_only=True):
    """By what a report is known again: its text's hash; where the text has changed, its source; where that has been
    renamed too, outlet and headline."""

    source: str
    sha256: str
    """Of the report's ``text`` in UTF-8."""
    outlet: str | None = None
    headline: str | None = None


class Anchor(Struct, frozen=True, kw_only=True):
    """A stretch of a report by its words and what stands around them (a TextQuoteSelector of the W3C's Web Annotation
    Data Model), and by its position (a TextPositionSelector), which is only a hint."""

    report: Cited
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0


class Judgement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an analyst says of a finding: one line of a file of judgements."""

    schema: int
    id: str
    at: str
    """When it was judged, ISO 8601. Of two that contradict each other the later holds."""
    kind: JudgementKind
    on: Judgeable | None = None
    """What kind of thing it is about; None for a withdrawal."""
    groups: tuple[tuple[Anchor, ...], ...] = ()
    """The stretches it is about: a finding's members; a conflict's values, a group a side; both findings of a join;
    what stays and what is split off; the two stretches that are the same, or not the same."""
    conflict: ConflictKind | None = None
    """The kind of the conflict that it is about."""
    speaker: str | None = None
    """Who said it, of a corrected speaker; None if the report does not tell."""
    was: str | None = None
    """Who had been taken for the speaker."""
    withdraws: str | None = None
    """Id of the judgement that a withdrawal takes back."""
    by: str | None = None
    note: str | None = None
    more: dict[str, Any] = {}
    """What else stands in the record: it is kept."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of a judgement in this dossier.

    ``unmatched``: what it is about is not there any more, letter for letter; ``moot``: it is, but there is no longer
    such a finding; ``overruled``: a later judgement says the opposite; ``withdrawn``: it was taken back.
    """

    id: str
    kind: JudgementKind
    state: JudgementState
    at: str
    on: Judgeable | None = None
    by: str | None = None
    note: str | None = None
    speaker: str | None = None
    """Whom a correction names as the speaker."""
    touched: tuple[str, ...] = ()
    """Ids of the findings, statements and quotations of this dossier that it bears on."""
    machine: tuple[tuple[str, ...], ...] = ()
    """The members of the groups that were found without it, where it changed them."""


class MadeBy(Struct, frozen=True, kw_only=True):
    """What made a dossier, so that it can be made again."""

    crossread: str
    models: dict[str, str] = {}
    settings: dict[str, str | int | float | bool | None] = {}


class Dossier(Struct, frozen=True, kw_only=True):
    """Several reports of one event, read as one."""

    schema: int = SCHEMA_VERSION
    made_by: MadeBy
    reports: tuple[Report, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    statements: tuple[Statement, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    points: tuple[Point, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    lineage: tuple[SharedCopy, ...] = ()
    families: tuple[Family, ...] = ()
    timeline: tuple[Event, ...] = ()
    omissions: tuple[Omission, ...] = ()
    judgements: tuple[Outcome, ...] = ()
    problems: tuple[Problem, ...] = ()

    def tables(self) -> dict[str, list[dict[str, str | int | float | bool | None]]]:
        """Flat records by table; pandas and polars take each as it is: ``pandas.DataFrame(d.tables()["points"])``."""
        from crossread.views.tables import tables

        return tables(self)

    def _repr_html_(self) -> str:
        """The page, in a notebook."""
        from crossread.views import notebook

        return notebook.html(self)

    def __rich__(self) -> Any:
        """The terminal's view, where rich prints it."""
        from crossread.views import notebook

        return notebook.Rich(self)
