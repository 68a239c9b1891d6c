"""Reported speech: its content, kind, source and cue, before anyone is named."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.language import Language
from crossread.reading import attitudes, cues, direct, frames, marks, masking, sources, trees, unmarked
from crossread.reading.attributions import Attribution, Found, Teller, linked, sound, stripped
from crossread.reading.blocks import Block
from crossread.reading.frames import Frame
from crossread.reading.marks import Quoted
from crossread.reading.masking import Masked
from crossread.values import QuotationKind, Report, Stretch

LEAST_OBJECT = 4
"""Words that the object of an act of speech has at least, tuned on seven stories."""
TELLING = frozenset({"clause", "tail", "according"})
"""Constructions whose source says every piece of direct speech in their content."""
MOST_BESIDE = 3
"""Words beside direct speech in the content of any other construction for it to be what is said."""
LEAST_APART = 2
"""Paragraphs of a quotation that can be taken apart."""
LEAST_WORDS = 2
"""Words of a reported content."""


def find(blocks: Sequence[Block], report: Report, language: Language) -> list[Attribution]:
    """All reported speech of a report, in the order of the text."""
    text = report.text
    quoted, whole = _judged(blocks, text)
    masked = masking.mask(blocks, text, quoted, whole, language)
    found: list[Found] = []
    for number, paragraph in enumerate(masked):
        around = (masked[number - 1] if number else None, masked[number + 1] if number + 1 < len(masked) else None)
        found += _paragraph(number, paragraph, around, quoted, whole, found, text)
    found = unmarked.add(blocks, masked, text, found)
    return linked([f for f in (sound(f, text) for f in found) if f is not None])


def _judged(blocks: Sequence[Block], text: str) -> tuple[list[Quoted], list[bool]]:
    """The quoted stretches, and which are direct speech. One without its closing mark that is none is no quotation."""
    quoted: list[Quoted] = []
    whole: list[bool] = []
    for quote in marks.find(text, [(b.part.start, b.part.end) for b in blocks]):
        for piece in _apart(quote, text, blocks):
            home = next(n for n, b in enumerate(blocks) if b.part.start <= piece.outer[0] < b.part.end)
            before = text[blocks[home - 1].part.start : blocks[home - 1].part.end] if home else ""
            is_direct = direct.whole(piece, blocks[home], text, announced=before.rstrip().endswith(":"))
            if is_direct or piece.closed:
                quoted.append(piece)
                whole.append(is_direct)
    return quoted, whole


def _apart(quote: Quoted, text: str, blocks: Sequence[Block]) -> list[Quoted]:
    """A quotation over paragraphs; its last paragraph apart if that has a cue of its own, and the first has one too."""
    if len(quote.paragraphs) < LEAST_APART:
        return [quote]
    last, lead = quote.paragraphs[-1], text[: quote.outer[0]]
    if not lead or lead.endswith("\n"):
        return [quote]  # nothing in its first paragraph tells who speaks
    block = next(b for b in blocks if b.part.start <= last[0] <= b.part.end)
    if not quote.closed or not direct.cue_follows(text[quote.outer[1] : block.part.end]):
        return [quote]
    kept = quote.paragraphs[:-1]
    return [
        Quoted(quote.start, kept[-1][1], (quote.outer[0], kept[-1][1]), kept, closed=False),
        Quoted(last[0], last[1], (block.part.start, quote.outer[1]), (last,)),
    ]


def _paragraph(
    number: int,
    masked: Masked,
    around: tuple[Masked | None, Masked | None],
    quoted: Sequence[Quoted],
    whole: Sequence[bool],
    before: Sequence[Found],
    text: str,
) -> list[Found]:
    """The attributions of one paragraph, given the paragraphs around it; ``before`` are those found before it."""
    fragments = [q for q, is_direct in zip(quoted, whole, strict=True) if not is_direct]
    told: dict[int, Teller] = {}
    for stand_in in masked.stand_ins:
        bracketed = sources.bracketed(masked, stand_in)
        if bracketed is not None:
            told[stand_in[2]] = Teller(*bracketed)
    found: list[Found] = []
    for frame in frames.find(masked.doc):
        source = _with_marks(masked.stretch(masked.clear(frame.source)), fragments) if frame.source else None
        cue = masked.stretch(frame.cue)
        antecedent = masked.stretch(masked.clear(frame.antecedent)) if frame.antecedent else None
        held = masked.held(frame.content)
        if held:
            if frame.how in TELLING or (not frame.attitude and masked.own(frame.content) <= MOST_BESIDE):
                for n in held:
                    told.setdefault(n, Teller(source, cue, antecedent))
            continue
        start, end = _with_marks(masked.stretch(frame.content), fragments)
        if any(q.start <= cue[0] < q.end and not (q.start <= start and end <= q.outer[1]) for q in fragments):
            continue  # the words of a title are no cue for what stands around it
        inside = tuple((q.start, q.end) for q in fragments if start <= q.start and q.end <= end)
        if inside and frame.cue[0] < frame.content[0]:
            end = _without_occasion(masked, frame, inside[-1][1], end)
        kind: QuotationKind = "mixed" if inside else "indirect" if _tells(masked, frame) else "attitude"
        if frame.attitude:
            kind = "attitude"
        if kind != "attitude" or frame.attitude or (frame.how == "acts" and _brings_up(masked, frame)):
            found.append(
                Found(Attribution(start, end, kind, source, cue, inside, antecedent=antecedent, how=frame.how), number)
            )
    known = {f.quoted for f in before}
    for stand_in in masked.stand_ins:
        n = stand_in[2]
        if n in known:
            continue
        quote, teller = quoted[n], told.get(n) or sources.find(masked, stand_in, *around)
        if teller is None and masked.block.part.end < quote.outer[1]:
            continue  # a later paragraph of it may tell
        by = Teller(*(teller or ()))
        stretch = stripped(text, quote.start, quote.end)
        begun = number - sum(p[1] <= masked.block.part.start for p in quote.paragraphs)
        direct_one = Attribution(*stretch, "direct", by.source, by.cue, quote.paragraphs, antecedent=by.antecedent)
        found.append(Found(direct_one, begun, quoted=n))
    found += _bare(number, masked, fragments, found)
    return sorted(found, key=lambda f: (f.what.start, f.what.end))


def _without_occasion(masked: Masked, frame: Frame, fragment: int, end: int) -> int:
    """The end of a content without what belongs to the cue again: … “until the last day” during talks there."""
    for token in masked.doc[frame.content[0] : frame.content[1]]:
        at = masked.stretch((token.i, token.i + 1))
        if at[0] < fragment:
            continue
        if token.dep_ == "prep" and (token.lower_ == "during" or trees.is_occasion(token)):
            return at[0]
        break
    return end


def _brings_up(masked: Masked, frame: Frame) -> bool:
    """Whether the object of an act of speech, too short to tell what was said, is what somebody backs or brings up."""
    cue = masked.doc[slice(*frame.cue)]
    joint = cue[-1].lower_ if cue[-1].pos_ == "ADP" else None
    if joint is not None and {t.lower_ for t in masked.doc[slice(*frame.content)]} & attitudes.aside():
        return False
    return attitudes.takes(cues.lemma(cue.root), joint)


def _tells(masked: Masked, frame: Frame) -> bool:
    """Whether a content without a quoted word tells enough; of an act of speech, its object ("denounced the latest raid
    on the port")."""
    words = sum(not t.is_punct and not t.is_space for t in masked.doc[frame.content[0] : frame.content[1]])
    if frame.how != "acts":
        return words >= LEAST_WORDS
    lemmas = {masked.doc[i].lemma_.lower() for i in range(*frame.cue)}
    return words >= LEAST_OBJECT and not lemmas.isdisjoint(cues.words("solid"))


def _bare(number: int, masked: Masked, fragments: Sequence[Quoted], found: Sequence[Found]) -> list[Found]:
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
        result.append(Found(Attribution(*quote.outer, "mixed", source, cue, ((quote.start, quote.end),)), number))
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
