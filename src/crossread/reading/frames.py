"""Frames of reported speech in a tree: a cue, its source and the content that depends on it, as token indices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from crossread.reading import cues

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
GROUP = frozenset({"aux", "auxpass", "neg", "prt", "advmod"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True)
class Frame:
    """One attribution. Stretches are token indices, end exclusive; ``how`` names the construction that gave it."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[int, int]
    how: str


def find(doc: Doc) -> list[Frame]:
    """The frames of a paragraph, in the order of their cues."""
    found: list[Frame] = []
    for sentence in doc.sents:
        for token in sentence:
            found += _at(token, sentence)
    return _distinct(found)


def _distinct(frames: list[Frame]) -> list[Frame]:
    kept: dict[tuple[int, int], Frame] = {}
    for frame in frames:
        if frame.content[0] < frame.content[1] and frame.content not in kept:
            kept[frame.content] = frame
    return sorted(kept.values(), key=lambda f: (f.cue, f.content))


def _at(token: Token, sentence: Span) -> Iterator[Frame]:
    if token.lower_ in ("according", "accord"):
        yield from _according(token, sentence)
    elif token.pos_ in ("VERB", "AUX"):
        yield from _verb(token, sentence)
    elif token.pos_ == "NOUN":
        yield from _noun(token)


# --- verbs ------------------------------------------------------------------------------------------------------------


def _verb(verb: Token, sentence: Span) -> Iterator[Frame]:
    lemma = verb.lemma_.lower()
    if not _said(verb):
        return
    subject = subject_of(verb)
    if subject is not None and subject.lower_ in cues.words("subjects", "excluded"):
        return
    source = noun_phrase(subject) if subject is not None else None
    if source is None:
        return
    cue = cue_of(verb)
    if lemma in cues.words("saying") or lemma in cues.words("belief"):
        content = _clause_content(verb, sentence, source)
        if content is not None:
            yield Frame(cue, source, content, "clause" if lemma in cues.words("saying") else "belief")
            return
    target = _object(verb)
    if lemma in cues.words("directive"):
        action = _directed(verb, target)
        if action is not None:
            yield Frame(cue, source, action, "directive")
            return
    if lemma in cues.words("infinitive"):
        action = _infinitive(verb)
        if action is not None:
            yield Frame(cue, source, action, "infinitive")
            return
    if lemma in cues.words("accusing") and target is not None:
        reason = next(
            (
                c
                for c in verb.rights
                if c.dep_ == "prep" and c.lower_ in cues.words("accusing", "prepositions") and c.i > target.i
            ),
            None,
        )
        if reason is None:
            reason = next(
                (c for c in target.rights if c.dep_ == "prep" and c.lower_ in ("of", "for") and _has_verb(c)), None
            )
        if reason is not None:
            yield Frame(cue, source, _hull(verb.doc, target.left_edge.i, reason.right_edge.i + 1), "accusing")
            return
    if lemma in cues.words("judging") and target is not None:
        judged = _judged(verb, target)
        if judged is not None:
            yield Frame(cue, source, judged, "judging")
            return
    if lemma in cues.words("acts"):
        if target is not None and target.pos_ in ("NOUN", "PROPN"):
            yield Frame(cue, source, _hull(verb.doc, target.left_edge.i, target.right_edge.i + 1), "act")
            return
        about = next(
            (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in cues.words("acts", "prepositions")), None
        )
        if about is not None and target is None and about.i == verb.i + 1:
            inner = next((c for c in about.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None:
                yield Frame(
                    (cue[0], about.i + 1), source, _hull(verb.doc, inner.left_edge.i, inner.right_edge.i + 1), "act"
                )


def _said(verb: Token) -> bool:
    """Whether the saying takes place: not denied, not merely possible."""
    children = list(verb.children)
    if any(c.dep_ == "neg" for c in children):
        return False
    if any(c.dep_ == "aux" and c.lower_ in cues.words("hypothetical", "auxiliaries") for c in children):
        return False
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl", "conj"):
        governor = verb.head
        if governor.lemma_.lower() in cues.words("hypothetical", "governors") or any(
            c.dep_ == "neg" for c in governor.children
        ):
            return False
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in children):
        return False
    return not (verb.dep_ == "ROOT" and verb.tag_ == "VB" and subject_of(verb) is None)


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Who does the saying: the subject, the agent of a passive, or the subject of the verb it is bound to."""
    for child in verb.children:
        if child.dep_ == "nsubjpass":
            return _agent(verb)
        if child.dep_ == "nsubj":
            if child.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
                return verb.head if verb.head.pos_ in ("NOUN", "PROPN") else None
            return child
    if any(c.dep_ == "auxpass" for c in verb.children):
        return _agent(verb)
    if depth > 4:
        return None
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        if verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VB"):
            return None
        return subject_of(verb.head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.pos_ in ("NOUN", "PROPN"):
        return verb.head
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ in ("by", "in", "while", "after"):
        return subject_of(verb.head.head, depth + 1) if verb.head.head.pos_ == "VERB" else None
    return None


def _agent(verb: Token) -> Token | None:
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None


def noun_phrase(noun: Token) -> tuple[int, int]:
    """A noun phrase whole: with its apposition and what else depends on it, without a mark at the end.

    A noun that is named through its own relative or participial clause ends before that clause.
    """
    end = noun.right_edge.i + 1
    for child in noun.rights:
        if (
            child.dep_ in ("relcl", "acl")
            and child.right_edge.i + 1 == end
            and child.lemma_.lower() in cues.of_speech()
        ):
            end = child.left_edge.i
            break
    return _hull(noun.doc, noun.left_edge.i, end)


def cue_of(verb: Token) -> tuple[int, int]:
    """A verb with the auxiliaries and adverbs that touch it."""
    start, end = verb.i, verb.i + 1
    helpers = {c.i for c in verb.children if c.dep_ in GROUP and c.left_edge == c.right_edge}
    while start - 1 in helpers:
        start -= 1
    while end in helpers and verb.doc[end].dep_ == "prt":
        end += 1
    return start, end


def _hull(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A stretch of tokens without space and light punctuation at its edges."""
    while start < end and (doc[start].is_space or doc[start].text in (",", ";", ":", "-", "–", "—", "--")):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in (",", ";", ":", ".", "-", "–", "—", "--")):
        end -= 1
    return start, end


