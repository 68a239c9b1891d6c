"""The offices and callings that stand before a name or in apposition to it."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from crossread.reading import names

HYPHENS = ("-", "‐", "‑")


def of(name: Span) -> list[str]:
    """What stands before a name or in apposition to it, as written."""
    doc, root = name.doc, name.root
    found = []
    before = name.start
    while (
        before > 0
        and doc[before - 1].dep_ in ("compound", "amod", "nmod", "poss", "case")
        and doc[before - 1].pos_ in ("NOUN", "PROPN", "ADJ", "PART")
    ):
        if doc[before - 1].ent_type_ == "PERSON" and doc[before - 1].lower_ not in names.words()["roles"]:
            break
        before -= 1
    if before < name.start and _is_role(doc[name.start - 1]):
        found.append(doc[before : name.start].text)
    for child in root.children:
        if child.dep_ == "appos" and _is_role(child):
            found.append(_apposition(child))
    if root.dep_ == "appos" and _is_role(root.head):
        found.append(_apposition(root.head, name.start))
    return [re.sub(r"\s+", " ", r).strip(" ,") for r in found]


def _is_role(token: Token) -> bool:
    small = token.lower_ in names.words()["family"] and token.text[0].isupper() and token.i > token.sent.start
    return token.lower_ in names.words()["roles"] and not small


def _apposition(head: Token, end: int | None = None) -> str:
    doc = head.doc
    last = min(head.right_edge.i + 1, end if end is not None else len(doc))
    first = head.left_edge.i
    while first < head.i and doc[first].lower_ in ("the", "a", "an", "his", "her", "their", "its"):
        first += 1
    for token in doc[first:last]:
        if token.i > head.i and (
            token.dep_ in ("relcl", "acl", "appos") or (token.is_punct and token.text not in HYPHENS)
        ):
            last = token.left_edge.i if token.dep_ != "punct" else token.i
            break
    return doc[first : max(last, head.i + 1)].text
