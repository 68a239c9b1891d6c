"""Verbs whose object or infinitive is what is said: "urged them to leave", "accused her of …", "called it a farce"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from crossread.reading import cues
from crossread.reading.trees import NOMINAL, child, hull, infinitive, over_infinitives

Content = tuple[tuple[int, int], str]
"""Tokens of a content and the construction that gave it."""


def contents(verb: Token) -> Iterator[Content]:
    """What a verb of acting by words has as its content, best first."""
    lemma = verb.lemma_.lower()
    target = _object(verb)
    finders = (
        ("directive", _directed),
        ("infinitive", _infinitive),
        ("accusing", _accused),
        ("judging", _judged),
        ("estimating", _estimated),
        ("acts", _acted),
    )
    for table, finder in finders:
        if lemma in cues.words(table):
            content = finder(verb, target)
            if content is not None:
                yield content, table


def free_relative(verb: Token) -> tuple[int, int] | None:
    """What stands behind "what he called", "which she described as": the predicate of a free relative."""
    if verb.lemma_.lower() not in cues.words("judging"):
        return None
    subject = child(verb, "nsubj")
    if subject is None or subject.left_edge.i == 0:
        return None
    doc, before = verb.doc, subject.left_edge.i - 1
    if doc[before].lower_ != "what":
        return None
    end = verb.i
    while end + 1 < verb.sent.end and doc[end + 1].head.i <= end + 1 and doc[end + 1].dep_ == "npadvmod":
        end += 1
    start = end + 1
    as_ = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
    if as_ is not None and as_.i - verb.i <= 3:
        start = as_.i + 1
    last = max([verb.right_edge.i, *(t.right_edge.i for t in doc[start : start + 1])])
    return hull(doc, start, last + 1) if start <= last else None


def _object(verb: Token) -> Token | None:
    found = next((c for c in verb.rights if c.dep_ in ("dobj", "dative")), None)
    if found is None:
        prepositions = {"call": ("on", "upon"), "appeal": ("to",), "refer": ("to",)}.get(verb.lemma_.lower(), ())
        on = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in prepositions), None)
        found = child(on, "pobj") if on is not None else None
    return found


def _span(verb: Token, low: Token, high: Token) -> tuple[int, int]:
    return hull(verb.doc, low.left_edge.i, high.right_edge.i + 1)


def _infinitive(verb: Token, target: Token | None) -> tuple[int, int] | None:
    action = next((c for c in verb.rights if c.dep_ == "xcomp" and infinitive(c)), None)
    if action is None:
        return None
    return hull(verb.doc, action.left_edge.i, over_infinitives(verb, action.right_edge.i + 1))


def _directed(verb: Token, target: Token | None) -> tuple[int, int] | None:
    """Object and infinitive, whichever way the tree joins them."""
    for found in verb.rights:
        if found.dep_ in ("xcomp", "ccomp", "advcl") and infinitive(found):
            if found.dep_ == "advcl" and target is None:
                continue
            low = target if target is not None and target.i < found.i else found
            end = over_infinitives(verb, found.right_edge.i + 1)
            return hull(verb.doc, min(low.left_edge.i, found.left_edge.i), end)
    if target is not None:
        action = next((c for c in target.rights if c.dep_ in ("acl", "relcl") and infinitive(c)), None)
        if action is not None:
            return _span(verb, target, action)
    if verb.lemma_.lower() == "call":
        wanted = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "for"), None)
        inner = child(wanted, "pobj", "pcomp") if wanted is not None else None
        if inner is not None:
            return _span(verb, inner, inner)
    return None


def _accused(verb: Token, target: Token | None) -> tuple[int, int] | None:
    if target is None:
        return None
    prepositions = cues.words("accusing", "prepositions")
    reason = next(
        (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in prepositions and c.i > target.i), None
    ) or next((c for c in target.rights if c.dep_ == "prep" and c.lower_ in ("of", "for") and _has_verb(c)), None)
    return _span(verb, target, reason) if reason is not None else None


def _has_verb(token: Token) -> bool:
    return any(t.pos_ == "VERB" for t in token.subtree)


def _judged(verb: Token, target: Token | None) -> tuple[int, int] | None:
    """Object and predicate: "called it a farce", "described him as …"."""
    if target is None:
        return None
    likening = verb.lemma_.lower() in ("liken", "compare")
    for found in (*verb.rights, *target.subtree):
        if found.i <= target.i:
            continue
        if found.head == verb and found.dep_ in ("oprd", "xcomp", "ccomp"):
            return _span(verb, target, found)
        if found.dep_ == "prep" and (found.lower_ == "as" or (likening and found.lower_ in ("to", "with"))):
            return _span(verb, target, found)
    return None


def _estimated(verb: Token, target: Token | None) -> tuple[int, int] | None:
    """A measure and what it is put at: "puts the number at close to 900, as it …"."""
    if target is None or target.lemma_.lower() not in cues.words("estimating", "nouns"):
        return None
    at = next((c for c in (*verb.rights, *target.rights) if c.dep_ == "prep" and c.lower_ == "at"), None)
    if at is None or at.i < target.i:
        return None
    reason = next((c for c in verb.rights if c.dep_ == "advcl" and c.i > at.i), None)
    return _span(verb, target, reason if reason is not None else at)


def _acted(verb: Token, target: Token | None) -> tuple[int, int] | None:
    if verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ != "to" for c in verb.children):
        return None  # what will be done is no saying
    if target is not None:
        return _span(verb, target, target) if target.pos_ in NOMINAL else None
    about = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in cues.words("acts", "prepositions")), None)
    if about is None or about.i != verb.i + 1:
        return None
    inner = child(about, "pobj", "pcomp")
    return _span(verb, inner, inner) if inner is not None else None
