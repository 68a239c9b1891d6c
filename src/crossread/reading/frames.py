"""Frames of reported speech in a tree: a cue, its source and the content that depends on it, as token indices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from crossread.reading import according, acts, attitudes, contents, cues, tails
from crossread.reading.trees import (
    VERBAL,
    child,
    first,
    hull,
    marked,
    noun_phrase,
    over_preposition,
    pronoun_of,
    run_before,
    subject_of,
    up_from,
    up_to,
    with_noun,
)

UNNAMED = frozenset({"name", "identify", "quote", "mention"})
NOT_NESTED = frozenset({"own", "belief", "acts", "directive", "judging", "accusing", "infinitive"})
"""Constructions that give nothing inside of what somebody says: "he said he believed …" is one saying."""
LINKS = frozenset({"and", "but", "however", "yet", "still", "meanwhile", "moreover", "furthermore", "nevertheless"})
"""Words that join a sentence to the one before."""
LONGEST_ISSUE = 12
"""Tokens from "issued" to "saying" in "issued a statement … saying", at most."""


@dataclass(frozen=True)
class Frame:
    """One attribution. Stretches are token indices, end exclusive; ``how`` names the construction that gave it."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[int, int]
    how: str
    attitude: bool = False
    """Whether nothing is said by it."""
    antecedent: tuple[int, int] | None = None
    """What the source stands for, where it is a relative pronoun."""


def find(doc: Doc) -> list[Frame]:
    """The frames of a paragraph, in the order of their cues."""
    found: list[Frame] = []
    for sentence in doc.sents:
        taken: set[int] = set()
        for content, source, cue in tails.find(sentence):
            found.append(Frame(cue, source, content, "tail"))
            taken |= set(range(*cue))
        for token in sentence:
            if token.i not in taken:
                found += _at(token, sentence)
    kept = _distinct(found, doc)
    every = [f for f in (*kept, *_attitudes(doc, kept)) if not _asks_for_silence(doc, f)]
    found = sorted(every, key=lambda f: (f.cue, f.content))
    found = [replace(f, cue=over_preposition(doc, f.cue, f.content), content=_unlinked(doc, f)) for f in found]
    return [_with_pronoun(f, doc) for f in found]


def _unlinked(doc: Doc, frame: Frame) -> tuple[int, int]:
    """A content without the connective that joins its sentence to the one before: "But the dam holds, Orr said"."""
    start, end = frame.content
    if frame.cue[0] < start or doc[start].is_sent_start is not True or doc[start].lower_ not in LINKS:
        return frame.content
    set_off = start + 1 < end and doc[start + 1].text == ","
    if not set_off and doc[start].lower_ not in ("and", "but"):
        return frame.content  # "However good the dam"
    behind = start + 1 + set_off
    return (behind, end) if behind < end else frame.content


def _held_by(holder: Token) -> tuple[int, int]:
    return (holder.left_edge.i, holder.i + 1) if holder.dep_ == "poss" else noun_phrase(holder)


def _with_pronoun(frame: Frame, doc: Doc) -> Frame:
    """A frame whose source is the relative pronoun that the text has ("Brook, who said …")."""
    pronoun = pronoun_of(doc[slice(*frame.cue)].root) if frame.source is not None else None
    if pronoun is None or frame.source is None or not frame.source[0] < pronoun.i:
        return frame
    source, end = frame.source, min(frame.source[1], pronoun.left_edge.i)
    return replace(frame, source=(pronoun.i, pronoun.i + 1), antecedent=hull(doc, source[0], end))


def _asks_for_silence(doc: Doc, frame: Frame) -> bool:
    """ "asked not to be named": how a source wants to be called, nothing that it says."""
    head = doc[slice(*frame.content)].root
    return head.lemma_ in UNNAMED and any(c.dep_ == "neg" for c in head.children) and frame.content[1] - head.i <= 3


def _attitudes(doc: Doc, said: list[Frame]) -> list[Frame]:
    """The attitudes that are no part of what is said or of another attitude, and say nothing of what is said."""
    kept: list[Frame] = []
    for found in sorted(attitudes.find(doc), key=lambda f: (f.content[0] - f.content[1], f.cue)):
        content, (start, end) = hull(doc, *found.content), found.cue
        if any(f.content[0] <= start < f.content[1] for f in (*said, *kept)):
            continue
        if any(f.cue[0] < end and start < f.cue[1] for f in said):
            continue
        if content[0] < content[1]:
            source = None if found.holder is None else _held_by(found.holder)
            if source is not None and source[0] < start < source[1]:
                source = hull(doc, source[0], start)
            kept.append(Frame(found.cue, source, content, found.how, attitude=True))
    return kept


