"""Paragraphs parsed again with their quotations masked: direct speech as a short sentence, other marks left out.

A quotation of five sentences before "said the minister" breaks the parser's tree, and marks around single words mislead
it. Offsets of the altered text lead back to the report through a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.util import filter_spans

from crossread.language import Language
from crossread.reading import cues
from crossread.reading.blocks import Block
from crossread.reading.marks import Quoted
from crossread.values import Stretch

STAND_IN = "This is so"
StandIn = tuple[int, int, int]
"""Start and end in the altered text, and the index of the quotation that it stands for."""


@dataclass(frozen=True)
class Masked:
    """A paragraph as it was parsed. ``origin[i]`` is the report's offset of character i; ``stand_ins`` are the
    stretches (of the altered text) that stand for a quotation, with the index of that quotation."""

    block: Block
    doc: Doc
    origin: Sequence[int]
    stand_ins: tuple[StandIn, ...] = ()

    def stretch(self, tokens: tuple[int, int]) -> Stretch:
        """Where tokens of the altered text lie in the report."""
        first, last = self.doc[tokens[0]], self.doc[tokens[1] - 1]
        start, end = first.idx, last.idx + len(last.text)
        return self.origin[start], self.origin[end - 1] + 1

    def held(self, tokens: tuple[int, int]) -> list[int]:
        """The quotations whose stand-in lies in these tokens."""
        start = self.doc[tokens[0]].idx
        end = self.doc[tokens[1] - 1].idx + len(self.doc[tokens[1] - 1].text)
        return [n for a, b, n in self.stand_ins if a < end and start < b]

    def own(self, tokens: tuple[int, int]) -> int:
        """Words among these tokens that belong to no stand-in."""
        return sum(
            t.is_alpha and not any(a <= t.idx < b for a, b, _ in self.stand_ins)
            for t in self.doc[tokens[0] : tokens[1]]
        )

    def clear(self, tokens: tuple[int, int]) -> tuple[int, int]:
        """Tokens up to the first stand-in among them."""
        for token in self.doc[tokens[0] + 1 : tokens[1]]:
            if any(a <= token.idx < b for a, b, _ in self.stand_ins):
                end = token.i
                while end > tokens[0] + 1 and self.doc[end - 1].is_punct:
                    end -= 1
                return tokens[0], end
        return tokens


@dataclass
class _Draft:
    text: list[str] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)

    def add(self, text: str, start: int) -> None:
        self.text.append(text)
        self.origin += range(start, start + len(text))

    def put(self, text: str, at: int) -> tuple[int, int]:
        """Characters that stand for something else, all led back to one place."""
        begin = len(self.origin)
        self.text.append(text)
        self.origin += [at] * len(text)
        return begin, begin + len(text)


def mask(
    blocks: Sequence[Block], text: str, quoted: Sequence[Quoted], direct: Sequence[bool], language: Language
) -> list[Masked]:
    """Every paragraph, parsed again where it has quotation marks."""
    drafts: list[tuple[Block, str, list[int], tuple[StandIn, ...]]] = []
    for block in blocks:
        start, end = block.part.start, block.part.end
        here = [(n, q) for n, q in enumerate(quoted) if q.outer[0] < end and start < q.outer[1]]
        if not here:
            continue
        draft, stands, at = _Draft(), [], start
        for number, quote in here:
            low, high = max(quote.outer[0], start), min(quote.outer[1], end)
            draft.add(text[at:low], at)
            if direct[number]:
                begin, finish = draft.put(STAND_IN, max(quote.start, start))
                stands.append((begin, finish, number))
                draft.put(_after(text, quote, high, end), max(quote.start, high - 1))
            else:
                inner_low, inner_high = max(quote.start, low), min(quote.end, high)
                draft.add(text[inner_low:inner_high], inner_low)
            at = high
        draft.add(text[at:end], at)
        drafts.append((block, "".join(draft.text), draft.origin, tuple(stands)))
    docs = language.parse([text for _, text, _, _ in drafts], names=False)
    for (block, _, origin, _), doc in zip(drafts, docs, strict=True):
        _carry_names(block, doc, origin)
    masked = {d[0].part.start: Masked(d[0], doc, d[2], d[3]) for d, doc in zip(drafts, docs, strict=True)}
    return [masked.get(b.part.start) or Masked(b, b.doc, range(b.part.start, b.part.end)) for b in blocks]


def _carry_names(block: Block, doc: Doc, origin: Sequence[int]) -> None:
    """Gives the altered text the names found in the whole one: to find them again costs as much as its tree."""
    at = {place: n for n, place in reversed(list(enumerate(origin)))}
    spans = []
    for name in block.doc.ents:
        start, end = at.get(block.offset + name.start_char), at.get(block.offset + name.end_char - 1)
        span = None if start is None or end is None else doc.char_span(start, end + 1, label=name.label)
        if span is not None:
            spans.append(span)
    doc.set_ents(filter_spans(spans))


def _after(text: str, quote: Quoted, high: int, end: int) -> str:
    """The mark that follows a stand-in: the quotation's own last one, softened where its sentence goes on."""
    inner = text[quote.start : min(quote.end, high)].rstrip()
    following = text[high:end].lstrip()
    last = inner[-1:] if inner else ""
    if following[:1] in (",", ".", ";", ":", "?", "!"):
        return ""
    if not following:
        return "."
    if last == ",":
        return ","
    if following[:1].islower() or following[:1] in "–—-(":
        return ","
    if last in ("?", "!", "…", ".") and not cues.goes_on(following):
        return "."
    return "," if last in ("?", "!", "…", ".") or cues.goes_on(following) else ""
