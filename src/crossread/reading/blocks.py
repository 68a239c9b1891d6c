"""The parsed paragraphs of one report: what every rule of the reading stage works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from crossread.language import Language
from crossread.values import Part, Report, Stretch, Word

READ = frozenset({"headline", "standfirst", "subhead", "body"})
"""Kinds of parts that are read; a repeat is not read twice, furniture not at all."""


@dataclass(frozen=True)
class Block:
    """One paragraph and its tree. Token offsets are within the paragraph; ``offset`` leads to the report's text."""

    part: Part
    doc: Doc

    @property
    def offset(self) -> int:
        return self.part.start

    def stretch(self, span: Span | Token) -> Stretch:
        """Where a span or token lies in the report."""
        if isinstance(span, Token):
            return (self.offset + span.idx, self.offset + span.idx + len(span.text))
        return (self.offset + span.start_char, self.offset + span.end_char)

    def span(self, stretch: Stretch, mode: str = "expand") -> Span | None:
        """The tokens of a stretch of the report, None if it does not lie in this paragraph."""
        start, end = max(stretch[0] - self.offset, 0), min(stretch[1] - self.offset, len(self.doc.text))
        return self.doc.char_span(start, end, alignment_mode=mode) if start < end else None


def parse(report: Report, language: Language) -> list[Block]:
    """The paragraphs of a report that are read, in the order of the text."""
    parts = [part for part in report.parts if part.kind in READ]
    docs = language.parse([report.text[part.start : part.end] for part in parts])
    return [Block(part, doc) for part, doc in zip(parts, docs, strict=True)]


def sentences(blocks: Sequence[Block]) -> tuple[Stretch, ...]:
    """The sentences of the paragraphs, without outer white space."""
    found = []
    for block in blocks:
        for sentence in block.doc.sents:
            text = sentence.text
            lead, trail = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
            start, end = block.stretch(sentence)
            if start + lead < end - trail:
                found.append((start + lead, end - trail))
    return tuple(found)


def words(blocks: Sequence[Block]) -> tuple[Word, ...]:
    """The tokens of the paragraphs as one table; ``head`` is an index into it."""
    table: list[Word] = []
    for block in blocks:
        base = len(table)
        for token in block.doc:
            start, end = block.stretch(token)
            table.append(
                Word(
                    start=start,
                    end=end,
                    lemma=token.lemma_.lower(),
                    pos=token.pos_,
                    dep=token.dep_,
                    head=base + token.head.i,
                    entity=token.ent_type_,
                )
            )
    return tuple(table)
