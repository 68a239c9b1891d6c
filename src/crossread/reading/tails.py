"""Attributions set off by commas, by their form: ", officials said on Monday.", ", reported the Herald."

A long sentence before them is where the parser loses its way, so these go by the kinds of words behind the last comma.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from crossread.reading import cues
from crossread.reading.trees import FINITE, child, first, hull, named

LONGEST = 32
"""Words of an attribution at the end of a sentence."""
SHORT = 12
"""Words of one inside of a sentence."""
NAMES = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART"})
LATER = r"(?:A?P[NPA]*|A|B[NPA]*B)*"
"""An adverbial: "in a statement", "on Monday"."""
SUBJECT_FIRST = re.compile(rf"^(?P<who>[NA][NP]*(?:C[NPA]+C|B[^B]+B)?)(?P<cue>A?H?A?V){LATER}$")
CUE_FIRST = re.compile(r"^(?P<cue>A?V)(?P<who>N[NPB]*(?:C[NPAB]+)?(?:C[NPAXVHCB]+)?)$")
TOLD = re.compile(rf"^(?P<who>[NA][NP]*(?:C[NPA]+C)?)(?P<cue>A?H?A?V)N+{LATER}$")
LISTENED = frozenset({"tell", "inform", "assure", "remind", "notify"})
"""Verbs whose object is who listens: ", the mayor told a news conference."."""
NO_SUBJECT = frozenset({"that", "which", "who", "this", "it's", "there", "to", "when", "where", "while", "as", "if"})


def find(sentence: Span) -> Iterator[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]:
    """Content, source and cue (as tokens) of an attribution that ends the sentence, at most one."""
    doc, start, end = sentence.doc, first(sentence), sentence.end
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in (".", ";", ":", "!", "?")):
        end -= 1
    commas = [t.i for t in doc[start:end] if t.text in (",", "—", "–", "--")]
    for comma in reversed(commas[-5:]):
        if end - comma - 1 > LONGEST or comma - start < 2:
            continue
        tail = doc[comma + 1 : end]
        form = "".join(_letter(t) for t in tail)
        match = SUBJECT_FIRST.match(form) or CUE_FIRST.match(form) or _told(form, tail)
        if match is None or _listens(match, tail):
            continue
        who = _cut(doc, (comma + 1 + match.start("who"), comma + 1 + match.end("who")))
        cue = (comma + 1 + match.start("cue"), comma + 1 + match.end("cue"))
        if not _someone(doc[who[0] : who[1]]) or not any(t.tag_ in FINITE for t in doc[start:comma]):
            continue
        if any(c.dep_ in ("nsubj", "nsubjpass") and c.i < comma for c in doc[cue[1] - 1].children):
            continue  # its subject stands before: what follows is an object
        yield hull(doc, start, comma), named(doc, hull(doc, *who)), hull(doc, *cue)
        return
    yield from _inside(sentence, start, end, commas)


def _told(form: str, tail: Span) -> re.Match[str] | None:
    match = TOLD.match(form)
    return match if match is not None and tail[match.end("cue") - 1].lemma_.lower() in LISTENED else None


def _listens(match: re.Match[str], tail: Span) -> bool:
    """Whether what follows a cue is who was told, not who told."""
    return match.re is CUE_FIRST and tail[match.end("cue") - 1].lemma_.lower() in LISTENED


def _inside(
    sentence: Span, start: int, end: int, commas: list[int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]:
    """The same where the sentence goes on behind a second comma: the content is the sentence around it."""
    doc = sentence.doc
    for comma, other in itertools.pairwise(commas):
        if not 2 <= other - comma - 1 <= SHORT or comma - start < 1 or end - other < 3:
            continue
        match = SUBJECT_FIRST.match("".join(_letter(t) for t in doc[comma + 1 : other]))
        if match is None:
            continue
        who = (comma + 1 + match.start("who"), comma + 1 + match.end("who"))
        cue = (comma + 1 + match.start("cue"), comma + 1 + match.end("cue"))
        verb = doc[cue[1] - 1]
        if not _someone(doc[who[0] : who[1]]) or verb.dep_ in ("relcl", "acl", "advcl"):
            continue
        if not any(t.tag_ in FINITE for t in (*doc[start:comma], *doc[other:end])):
            continue
        opening, following = doc[comma - 1], doc[other + 1]
        content = (start, end)
        clause = child(verb, "ccomp")
        attitude = following.lower_ == "that" and opening.tag_ == "JJ" and opening.dep_ == "acomp"
        if attitude:  # "She was sure, she said, that …"
            content = (other + 1, _resumed(doc, other + 2, end))
        elif opening.tag_ in ("WDT", "WP", "WRB") or opening.lower_ == "that":
            content = (other, end)
        elif clause is not None and clause.right_edge.i <= comma + 1:
            content = (start, comma)  # whole in itself; what follows is the reporter's
        elif following.tag_ in ("VBG", "WDT", "WP") or following.lower_ in cues.words("comments", "openers"):
            content = (start, comma)
        yield hull(doc, *content), named(doc, hull(doc, *who)), hull(doc, *cue)
        return


def _resumed(doc: Doc, start: int, end: int) -> int:
    """Where the narration goes on with an act of speech of the same subject: "…, and called it a farce"."""
    for token in doc[start:end]:
        before = [t.lower_ for t in doc[max(start, token.i - 2) : token.i]]
        if before == [",", "and"] and token.tag_ == "VBD" and token.lemma_.lower() in cues.of_acts():
            return token.i - 2
    return end


def _letter(token: Token) -> str:
    """The kind of a word: V finite cue, H auxiliary of perfect, N of a noun phrase, P preposition, A adverb, C comma,
    B bracket, T time, X anything else."""
    if token.text == ",":
        return "C"
    if token.text in ("(", ")", "[", "]", "–", "—", "--"):
        return "B"
    if token.lower_ in ("has", "have", "had") and token.pos_ == "AUX":
        return "H"
    lemma = token.lemma_.lower()
    if lemma in cues.words("saying") | cues.words("belief"):
        if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VB"):
            return "V"
        if (
            token.lower_ in ("say", "says", "report", "reports", "claim", "claims")
            and token.i + 1 == token.sent.end - 1
        ):
            return "V"
    if token.pos_ in ("ADP", "SCONJ") and token.lower_ not in NO_SUBJECT:
        return "P"
    if token.lower_ in NO_SUBJECT and token.lower_ != "to":
        return "X"
    if token.pos_ in NAMES or token.pos_ == "CCONJ" or token.lower_ == "to":
        return "N"
    return "A" if token.pos_ == "ADV" else "X"


def _cut(doc: Doc, who: tuple[int, int]) -> tuple[int, int]:
    """A source without the participle that goes on behind it: "the mayor, adding that …"."""
    for token in doc[who[0] + 1 : who[1]]:
        if token.tag_ == "VBG" and any(t.text == "," for t in doc[max(who[0], token.i - 2) : token.i]):
            return who[0], token.i - 1
    return who


def _someone(span: Span) -> bool:
    """Whether a stretch can be a source: it has a noun or a personal pronoun of the third person."""
    if not len(span) or span[0].lower_ in cues.words("subjects", "excluded") - {"it"}:
        return False
    if span[0].pos_ == "CCONJ":
        return False
    return any(t.pos_ in ("NOUN", "PROPN") or t.lower_ in ("he", "she", "they", "it") for t in span)