def _object(verb: Token) -> Token | None:
    found = next((c for c in verb.rights if c.dep_ in ("dobj", "dative")), None)
    if found is None and verb.lemma_.lower() in ("call", "appeal"):
        on = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to")), None)
        if on is not None:
            found = next((c for c in on.children if c.dep_ == "pobj"), None)
    return found


def _has_verb(token: Token) -> bool:
    return any(t.pos_ == "VERB" for t in token.subtree)


def _clause_content(verb: Token, sentence: Span, source: tuple[int, int]) -> tuple[int, int] | None:
    """The clause that a verb of saying takes, wherever it stands."""
    doc = verb.doc
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if clause is None and verb.dep_ in ("parataxis", "ccomp", "dep", "advcl") and _inside_marks(verb, sentence):
        return _around(verb, sentence, source)
    if clause is None:
        clause = next((c for c in verb.rights if c.dep_ in ("parataxis", "pcomp") and c.pos_ in ("VERB", "AUX")), None)
    if clause is None:
        return None
    low = min(verb.i, source[0])
    if clause.right_edge.i < low:  # "…, officials said"
        start = clause.left_edge.i
        first = _first(sentence)
        if verb == sentence.root or clause.left_edge.i <= first + 3:
            start = first
        return _hull(doc, start, low)
    if clause.i < low:
        return _around(verb, sentence, source)
    end = clause.right_edge.i + 1
    return _hull(doc, clause.left_edge.i, _cut(clause, end))


def _cut(clause: Token, end: int) -> int:
    """Where a clause ends: before a participle that brings the next saying (", adding that …") or "according to"."""
    for token in clause.subtree:
        if token.i <= clause.i or not token.i or token.i >= end:
            continue
        before = token.doc[token.i - 1].text == ","
        if before and token.tag_ == "VBG" and token.lemma_ in cues.words("saying") and token.dep_ in ("advcl", "acl"):
            return token.i
        if before and token.lower_ == "according":
            return token.i
    return end


def _inside_marks(verb: Token, sentence: Span) -> bool:
    """Whether verb and subject stand as a parenthesis at the end or inside of a sentence: ", officials believe"."""
    return verb.left_edge.i > sentence.start and verb.doc[verb.left_edge.i - 1].text in (",", "–", "—", "--", "-", ";")


def _around(verb: Token, sentence: Span, source: tuple[int, int]) -> tuple[int, int] | None:
    """The sentence around a parenthesis that attributes."""
    low, high = min(verb.i, source[0]), max(verb.right_edge.i + 1, source[1])
    start, end = _first(sentence), sentence.end
    if high >= end - 1:
        return _hull(verb.doc, start, low)
    if low <= start + 1:
        return _hull(verb.doc, high, end)
    return _hull(verb.doc, start, end)


def _first(sentence: Span) -> int:
    index: int = sentence.start
    while index < sentence.end - 1 and sentence.doc[index].is_space:
        index += 1
    return index


