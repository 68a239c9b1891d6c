"""Which quoted stretches are somebody's words as a whole: direct speech, by place and form."""

from __future__ import annotations

import re

from crossread.reading import cues
from crossread.reading.blocks import Block
from crossread.reading.marks import Quoted
from crossread.reading.trees import FINITE

SENTENCE_END = re.compile(r"[.?!…][\"”’'»)\]]*$")
DASH = re.compile(r"^[\s]*[-–—―]+\s*(?=\w)")
NEAR = 9
"""Words between a cue and the quotation it introduces, at most."""
LEAST_ALONE = 3
"""Words of a quotation that stands without any cue, at least."""


def whole(quote: Quoted, block: Block, text: str, announced: bool = False) -> bool:
    """Whether a quoted stretch is direct speech by its place and form; else it is a fragment, a title or a doubt.

    ``announced``: the paragraph before ends with a colon.
    """
    start, end = block.part.start, block.part.end
    left = text[start : quote.outer[0]].rstrip()
    right = text[quote.outer[1] : end] if quote.outer[1] <= end else ""
    inner = text[quote.start : quote.end].strip()
    if not inner:
        return False
    if len(quote.paragraphs) > 1:
        return True
    clause = is_clause(quote, block)
    ends = inner[-1] in ",.?!…—–-" or right.lstrip()[:1] in (",", ".", "") or right.lstrip()[:1] in "—–-)"
    attributed = cue_follows(right)
    if not left or SENTENCE_END.search(left):
        if (attributed and ends) or (announced and not left):
            return True
        if not ends and not (attributed and clause):
            return False
        return clause and len(inner.split()) >= LEAST_ALONE
    if left[-1] in '”"»':
        return clause and ends
    capital = inner.lstrip("([…. ")[:1].isupper()
    if attributed and capital and clause and inner[-1] in ",?!":
        return True
    if left.endswith((" that", "\nthat")):
        return clause and _introduced(quote, block) and _starts_clause(quote, block) and _ends_clause(inner, right)
    if left[-1] == ":":
        return clause or (capital and len(inner.split()) >= 2)
    if left[-1] == "(":
        return attributed or (clause and capital)
    if left[-1] in "—–-":
        return clause and (capital or attributed)
    near = _near_cue(quote, block)
    if left[-1] == ",":
        if near is None:
            return False
        return clause or (capital and ends)
    if near is not None and clause and (capital or near == 0):
        return _starts_clause(quote, block)
    return False


def is_clause(quote: Quoted, block: Block) -> bool:
    """Whether a stretch holds a finite verb, or is plainly an imperative or a sentence of its own."""
    span = block.span((quote.start, quote.end))
    if span is None:
        return True
    if any(t.tag_ in FINITE for t in span):
        return True
    if any(t.lower_ in ("let", "do", "don't", "please", "stop", "never") for t in span[:2]):
        return True
    inner = span.text.strip()
    return inner[:1].isupper() and inner[-1:] in ".?!," and any(t.pos_ in ("VERB", "AUX") for t in span)


def _introduced(quote: Quoted, block: Block) -> bool:
    """Whether "that" before a quotation stands for what is said: a cue a few words before it, or "and that"."""
    before = block.span((block.part.start, quote.outer[0]), "contract")
    words = [t for t in before or () if not t.is_punct and not t.is_space]
    if len(words) < 2:
        return False
    return words[-2].lower_ in ("and", "but") or any(t.lemma_.lower() in cues.of_speech() for t in words[-4:-1])


def _ends_clause(inner: str, right: str) -> bool:
    """Whether nothing of the quotation's clause follows its closing mark."""
    if inner[-1] in ".?!…":
        return True
    return re.match(r"\s*(?:$|[,.;]|(?:and|but)\s+(?:that|[“\"]))", right) is not None


def _starts_clause(quote: Quoted, block: Block) -> bool:
    """Whether a subject stands before the first finite verb: "“we are fine”", not "“was never told”"."""
    span = block.span((quote.start, quote.end))
    if span is None:
        return True
    verb = next((t for t in span if t.tag_ in FINITE), None)
    if span[0].tag_ in ("TO", "VBN", "VBG", "WDT") or span[0].lower_ == "which":
        return False
    if verb is None:
        return span.text[:1].isupper()
    return any(t.pos_ in ("NOUN", "PROPN", "PRON", "DET") for t in span if t.i < verb.i) and verb.i > span.start


def _near_cue(quote: Quoted, block: Block) -> int | None:
    """Words between the quotation and the cue before it that leave the quotation as what is said; None: no such cue."""
    before = block.span((max(block.part.start, quote.outer[0] - 160), quote.outer[0]), "contract")
    if before is None:
        return None
    words = 0
    for token in reversed(before):
        if token.text in ("”", '"', "»", "?", "!", ";") or (token.text == "." and token.is_sent_end):
            return None
        if token.lower_ in ("that", "as", "than", "of"):
            return None
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in cues.of_speech():
            return words
        if words == 0 and token.lower_ in cues.forms() and block.doc[token.i - 1].pos_ in ("NOUN", "PROPN", "PRON"):
            return words
        if token.tag_ in FINITE or words >= NEAR:
            return None
        words += token.is_alpha
    return None


def cue_follows(right: str) -> bool:
    """Whether the words after a closing mark attribute: "said the mayor", "the mayor said", "- Ada Brook"."""
    following = right.lstrip(" ,\u00a0")
    if DASH.match(right):
        return True
    return cues.attributes(following)
