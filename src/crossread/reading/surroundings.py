"""What stands around a time: whether it is one at all, and whether it is behind or ahead."""

from __future__ import annotations

import re

from spacy.tokens import Token

from crossread.reading.blocks import Block
from crossread.reading.timewords import lexicon

ALSO_NAMES = frozenset({"march", "april", "may", "june", "august", "jan", "jun", "mar"})
"""Months that are also names of people, verbs or short for something."""


def month_here(block: Block, m: re.Match[str]) -> bool:
    """Whether a month's name without day or year is the month: "May" and "March" are also people and verbs."""
    text = block.doc.text
    name = m["month"].lower()
    if name in ALSO_NAMES and re.match(r"\s+[A-Z][a-z]+", text[m.end("month") :]) and not m.groupdict().get("part"):
        return False
    if m.groupdict().get("part") or m.groupdict().get("which"):
        return True
    before = re.search(r"([A-Za-z]+)[\s-]+$", text[: m.start("month")])
    if before and before[1].lower() in lexicon().before_month | {"since"}:
        return True
    token = _token(block, m.start("month"))
    long = len(name) > 5 and name not in ALSO_NAMES
    return (
        long and token is not None and (token.ent_type_ == "DATE" or re.match(r"[’']s\s", text[m.end() :]) is not None)
    )


def year_here(block: Block, m: re.Match[str]) -> bool:
    """Whether four digits are a year and no count or number of something."""
    text = block.doc.text
    if re.search(
        r"[$€£¥#]\s?$|[\w.,]\d?[-/]$|\b(?:no|flight|number|page|room|resolution|about|nearly|over)\.?\s+$",
        text[: m.start()],
        re.I,
    ):
        return False
    token = _token(block, m.start("year"))
    if token is None:
        return False
    if m.groupdict().get("part") or re.search(
        r"\b(?:in|since|of|from|between|until|by|during|to|and)\s+$", text[: m.start()], re.I
    ):
        counted = token.dep_ == "nummod" and token.head.i == token.i + 1 and token.head.tag_ == "NNS"
        return not counted or token.ent_type_ == "DATE"
    if not m["year"].startswith(("19", "20")) or re.search(r"\b(?:at|on)\s+$", text[: m.start()], re.I):
        return False
    return token.ent_type_ == "DATE" or (token.dep_ == "nsubj" and token.i == token.sent.start)


def nowadays(block: Block, start: int, end: int) -> bool:
    """Whether "today" is the present age: "still so today", "today's fast-paced world"."""
    if re.match(
        r"[’']s\s+(?:[\w-]+\s+)?(?:world|society|generation|age|era|youth|life|children|standards)\b",
        block.doc.text[end:],
    ):
        return True
    token = _token(block, start)
    return token is not None and any(c.lower_ == "still" for c in token.head.children)


def _token(block: Block, at: int) -> Token | None:
    return next((t for t in block.doc if t.idx <= at < t.idx + len(t.text)), None)


def direction(block: Block, start: int) -> str:
    """ "past" or "future", by the preposition before a time and the tense of its clause; past unless shown."""
    words = lexicon()
    before = re.search(r"([A-Za-z]+)\s+(?:(?:this|next|last|early|late)\s+)?$", block.doc.text[:start])
    token = _token(block, start)
    if before and before[1].lower() in ("until", "till"):
        return "future"
    if token is None:
        return "past"
    verb = token
    while verb.head != verb and (verb.pos_ not in ("VERB", "AUX") or (verb.tag_ == "VBG" and verb.dep_ == "xcomp")):
        verb = verb.head
    if _ahead(verb) or (block.part.kind != "headline" and _scheduled(verb, token)):
        return "future"
    if before is not None and before[1].lower() == "for" and verb.lemma_ in words.governors:
        return "future"  # "called a strike for Monday"
    prepositional = before is not None and before[1].lower() in words.prepositions
    if prepositional and verb.tag_ not in ("VBD", "VBN"):
        return "future"
    if before is not None and before[1].lower() == "for" and any(c.lower_ == "for" for c in token.head.head.children):
        return "future" if token.head.head.pos_ in ("NOUN", "PROPN") else "past"
    return "past"


def _scheduled(verb: Token, time: Token) -> bool:
    """Whether the present tense tells of what is fixed for a day: "the trial resumes in April", "it is on Friday"."""
    if verb.tag_ not in ("VBZ", "VBP"):
        return False
    if verb.lemma_ == "be":
        noun = time.head if time.dep_ in ("nummod", "compound") else time
        return noun.dep_ == "pobj" and noun.head.lower_ == "on" and noun.head.head == verb
    told = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return verb.lemma_ in lexicon().scheduled and not told


def _ahead(verb: Token) -> bool:
    """Whether a verb's event is still to come: "will begin", "is to begin", "expected to begin", "going to"."""
    words = lexicon()
    if any(c.dep_ in ("aux", "auxpass") and c.lower_ in words.auxiliaries for c in verb.children):
        return not any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
    passive = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in verb.children)
    if not (verb.tag_ == "VB" or passive) or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        if verb.tag_ != "VBN" or verb.lemma_ not in ("schedule", "expect", "slate", "plan"):
            return False
        told = next((c for c in verb.children if c.dep_ == "auxpass"), None)
        return told.tag_ in ("VBZ", "VBP") if told is not None else verb.dep_ != "ROOT"
    head = verb.head
    return head.lemma_ in words.governors or head.lemma_ in ("go", "be")