def _infinitive(verb: Token) -> tuple[int, int] | None:
    action = next((c for c in verb.rights if c.dep_ == "xcomp" and _to(c)), None)
    if action is None:
        return None
    return _hull(verb.doc, action.left_edge.i, action.right_edge.i + 1)


def _to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _directed(verb: Token, target: Token | None) -> tuple[int, int] | None:
    """ "urged them to leave": object and infinitive, whichever way the tree joins them."""
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and _to(child):
            start = child.left_edge.i
            if target is not None and target.i < child.i:
                start = min(start, target.left_edge.i)
            return _hull(verb.doc, start, child.right_edge.i + 1)
    if target is not None:
        action = next((c for c in target.rights if c.dep_ in ("acl", "relcl") and _to(c)), None)
        if action is not None:
            return _hull(verb.doc, target.left_edge.i, action.right_edge.i + 1)
    if verb.lemma_ == "call":
        for child in verb.rights:
            if child.dep_ == "prep" and child.lower_ == "for":
                inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
                if inner is not None:
                    return _hull(verb.doc, inner.left_edge.i, inner.right_edge.i + 1)
    return None


def _judged(verb: Token, target: Token) -> tuple[int, int] | None:
    """ "called it a farce", "described him as …": object and predicate."""
    for child in verb.rights:
        if child.dep_ in ("oprd", "xcomp", "ccomp") and child.i > target.i:
            return _hull(verb.doc, target.left_edge.i, child.right_edge.i + 1)
        if child.dep_ == "prep" and child.lower_ in ("as", "to", "with") and child.i > target.i:
            if child.lower_ != "as" and verb.lemma_ not in ("liken", "compare"):
                continue
            return _hull(verb.doc, target.left_edge.i, child.right_edge.i + 1)
    as_ = next((c for c in target.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
    if as_ is not None:
        return _hull(verb.doc, target.left_edge.i, as_.right_edge.i + 1)
    return None


# --- "according to", nouns --------------------------------------------------------------------------------------------


def _according(token: Token, sentence: Span) -> Iterator[Frame]:
    doc = token.doc
    if token.i + 1 >= sentence.end or doc[token.i + 1].lower_ != "to":
        return
    to = doc[token.i + 1]
    noun = next((c for c in to.children if c.dep_ == "pobj"), None)
    if noun is None:
        noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None:
        return
    source = noun_phrase(noun)
    first = _first(sentence)
    if token.i <= first + 1:
        comma = next((t.i for t in doc[source[0] : sentence.end] if t.text == "," and t.i >= noun.i), source[1])
        if (
            doc[comma].text == ","
            and comma < source[1]
            and not any(c.dep_ in ("appos", "relcl", "acl", "conj") and c.i > comma for c in noun.children)
        ):
            source = (source[0], comma)
        start = source[1]
        end = sentence.end
    elif source[1] >= sentence.end - 1:
        start, end = first, token.i
    else:
        start, end = first, sentence.end
        after = doc[source[1]]
        if after.text in (",", ";", "—") and source[1] + 1 < sentence.end and doc[source[1] + 1].dep_ == "cc":
            end = token.i
    yield Frame((token.i, to.i + 1), source, _hull(doc, start, end), "according")


def _noun(noun: Token) -> Iterator[Frame]:
    lemma = noun.lemma_.lower()
    if lemma not in cues.words("nouns", "heads"):
        return
    clause = next(
        (
            c
            for c in noun.rights
            if c.dep_ in ("acl", "ccomp", "relcl") and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
        ),
        None,
    )
    if clause is None:
        return
    source = _noun_source(noun)
    if source is None and lemma in cues.words("nouns", "sources"):
        source = (noun.left_edge.i, clause.left_edge.i)
    if source is None:
        return
    content = _hull(noun.doc, clause.left_edge.i, _cut(clause, clause.right_edge.i + 1))
    yield Frame((noun.i, noun.i + 1), source, content, "noun")


def _noun_source(noun: Token) -> tuple[int, int] | None:
    for child in noun.lefts:
        if child.dep_ == "poss":
            return (child.left_edge.i, child.i + 1)
    for child in noun.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "in", "of"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and (child.lower_ != "in" or inner.ent_type_ in ("ORG", "PERSON")):
                return noun_phrase(inner)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in (
        "make",
        "issue",
        "voice",
        "express",
        "repeat",
        "raise",
        "reject",
        "deny",
    ):
        subject = subject_of(verb)
        if subject is not None and verb.lemma_ not in ("reject", "deny"):
            return noun_phrase(subject)
    return None