def _distinct(frames: list[Frame], doc: Doc) -> list[Frame]:
    kept: dict[tuple[int, int], Frame] = {}
    for frame in frames:
        if frame.content[0] < frame.content[1]:
            kept.setdefault(frame.content, frame)
    outer = list(kept.values())
    passed = [f for f in outer if f.how == "according" and any(_passes_on(f, g, doc) for g in outer)]
    outer = [f for f in outer if f not in passed]
    kept = {f.content: f for f in outer}
    kept = {k: f for k, f in kept.items() if f.how not in NOT_NESTED or not any(_holds(g, f) for g in outer)}
    return sorted(kept.values(), key=lambda f: (f.cue, f.content))


def _passes_on(outer: Frame, inner: Frame, doc: Doc) -> bool:
    """Whether a medium is named only as the one that passes on what somebody said: "according to the radio, she …"."""
    if outer.source is None or inner.source is None or inner.how not in NOT_NESTED - {"belief"}:
        return False
    media = any(t.lemma_.lower() in cues.words("media", "nouns") for t in doc[slice(*outer.source)])
    begins = doc[outer.content[0] : inner.source[0]]
    return media and _holds(outer, inner) and all(t.is_punct for t in begins)


def _holds(outer: Frame, inner: Frame) -> bool:
    """Whether one frame, cue and all, lies in what another has as its content."""
    if outer is inner or inner.source is None:
        return False
    low, high = min(inner.cue[0], inner.source[0]), max(inner.cue[1], inner.content[1])
    return outer.content[0] <= low and high <= outer.content[1]


def _at(token: Token, sentence: Span) -> Iterator[Frame]:
    if according.opens(token):
        yield from (
            Frame(cue, source, content, "according") for cue, source, content in according.find(token, sentence)
        )
    elif token.pos_ in VERBAL:
        yield from _verb(token, sentence)
    elif _mistaken(token, sentence):
        start = first(sentence) + (token.doc[first(sentence)].pos_ == "CCONJ")
        source, content = hull(token.doc, start, token.i), hull(token.doc, token.i + 1, sentence.end)
        yield Frame((token.i, token.i + 1), source, content, "clause")
    elif token.pos_ == "NOUN":
        yield from _noun(token)


def _mistaken(token: Token, sentence: Span) -> bool:
    """Whether a noun is the sentence's verb, where the tree has none before it: "Officials in Orvik claim that …"."""
    doc, start = token.doc, first(sentence)
    known = cues.words("saying") | cues.words("belief")
    if token.lemma_.lower() not in known or token.i + 1 >= sentence.end:
        return False
    if doc[token.i + 1].lower_ != "that" or doc[token.i - 1].pos_ != "PROPN":
        return False
    before = doc[start : token.i]
    if token.dep_ == "ROOT" and token.tag_ == "NNS" and len(before):  # "Brook claims that …"
        return all(t.pos_ in ("PROPN", "CCONJ", "ADV", "PUNCT", "SPACE") for t in before)
    if len(before) < 2 or token.lower_ not in known:
        return False
    return any(t.tag_ in ("NNS", "NNPS") for t in before) and not any(
        t.pos_ in (*VERBAL, "AUX", "PRON") for t in before
    )


