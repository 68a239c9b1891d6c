"""Statements: what a report states clause by clause, with who vouches for it, when, where, how much and how firmly."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from spacy.tokens import Span, Token

from crossread.reading import clauses, edges, modality, speakers
from crossread.reading.blocks import Block
from crossread.reading.clauses import Clause
from crossread.values import Entity, Quantity, Quotation, Report, Statement, Stretch, Time, Voucher

PLACES = frozenset({"GPE", "LOC", "FAC"})
AT_PLACE = frozenset({"in", "at", "near", "from", "to", "off", "on", "outside", "inside", "into", "over"})
LEAST_WORDS = 2
"""Words with content that a statement has at least."""
WITHIN = 0.8
"""Share of a statement that must lie in a quotation's content for the quotation's speaker to vouch for it."""
MOSTLY = 0.5
"""The same for a whole sentence, which has the frame in it."""


def find(
    blocks: Sequence[Block],
    report: Report,
    quotations: Sequence[Quotation],
    times: Sequence[Time],
    quantities: Sequence[Quantity],
    entities: Sequence[Entity],
) -> tuple[Statement, ...]:
    """The statements of a report in the order of the text; a stretch states one thing only once."""
    found: dict[Stretch, Statement] = {}
    for block in blocks:
        for sentence in block.doc.sents:
            root = _core(sentence)
            if root is None or _content(root) < LEAST_WORDS:
                continue
            whole = block.stretch(block.doc[root.start : root.end])
            for clause in (*clauses.of(sentence), root):
                stretch = block.stretch(block.doc[clause.start : clause.end])
                if (stretch not in found or clause is root) and _content(clause) >= LEAST_WORDS:
                    found[stretch] = _statement(
                        block, clause, stretch, whole, report, quotations, times, quantities, entities
                    )
    ordered = sorted(found.values(), key=lambda s: (s.start, s.end))
    return tuple(replace(s, id=f"s{n}") for n, s in enumerate(ordered, 1))


def _core(sentence: Span) -> Clause | None:
    """A sentence without white space, dashes and its full stop, as a clause; an opening quotation mark stays."""
    tokens = [t for t in sentence if not t.is_punct and not t.is_space]
    if not tokens:
        return None
    first = tokens[0].i
    while first > sentence.start and (sentence.doc[first - 1].is_quote or sentence.doc[first - 1].is_left_punct):
        first -= 1
    return Clause(sentence.root, *edges.trimmed(sentence, first, tokens[-1].i + 1))


def _content(clause: Clause) -> int:
    """Words that say something; numbers in words are on the pipeline's list of empty words and count all the same."""
    words = clause.head.doc[clause.start : clause.end]
    return sum((not t.is_stop or t.pos_ == "NUM") and not t.is_punct and not t.is_space for t in words)


def _statement(
    block: Block,
    clause: Clause,
    stretch: Stretch,
    sentence: Stretch,
    report: Report,
    quotations: Sequence[Quotation],
    times: Sequence[Time],
    quantities: Sequence[Quantity],
    entities: Sequence[Entity],
) -> Statement:
    share = WITHIN if stretch != sentence else MOSTLY
    around = sorted((q for q in quotations if _inside(stretch, (q.start, q.end), share)), key=lambda q: q.end - q.start)
    if stretch == sentence and not around:
        around = _framing(block, clause, stretch, quotations)
    own = [t for t in times if t.report == report.id and _holds(stretch, (t.start, t.end))]
    time = next((t for t in own if _belongs(block, clause, t)), None)
    subject = next((c for c in clause.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    framed = None
    if clause.frames is not None:
        framed = next(
            (
                q.id
                for q in quotations
                if q.cue and _holds(stretch, q.cue) and not _inside(stretch, (q.start, q.end), WITHIN)
            ),
            None,
        )
    return Statement(
        id="",
        report=report.id,
        start=stretch[0],
        end=stretch[1],
        text=report.text[stretch[0] : stretch[1]],
        vouched_by=tuple(_voucher(q, report, entities) for q in around if q.speaker.name or q.source),
        time=time.date if time else None,
        time_at=(time.start, time.end) if time else None,
        place=_place(clause),
        quantities=tuple(q for q in quantities if _holds(stretch, (q.start, q.end))),
        negated=modality.negated(clause),
        modality=modality.modality(clause),
        sentence=sentence,
        quotation=around[0].id if around else None,
        frames=framed,
        subject=block.stretch(block.doc[subject.left_edge.i : subject.right_edge.i + 1]) if subject else None,
        predicate=clause.head.lemma_.lower(),
    )


def _framing(block: Block, clause: Clause, stretch: Stretch, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The saying that a whole sentence is, however long its frame: its main verb is the cue, or lies in the content."""
    root = block.stretch(clause.head)
    return [
        q
        for q in quotations
        if q.cue is not None
        and q.kind != "attitude"
        and _holds(stretch, (q.start, q.end))
        and _holds(stretch, q.cue)
        and (_holds(q.cue, root) or _holds((q.start, q.end), root))
    ][:1]


def _holds(outer: Stretch, inner: Stretch) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _inside(inner: Stretch, outer: Stretch, share: float) -> bool:
    shared = min(inner[1], outer[1]) - max(inner[0], outer[0])
    return shared >= share * (inner[1] - inner[0])


def _belongs(block: Block, clause: Clause, time: Time) -> bool:
    """Whether a time dates this clause: its words hang from the clause itself and not from one below it."""
    span = block.span((time.start, time.end))
    if span is None or not len(span):
        return False
    return clauses.clause_head(span.root) == clause.head or not clauses.is_head(clause.head)


def _place(clause: Clause) -> str | None:
    """The place that an adverbial of the clause names."""
    for token in clause.head.doc[clause.start : clause.end]:
        if token.ent_type_ in PLACES and token.dep_ == "pobj" and token.head.lower_ in AT_PLACE:
            return _named(token)
    return None


def _named(token: Token) -> str:
    span = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    return span.text if span is not None else token.text


def _voucher(quotation: Quotation, report: Report, entities: Sequence[Entity]) -> Voucher:
    source = report.text[slice(*quotation.named)] if quotation.named else ""
    return speakers.voucher(quotation.speaker, source, entities)
