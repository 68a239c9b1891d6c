"""Marks at the edges of a stretch: none is kept but what closes a bracket or a quotation that the stretch opens."""

from __future__ import annotations

from spacy.tokens import Span, Token

PAIRS = {")": "(", "]": "[", "”": "“", "’": "‘", "»": "«", '"': '"'}


def trimmed(sentence: Span, start: int, end: int) -> tuple[int, int]:
    """A stretch, as token indices of the Doc, without the marks at its end and a lone closing one at its start.

    A closing mark whose opening one lies inside the stretch stays, and one just behind it is taken in.
    """
    doc = sentence.doc
    while start < end and doc[start].text in PAIRS and doc[start].text != '"':
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    while end < sentence.end and (behind := _closing(doc[start : sentence.end], end)) is not None:
        end = behind
    return start, end


def _closing(span: Span, end: int) -> int | None:
    """Behind the closing mark that follows, past other marks, and closes what is open before ``end``."""
    for n in range(end, span.end):
        token = span.doc[n]
        if token.text in PAIRS and _open(span.doc[span.start : end], token):
            return n + 1
        if not token.is_punct:
            return None
    return None


def _open(inside: Span, closing: Token) -> bool:
    """Whether a stretch leaves open what a mark closes."""
    opening = PAIRS[closing.text]
    opened = sum(t.text == opening for t in inside)
    if opening == closing.text:
        return opened % 2 == 1
    return opened > sum(t.text == closing.text for t in inside)
