"""Attributions by "according to" and "in the words of", before, inside and behind the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from crossread.reading.trees import RELATIVE, Tokens, child, first, hull, noun_phrase

LEAD = 3
"""Words like "however" before one that opens its sentence, at most."""


def opens(token: Token) -> bool:
    """Whether a word opens such an attribution: "according", and "words" of "in the words"."""
    if token.lower_ == "according":
        return True
    return token.lower_ == "words" and token.i > 1 and token.doc[token.i - 2 : token.i].text.lower() == "in the"


def find(token: Token, sentence: Span) -> Iterator[tuple[Tokens, Tokens, Tokens]]:
    """Cue, source and content."""
    doc, begin = token.doc, token.i - 2 if token.lower_ == "words" else token.i
    if token.i + 1 >= sentence.end or doc[token.i + 1].lower_ != ("of" if token.lower_ == "words" else "to"):
        return
    to = doc[token.i + 1]
    noun = child(to, "pobj") or child(token, "pobj")
    if noun is None:
        return
    source = noun_phrase(noun)
    start = first(sentence)
    lead = doc[start:begin]
    if all(t.pos_ in ("ADV", "CCONJ", "PUNCT", "SCONJ") for t in lead) and len(lead) <= LEAD:
        opens = _main_clause(noun, sentence)
        source = (source[0], max(noun.i + 1, min(source[1], opens)))
        content = (opens, sentence.end)
    elif max(source[1], noun.right_edge.i + 1) >= sentence.end - 1:
        content = (start, begin)
    else:
        after = doc[source[1]]
        joins = after.text in (",", ";", "—") and doc[min(source[1] + 1, sentence.end - 1)].dep_ == "cc"
        joins = joins or (after.text == "," and doc[min(source[1] + 1, sentence.end - 1)].lower_ in RELATIVE)
        content = (start, begin) if joins else (start, sentence.end)
    yield (begin, to.i + 1), source, hull(doc, *content)


def _main_clause(noun: Token, sentence: Span) -> int:
    """Where the main clause begins behind a source that opens the sentence: at the comma before its subject."""
    doc = noun.doc
    commas = [t.i for t in doc[noun.i : sentence.end] if t.text == ","]
    broken = sentence.root.i < noun.i  # the tree made the main clause a part of the source
    inner = set() if broken else {t.i for t in noun.subtree}
    for token in doc[noun.i + 1 : sentence.end]:
        subject = child(token, "nsubj", "nsubjpass", "expl") if token.i not in inner else None
        if subject is not None and token.dep_ not in ("relcl", "acl"):
            before = [c for c in commas if c < subject.left_edge.i]
            return before[-1] if before and before[-1] >= commas[0] else noun_phrase(noun)[1]
    return commas[0] if commas else noun_phrase(noun)[1]