def _verb(verb: Token, sentence: Span) -> Iterator[Frame]:
    passive = _quoted_as(verb, sentence) if verb.tag_ == "VBN" else None
    if passive is not None:
        yield passive
        return
    if not _said(verb):
        return
    issued = _issued(verb)
    subject = subject_of(issued or verb)
    alone = subject is not None and subject.left_edge == subject.right_edge
    own = subject is not None and alone and subject.lower_ in ("i", "we")
    if subject is not None and alone and subject.lower_ in cues.words("subjects", "excluded") and not own:
        return
    source = up_to(verb, noun_phrase(subject)) if subject is not None else run_before(verb)
    if source is None:
        return
    cue, lemma = up_from(verb), verb.lemma_.lower()
    cue = (up_from(issued)[0], cue[1]) if issued is not None else cue
    relative = acts.free_relative(verb)
    if relative is not None:
        yield Frame(cue, source, relative, "judging")
        return
    held = lemma in cues.words("belief") and verb.dep_ != "relcl"  # "those who fear that …" says nothing of its own
    if lemma in cues.words("saying") or held:
        content = contents.of_clause(verb, sentence, source)
        if content is not None:
            content = contents.doubled(verb, content, sentence)
            how = "own" if own else "clause" if lemma in cues.words("saying") else "belief"
            yield Frame(cue, source, content, how, attitude=own)
            return
    clear = contents.made_clear(verb)
    if clear is not None:
        yield Frame((cue[0], clear[0]), source, hull(verb.doc, *clear), "clause")
        return
    for (start, end), how in acts.contents(verb):
        content = hull(verb.doc, start, contents.cut(verb.doc[start], end))
        yield Frame(cue, source, content if how == "estimating" else contents.trimmed(verb, content), how)
        return


def _issued(verb: Token) -> Token | None:
    """The verb in "issued a statement saying", "sent a letter that said": who issues it says it."""
    channel = verb.head
    below = verb.dep_ == "acl" and verb.tag_ == "VBG" and channel.lemma_.lower() in cues.words("channels", "nouns")
    giver = channel.head
    if not below or channel.dep_ != "dobj" or giver.pos_ != "VERB" or verb.i - giver.i > LONGEST_ISSUE:
        return None
    return giver if subject_of(giver) is not None else None


def _quoted_as(verb: Token, sentence: Span) -> Frame | None:
    """The attribution at the end of a sentence by a passive: "…, the mayor was quoted as saying on Monday"."""
    as_ = child(verb, "prep")
    said = child(as_, "pcomp") if as_ is not None and as_.lower_ == "as" else None
    subject = child(verb, "nsubjpass")
    if said is None or subject is None or said.lemma_.lower() not in cues.words("saying"):
        return None
    source = noun_phrase(subject)
    start, before = first(sentence), verb.doc[source[0] - 1]
    if child(said, "ccomp", "dobj") is not None or source[0] - start < 3 or before.text != ",":
        return None
    return Frame((verb.i, said.i + 1), source, hull(verb.doc, start, before.i), "tail")


def _said(verb: Token) -> bool:
    """Whether the saying takes place: not denied, not merely possible."""
    children = list(verb.children)
    if any(c.dep_ == "neg" for c in children) or marked(verb, "if", "unless", "whether"):
        return False
    if any(c.dep_ == "aux" and c.lower_ in cues.words("hypothetical", "auxiliaries") for c in children):
        return False
    if verb.tag_ == "VB" and verb.dep_ != "ROOT":
        if verb.lemma_.lower() in cues.words("evidence") or any(c.dep_ == "neg" for c in verb.head.children):
            return False
        return verb.head.lemma_.lower() not in cues.words("hypothetical", "governors")
    return not (verb.dep_ == "ROOT" and verb.tag_ == "VB" and subject_of(verb) is None)


def _noun(noun: Token) -> Iterator[Frame]:
    lemma = noun.lemma_.lower()
    if lemma not in cues.words("nouns", "heads"):
        return
    clause = next((c for c in noun.rights if c.dep_ in ("acl", "ccomp", "relcl") and marked(c, "that")), None)
    if clause is None:
        return
    source = _noun_source(noun)
    if source is None and lemma in cues.words("nouns", "sources"):
        source = (noun.left_edge.i, clause.left_edge.i)
    if source is None:
        return
    content = hull(noun.doc, clause.left_edge.i, contents.cut(clause, clause.right_edge.i + 1))
    yield Frame(with_noun(noun), source, content, "noun")


def _noun_source(noun: Token) -> tuple[int, int] | None:
    for found in noun.lefts:
        if found.dep_ == "poss":
            return (found.left_edge.i, found.i + 1)
    for found in noun.rights:
        if found.dep_ in ("prep", "agent") and found.lower_ in ("by", "from", "in", "of"):
            inner = child(found, "pobj")
            if inner is not None and (found.lower_ != "in" or inner.ent_type_ in ("ORG", "PERSON")):
                return noun_phrase(inner)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in cues.words("nouns", "verbs"):
        subject = subject_of(verb)
        if subject is not None:
            return noun_phrase(subject)
    return None
