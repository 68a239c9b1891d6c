"""Which quoted stretches are somebody's words as a whole, and who is said to have said them."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from spacy.tokens import Token

from crossread.reading import cues, masking
from crossread.reading.blocks import Block
from crossread.reading.marks import Quoted
from crossread.reading.masking import Masked
from crossread.reading.trees import FINITE, cue_of, noun_phrase, subject_of

SENTENCE_END = re.compile(r"[.?!…][\"”’'»)\]]*$")
DASH = re.compile(r"^[\s]*[-–—―]+\s*(?=\w)")
NEAR = 9
"""Words between a cue and the quotation it introduces, at most."""
LEAST_ALONE = 3
"""Words of a quotation that stands without any cue, at least."""


def whole(quote: Quoted, block: Block, text: str) -> bool:
    """Whether a quoted stretch is direct speech by its place and form; else it is a fragment, a title or a doubt."""
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
    attributed = _cue_follows(right)
    if not left or SENTENCE_END.search(left):
        if attributed and ends:
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
    if left[-1] in "—–-" or left[-1] == "(":
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
        if words == 0 and token.lower_ in _forms() and block.doc[token.i - 1].pos_ in ("NOUN", "PROPN", "PRON"):
            return words
        if token.tag_ in FINITE or words >= NEAR:
            return None
        words += token.is_alpha
    return None


def _cue_follows(right: str) -> bool:
    """Whether the words after a closing mark attribute: "said the mayor", "the mayor said", "- Ada Brook"."""
    following = right.lstrip(" ,\u00a0")
    if DASH.match(right):
        return True
    return masking.goes_on(following) or _leads(following)


def _leads(following: str) -> bool:
    first = re.match(r"[a-z]+", following)
    return first is not None and first.group() in _forms()


@functools.cache
def _forms() -> frozenset[str]:
    irregular = {
        "said",
        "told",
        "wrote",
        "went",
        "read",
        "swore",
        "began",
        "sang",
        "put",
        "sobbed",
        "nodded",
        "quipped",
    }
    forms = set(irregular)
    for verb in cues.of_speech():
        stem = verb[:-1] if verb.endswith("e") else verb
        forms |= {verb + "s", stem + "ed", verb + "es"}
        if verb.endswith("y"):
            forms |= {verb[:-1] + "ied", verb[:-1] + "ies"}
    return frozenset(forms)


# --- who says it ------------------------------------------------------------------------------------------------------


def beside(masked: Masked, stand_in: tuple[int, int, int]) -> tuple[tuple[int, int] | None, tuple[int, int]] | None:
    """Source and cue (as tokens) of a stand-in that the tree joins to no verb: the nearest verb of saying that has someone
    to say it, in its sentence."""
    span = masked.doc.char_span(stand_in[0], stand_in[1], alignment_mode="expand")
    if span is None:
        return None
    stands = {t.i for a, b, _ in masked.stand_ins for t in masked.doc if a <= t.idx < b}
    sentence = span.sent
    verbs = [
        t for t in sentence if t.i not in stands and t.pos_ in ("VERB", "AUX") and t.lemma_.lower() in cues.of_speech()
    ]
    verbs.sort(key=lambda t: (abs(t.i - span.start) if t.i < span.start else t.i - span.end, t.i))
    for verb in verbs:
        source = _who(verb, stands)
        if source is not None:
            return source, cue_of(verb)
    return None


def _who(verb: Token, stands: set[int]) -> tuple[int, int] | None:
    subject = subject_of(verb)
    if subject is not None and subject.i not in stands:
        return noun_phrase(subject)
    doc = verb.doc
    for chunk in doc.noun_chunks:
        if chunk.sent == verb.sent and chunk.root.i not in stands and chunk.start == verb.i + 1:
            return noun_phrase(chunk.root)
    before = [c for c in doc.noun_chunks if c.sent == verb.sent and c.end <= verb.i and c.root.i not in stands]
    return (before[-1].start, before[-1].end) if before else None


def after_dash(masked: Masked, stand_in: tuple[int, int, int]) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The name (and the dash, as tokens) behind a dash that ends the paragraph: “A fine choice.” - Commissioner Ada Brook."""
    text = masked.doc.text[stand_in[1] :]
    lead = re.match(r"^[\s.,?!]*[-–—―]+\s*", text)
    if lead is None:
        return None
    rest = text[lead.end() :].rstrip(" .")
    if not rest or len(rest.split()) > 12 or not rest[0].isupper():
        return None
    start = stand_in[1] + lead.end()
    span = masked.doc.char_span(start, start + len(rest), alignment_mode="expand")
    if span is None or span.start == 0:
        return None
    return (span.start, span.end), (span.start - 1, span.start)


def before_colon(masked: Masked, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Source and cue (as tokens) where the text before `end` (a token index) ends with a colon."""
    doc = masked.doc
    last = end - 1
    while last >= 0 and doc[last].is_space:
        last -= 1
    if last < 1 or doc[last].text != ":":
        return None
    sentence = doc[last].sent
    words: Sequence[Token] = [t for t in sentence if t.i < last]
    for verb in reversed(words):
        if verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() in cues.of_speech():
            subject = subject_of(verb)
            if subject is not None:
                return noun_phrase(subject), cue_of(verb)
    chunks = [c for c in doc.noun_chunks if c.start >= sentence.start and c.end <= last]
    if not chunks:
        return None
    named = [c for c in chunks if c.root.pos_ == "PROPN"] or ([chunks[0]] if len(words) <= LEAST_ALONE else [])
    if not named:
        return None
    chosen = named[-1] if named[-1].end == last else named[0]
    return (chosen.start, chosen.end), (last, last + 1)


def chunk_head(masked: Masked, tokens: tuple[int, int]) -> Token:
    """The head of a stretch of tokens."""
    return masked.doc[tokens[0] : tokens[1]].root
