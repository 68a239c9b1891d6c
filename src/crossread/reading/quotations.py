"""Reported speech: its content, kind, source and cue, before anyone is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crossread.language import Language
from crossread.reading import cues, direct, frames, marks, masking, trees
from crossread.reading.blocks import Block
from crossread.reading.frames import Frame
from crossread.reading.marks import Quoted
from crossread.reading.masking import Masked
from crossread.values import QuotationKind, Report, Stretch

LEAST_OBJECT = 4
"""Words that the object of an act of speech has at least, tuned on seven stories."""
LEAST_WORDS = 2
"""Words of a reported content."""


@dataclass(frozen=True)
class Attribution:
    """Reported speech as found in a report: stretches only. ``source`` is as written ("she", "the minister"), None if the
    paragraph does not tell; ``follows`` is the index (in the list returned) of the attribution it continues: the next piece
    of an interrupted quotation or a following quotation without source of its own."""

    start: int
    end: int
    kind: QuotationKind
    source: Stretch | None
    cue: Stretch | None
    fragments: tuple[Stretch, ...] = ()
    follows: int | None = None


@dataclass(frozen=True)
class _Found:
    """An attribution with its paragraph, and for a direct one its place among the quoted stretches."""

    what: Attribution
    paragraph: int
    quoted: int | None = None


def find(blocks: Sequence[Block], report: Report, language: Language) -> list[Attribution]:
    """All reported speech of a report, in the order of the text."""
    text = report.text
    quoted = marks.find(text, [(b.part.start, b.part.end) for b in blocks])
    homes = [_home(q, blocks) for q in quoted]
    whole = [direct.whole(q, blocks[h], text) for q, h in zip(quoted, homes, strict=True)]
    masked = masking.mask(blocks, text, quoted, whole, language)
    found: list[_Found] = []
    for number, paragraph in enumerate(masked):
        previous = masked[number - 1] if number else None
        found += _paragraph(number, paragraph, previous, quoted, whole, found, text)
    return _linked(found)


def _home(quote: Quoted, blocks: Sequence[Block]) -> int:
    return next(n for n, b in enumerate(blocks) if b.part.start <= quote.outer[0] < b.part.end)


def _paragraph(
    number: int,
    masked: Masked,
    previous: Masked | None,
    quoted: Sequence[Quoted],
    whole: Sequence[bool],
    before: Sequence[_Found],
    text: str,
) -> list[_Found]:
    told: dict[int, tuple[Stretch | None, Stretch]] = {}
    found: list[_Found] = []
    fragments = [q for n, q in enumerate(quoted) if not whole[n]]
    for frame in frames.find(masked.doc):
        source = masked.stretch(frame.source) if frame.source else None
        cue = masked.stretch(frame.cue)
        held = masked.held(frame.content)
        if held:
            for n in held:
                told.setdefault(n, (source, cue))
            continue
        start, end = _with_marks(masked.stretch(frame.content), fragments)
        inside = tuple((q.start, q.end) for q in fragments if start <= q.start and q.end <= end)
        if len(text[start:end].split()) < LEAST_WORDS and not inside:
            continue
        if frame.how == "acts" and not inside and not _solid(masked, frame):
            continue
        kind: QuotationKind = "mixed" if inside else "indirect"
        found.append(_Found(Attribution(start, end, kind, source, cue, inside), number))
    for stand_in in masked.stand_ins:
        n = stand_in[2]
        if n in told:
            continue
        beside = direct.beside(masked, stand_in)
        if beside is not None:
            told[n] = (masked.stretch(beside[0]) if beside[0] else None, masked.stretch(beside[1]))
            continue
        dash = direct.after_dash(masked, stand_in)
        if dash is not None:
            told[n] = (masked.stretch(dash[0]), masked.stretch(dash[1]))
            continue
        span = masked.doc.char_span(stand_in[0], stand_in[1], alignment_mode="expand")
        colon = direct.before_colon(masked, span.start) if span is not None else None
        if colon is not None:
            told[n] = (masked.stretch(colon[0]), masked.stretch(colon[1]))
        elif span is not None and span.start == 0 and previous is not None:
            colon = direct.before_colon(previous, len(previous.doc))
            if colon is not None:
                told[n] = (previous.stretch(colon[0]), previous.stretch(colon[1]))
    known = {f.quoted for f in before}
    for _, _, n in masked.stand_ins:
        quote = quoted[n]
        source, cue = told.get(n, (None, None))
        if n in known:
            continue
        found.append(
            _Found(Attribution(quote.start, quote.end, "direct", source, cue, quote.paragraphs), number, quoted=n)
        )
    found += _bare(number, masked, fragments, found, text)
    return sorted(found, key=lambda f: (f.what.start, f.what.end))


def _solid(masked: Masked, frame: Frame) -> bool:
    """Whether the object of an act of speech tells enough to be a content: "denounced the latest raid on the port"."""
    lemmas = {masked.doc[i].lemma_.lower() for i in range(*frame.cue)}
    return frame.content[1] - frame.content[0] >= LEAST_OBJECT and not lemmas.isdisjoint(cues.words("solid"))


def _bare(number: int, masked: Masked, fragments: Sequence[Quoted], found: Sequence[_Found], text: str) -> list[_Found]:
    """Quoted words that are all a verb of saying takes: said “never”."""
    result = []
    covered = [(f.what.start, f.what.end) for f in found]
    for quote in fragments:
        if not (masked.block.part.start <= quote.start < masked.block.part.end):
            continue
        if any(a <= quote.start and quote.end <= b for a, b in covered):
            continue
        span = masked.block.span((masked.block.part.start, quote.outer[0]), "contract")
        last = next((t for t in reversed(span) if not t.is_space and not t.is_punct), None) if span else None
        if last is None or last.pos_ != "VERB" or last.lemma_.lower() not in cues.words("saying"):
            continue
        subject = trees.subject_of(last)
        if subject is None:
            continue
        source = masked.block.stretch(last.doc[slice(*trees.noun_phrase(subject))])
        cue = masked.block.stretch(last.doc[slice(*trees.cue_of(last))])
        result.append(_Found(Attribution(*quote.outer, "mixed", source, cue, ((quote.start, quote.end),)), number))
    return result


def _with_marks(stretch: Stretch, fragments: Sequence[Quoted]) -> Stretch:
    """A stretch widened over the marks of the fragments at its edges."""
    start, end = stretch
    for quote in fragments:
        if quote.start <= start < quote.end:
            start = quote.outer[0]
        if quote.start < end <= quote.end:
            end = quote.outer[1]
    return start, end


def _linked(found: Sequence[_Found]) -> list[Attribution]:
    """The attributions in order; a direct one without source follows the one before it, in its paragraph or the last."""
    ordered = sorted(found, key=lambda f: (f.what.start, -f.what.end))
    result: list[Attribution] = []
    for index, item in enumerate(ordered):
        what = item.what
        if what.kind == "direct":
            earlier = ordered[index - 1] if index else None
            if (
                earlier is not None
                and earlier.what.kind == "direct"
                and what.source is not None
                and earlier.what.source == what.source
                and earlier.what.cue == what.cue
            ):
                what = replace(what, follows=index - 1)
            elif what.source is None:
                last = next(
                    (
                        n
                        for n in range(index - 1, -1, -1)
                        if ordered[n].paragraph >= item.paragraph - 1 and _has(result, n)
                    ),
                    None,
                )
                what = replace(what, follows=last)
                if last is not None and result[last].kind == "direct" and ordered[last].paragraph == item.paragraph:
                    what = replace(what, source=result[last].source, cue=result[last].cue)
        result.append(what)
    return result


def _has(result: Sequence[Attribution], index: int) -> bool:
    return result[index].source is not None or result[index].follows is not None
