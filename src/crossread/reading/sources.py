"""Who says direct speech that no frame of the tree holds: beside it, in brackets, behind a dash, before a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from crossread.reading import cues
from crossread.reading.masking import Masked, StandIn
from crossread.reading.trees import NOMINAL, VERBAL, cue_of, noun_phrase, subject_of
from crossread.values import Stretch

Tokens = tuple[int, int]
LONGEST_NAME = 12
"""Words of a name with its office behind a dash, at most."""
NAMING = frozenset({"NOUN", "PROPN", "DET", "ADJ", "PART", "NUM", "ADP"})
FEW = 3
"""Words before a colon that can be nothing but a source."""


def bracketed(masked: Masked, stand_in: StandIn) -> tuple[Stretch, Stretch] | None:
    """Source and cue of a piece of direct speech in brackets."""
    return _placed(masked, in_brackets(masked, stand_in))


def find(
    masked: Masked, stand_in: StandIn, previous: Masked | None, following: Masked | None
) -> tuple[Stretch, Stretch] | None:
    """Source and cue of a piece of direct speech, in the report, with the paragraphs before and after at hand."""
    beside_it = _placed(masked, _run_up(masked, stand_in) or beside(masked, stand_in))
    if beside_it is not None:
        return beside_it
    dash = after_dash(masked, stand_in)
    if dash is not None:
        return dash
    if following is not None and not masked.doc.text[stand_in[1] :].strip(" .,"):
        signed = _signature(following, 0)
        if signed is not None:
            return signed
    span = masked.doc.char_span(stand_in[0], stand_in[1], alignment_mode="expand")
    if span is None:
        return None
    last = _placed(masked, _run_out(masked, span.end))
    if last is not None:
        return last
    colon = _placed(masked, before_colon(masked, span.start))
    if colon is None and span.start == 0 and previous is not None:
        colon = _placed(previous, before_colon(previous, len(previous.doc)))
    return colon


def _run_up(masked: Masked, stand_in: StandIn) -> tuple[Tokens, Tokens] | None:
    """Source and cue right before a stand-in where the cue was taken for a noun: "…, the minister announces, “…”"."""
    doc = masked.doc
    span = doc.char_span(stand_in[0], stand_in[1], alignment_mode="expand")
    cue = span.start - 1 if span is not None else -1
    while cue >= 0 and (doc[cue].is_punct or doc[cue].is_space):
        if doc[cue].text in (".", "?", "!"):
            return None
        cue -= 1
    if cue < 1 or doc[cue].lower_ not in cues.forms() or doc[cue].pos_ != "NOUN":
        return None
    start = cue
    while start > 0 and doc[start - 1].pos_ in NAMING and doc[start - 1].text != ",":
        start -= 1
    return ((start, cue), (cue, cue + 1)) if any(t.pos_ in NOMINAL for t in doc[start:cue]) else None


def _run_out(masked: Masked, start: int) -> tuple[Tokens, Tokens] | None:
    """Source and cue where the sentence ends with a cue that the tree takes for a noun: "“…,” a statement read."."""
    doc = masked.doc
    while start < len(doc) and doc[start].is_punct:
        start += 1
    end = start
    while end < len(doc) and doc[end].pos_ in NAMING and doc[end].text != ",":
        end += 1
    cue = end - 1
    closes = end == len(doc) or doc[end].text in (".", ";")
    if not closes or cue <= start or doc[cue].lower_ not in cues.forms() or doc[start].is_sent_start:
        return None
    return (start, cue), (cue, cue + 1)


def _placed(masked: Masked, found: tuple[Tokens, Tokens] | None) -> tuple[Stretch, Stretch] | None:
    if found is None:
        return None
    return masked.stretch(masked.clear(found[0])), masked.stretch(found[1])


def beside(masked: Masked, stand_in: StandIn) -> tuple[Tokens, Tokens] | None:
    """Source and cue (as tokens) of a stand-in that the tree joins to no verb: the nearest verb of saying in its
    sentence that has someone to say it."""
    span = masked.doc.char_span(stand_in[0], stand_in[1], alignment_mode="expand")
    if span is None:
        return None
    stands = {t.i for a, b, _ in masked.stand_ins for t in masked.doc if a <= t.idx < b}
    sentence = span.sent
    verbs = [t for t in sentence if t.i not in stands and t.pos_ in VERBAL and t.lemma_.lower() in cues.of_speech()]
    verbs.sort(key=lambda t: (t.tag_ == "VBG", abs(t.i - span.start) if t.i < span.start else t.i - span.end, t.i))
    for verb in verbs:
        source = _who(verb, stands)
        if source is not None:
            return source, cue_of(verb)
    return None


def _who(verb: Token, stands: set[int]) -> Tokens | None:
    subject = subject_of(verb)
    if subject is not None and subject.i not in stands:
        return noun_phrase(subject)
    doc = verb.doc
    for chunk in doc.noun_chunks:
        if chunk.sent == verb.sent and chunk.root.i not in stands and chunk.start == verb.i + 1:
            return noun_phrase(chunk.root)
    before = [c for c in doc.noun_chunks if c.sent == verb.sent and c.end <= verb.i and c.root.i not in stands]
    return (before[-1].start, before[-1].end) if before else None


def in_brackets(masked: Masked, stand_in: StandIn) -> tuple[Tokens, Tokens] | None:
    """Source and cue (as tokens) inside of the brackets that open with a stand-in: ("a fool," one aide called him)."""
    doc = masked.doc
    span = doc.char_span(stand_in[0], stand_in[1], alignment_mode="expand")
    if span is None or not doc.text[: stand_in[0]].rstrip().endswith("("):
        return None
    inner = [t for t in doc[span.end :] if t.is_sent_start is not True or t.i == span.end]
    close = next((t.i for t in inner if t.text == ")"), None)
    words = [t for t in doc[span.end : close] if not t.is_punct and not t.is_space] if close is not None else []
    cue = next((t for t in words if t.lower_ in cues.forms()), None)
    if cue is None:
        return None
    who = [t for t in words if t.i < cue.i] or [t for t in words if t.i > cue.i]
    return ((who[0].i, who[-1].i + 1), cue_of(cue)) if who else None


def after_dash(masked: Masked, stand_in: StandIn) -> tuple[Stretch, Stretch] | None:
    """The name and the dash, in the report, where a dash and a name end the paragraph: “A fine choice.” - Ada Brook."""
    return _signature(masked, stand_in[1])


def _signature(masked: Masked, at: int) -> tuple[Stretch, Stretch] | None:
    """A dash and a name that are all that a paragraph has from a character on."""
    text = masked.doc.text[at:]
    lead = re.match(r"^[\s.,?!]*([-–—―]+)\s*", text)
    if lead is None:
        return None
    rest = text[lead.end() :].rstrip(" .")
    if not rest or len(rest.split()) > LONGEST_NAME or not rest[0].isupper():
        return None
    start, origin = at + lead.end(), masked.origin
    name = (origin[start], origin[start + len(rest) - 1] + 1)
    return name, (origin[at + lead.start(1)], origin[at + lead.end(1) - 1] + 1)


def announced(masked: Masked) -> tuple[Stretch, Stretch] | None:
    """Source and cue, in the report, of a paragraph that ends with a verb of saying and a colon."""
    if not masked.doc.text.rstrip().endswith(":") or masked.stand_ins:
        return None
    words = [t for t in masked.doc if not t.is_space]
    last = [t for t in words[-1].sent if t.pos_ in VERBAL]
    told = any(t.lemma_.lower() in cues.words("saying") for t in last[-1:])
    return _placed(masked, before_colon(masked, len(masked.doc))) if told else None


def before_colon(masked: Masked, end: int) -> tuple[Tokens, Tokens] | None:
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
        if verb.pos_ in VERBAL and verb.lemma_.lower() in cues.of_speech():
            subject = subject_of(verb)
            if subject is not None:
                return noun_phrase(subject), cue_of(verb)
    root = sentence.root
    subject = subject_of(root) if root.pos_ in VERBAL and root.i < last else None
    if subject is not None and root.lemma_.lower() not in ("be", "have", "do"):
        return noun_phrase(subject), cue_of(root)
    chunks = [c for c in doc.noun_chunks if c.start >= sentence.start and c.end <= last]
    if not chunks:
        bare = 0 < len(words) <= FEW and words[-1].pos_ in NOMINAL and words[0].is_title
        return ((words[0].i, last), (last, last + 1)) if bare else None
    named = [c for c in chunks if c.root.pos_ == "PROPN"] or ([chunks[0]] if len(words) <= FEW else [])
    if not named:
        return None
    chosen = named[-1] if named[-1].end == last else named[0]
    return (chosen.start, chosen.end), (last, last + 1)
