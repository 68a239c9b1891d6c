"""What a verb of saying has as its content: which clause, where it begins, where it ends."""

from __future__ import annotations

from spacy.tokens import Span, Token

from crossread.reading import cues
from crossread.reading.trees import FINITE, LIGHT, RELATIVE, VERBAL, child, first, hull, marked, resumed

LEAST_REST = 5
OPENING = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB"})
REACH = 45
"""Words between a cue and a content that the tree hangs elsewhere, at most."""
SET_OFF = frozenset({"relcl", "appos", "acl", "advcl"})
"""Relations of what a comma can set off from a noun."""
MARKS = frozenset({",", "-", "--", "–", "—", "―", "("})
TIMES = frozenset({"after", "before", "when", "while"})
LONGEST_DATE = 4
"""Words of a date between a cue and its content."""
CONDITIONS = frozenset({"if", "had", "should", "when", "once", "unless", "while", "although", "even"})
SHIFTED = frozenset({"had", "would", "could", "might"})


def of_clause(verb: Token, sentence: Span, source: tuple[int, int]) -> tuple[int, int] | None:
    """The clause that a verb of saying takes, wherever it stands."""
    doc = verb.doc
    clause = child(verb, "ccomp")
    if clause is None and verb.dep_ == "csubj" and verb.head.lemma_ == "be":
        clause = child(verb.head, "ccomp")  # "what the minister said was that …"
    aside = verb.dep_ in ("parataxis", "ccomp", "dep", "advcl") and _parenthesis(verb)
    if clause is None and (aside or _as_said(verb)):
        return _around(verb, sentence, source)
    if clause is None:
        clause = next((c for c in verb.rights if c.dep_ in ("parataxis", "pcomp") and c.pos_ in VERBAL), None)
    if clause is None:
        clause = _strayed(verb, sentence)
    if clause is None and verb.lemma_.lower() == "say":
        return _rest(verb, sentence)
    if clause is None:
        return None
    low = min(verb.i, source[0])
    if clause.right_edge.i < low:  # "…, officials said"
        start = clause.left_edge.i
        if verb == sentence.root or start <= first(sentence) + 3:
            start = first(sentence)
        return hull(doc, start, low)
    if clause.i < low:
        return _around(verb, sentence, source)
    start = _behind_date(clause)
    if clause.dep_ == "advcl":
        start = next(c.left_edge.i for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "mark"))
    if start < low:  # "the missile, which officials said was lost": without the pronoun
        start = max(verb.i, source[1] - 1) + 1
    elif not any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in clause.children):
        stray = next((c for c in verb.rights if c.dep_ in ("dobj", "nsubj") and c.i < start), None)
        if stray is not None and stray.left_edge.i > verb.i:
            start = stray.left_edge.i
    end = clause.right_edge.i + 1
    for other in verb.rights:  # one clause that the tree has torn in two
        if other.dep_ == "ccomp" and other.left_edge.i == end and child(other, "nsubj", "nsubjpass") is None:
            end = other.right_edge.i + 1
    end = _joined(verb, clause, end)
    if doc[start : start + 2].text.lower().removeprefix("that ").split(" ")[0] in CONDITIONS:
        rest = [t for t in doc[end : sentence.end] if t.text == ","]
        if rest and rest[0].i <= end:
            end = sentence.end  # a condition: what hangs on it is said as well
    return hull(doc, start, cut(clause, end))


def _behind_date(clause: Token) -> int:
    """Where a clause begins, without a date that tells when it was said: "said this week the dam would hold"."""
    start = clause.left_edge.i
    own = child(clause, "nsubj", "nsubjpass", "expl")
    if own is None or not start < own.left_edge.i <= start + LONGEST_DATE:
        return start
    when = clause.doc[start : own.left_edge.i]
    return own.left_edge.i if all(t.ent_type_ in ("DATE", "TIME") for t in when) else start


def doubled(verb: Token, content: tuple[int, int], sentence: Span) -> tuple[int, int]:
    """A content with the second clause that a second "that" joins to it: "said that it had sunk and that it …"."""
    doc, (start, end) = verb.doc, content
    if doc[start].lower_ != "that" or end + 1 >= sentence.end or start < verb.i:
        return content
    joint = end + 1 if doc[end].text == "," else end
    if doc[joint].lower_ != "and" or joint + 2 >= sentence.end or doc[joint + 1].lower_ != "that":
        return content
    head = next((t for t in doc[joint + 2 : sentence.end] if marked(t, "that") and t.i > joint), None)
    return hull(doc, start, head.right_edge.i + 1) if head is not None else content


def _rest(verb: Token, sentence: Span) -> tuple[int, int] | None:
    """What follows "said" where the tree finds no clause in it: "say" takes nothing else of this length."""
    doc, start, end = verb.doc, verb.i + 1, sentence.end
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if end - start < LEAST_REST or doc[start].pos_ not in OPENING or any(t.is_punct for t in doc[start : start + 2]):
        return None
    return hull(doc, start, cut(verb, end)) if any(t.pos_ in VERBAL for t in doc[start:end]) else None


def made_clear(verb: Token) -> tuple[int, int] | None:
    """What follows "made it clear that"."""
    if verb.lemma_.lower() != "make":
        return None
    near = verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]
    that = next(
        (t for t in near if t.lower_ == "that" and verb.doc[t.i - 1].lower_ in ("clear", "plain", "known")), None
    )
    return (that.i, cut(verb, verb.right_edge.i + 1)) if that is not None else None


def _strayed(verb: Token, sentence: Span) -> Token | None:
    """The content where the tree hangs it from something between: "said in a statement posted on Monday that …"."""
    if verb.lemma_.lower() not in cues.words("saying"):
        return None
    if child(verb, "xcomp") is not None:
        return None
    holder = child(verb, "dobj")
    for token in verb.doc[verb.i + 1 : min(sentence.end, verb.i + REACH)]:
        if token.pos_ not in VERBAL or token.dep_ not in ("relcl", "acl", "ccomp", "advcl", "conj"):
            continue
        if not verb.is_ancestor(token) or _bound_elsewhere(token, verb):
            continue
        if marked(token, "that") or (token.doc[token.left_edge.i].lower_ == "that" and _has_own_subject(token)):
            return token
        if holder is not None:
            continue
        edge = token.left_edge.i
        if token.head == verb and token.dep_ == "advcl" and token.tag_ in FINITE | {"VB"}:
            own = child(token, "nsubj", "nsubjpass")
            if own is not None and own.i < token.i and not any(c.dep_ == "mark" for c in token.children):
                return token if token.doc[edge].tag_ != "WRB" else None
        if token.dep_ != "relcl" or token.head.lemma_.lower() not in cues.words("channels", "nouns"):
            continue
        if edge == token.head.i + 1 and child(token, "nsubj", "nsubjpass") is not None:
            opening = verb.doc[edge]
            if opening.tag_ not in ("WDT", "WP", "WRB") and opening.lower_ != "that":
                return token
    return None


def _has_own_subject(verb: Token) -> bool:
    own = child(verb, "nsubj", "nsubjpass")
    return (
        own is not None and own.lower_ not in RELATIVE and verb.head.lemma_.lower() in cues.words("channels", "nouns")
    )


def _bound_elsewhere(token: Token, verb: Token) -> bool:
    """Whether another cue stands between a clause and the verb above it."""
    head = token.head
    while head != verb:
        lemma = head.lemma_.lower()
        if head.pos_ in VERBAL and lemma in cues.of_acts() and head.dep_ != "acl":
            return True
        if head.pos_ == "NOUN" and lemma in cues.words("nouns", "heads") - cues.words("channels", "nouns"):
            return True
        head = head.head
    return False


def _joined(verb: Token, clause: Token, end: int) -> int:
    """The end with a clause that belongs to the content, though the tree joins it to the cue: "… a chart, but
    its depths had never been measured". It has its own subject and is shifted back in time as the content is."""
    for other in verb.rights:
        if other.dep_ != "conj" or other.i < end:
            continue
        if other.lemma_.lower() in cues.of_acts() and child(other, "auxpass") is None:
            continue
        own = child(other, "nsubj", "nsubjpass")
        shifted = any(c.dep_ in ("aux", "auxpass") and c.lower_ in SHIFTED for c in other.children)
        begins = own.left_edge.i if own is not None else other.left_edge.i
        if shifted and all(t.pos_ in ("CCONJ", "PUNCT") for t in verb.doc[end:begins]):
            return other.right_edge.i + 1
    return end


def trimmed(verb: Token, content: tuple[int, int]) -> tuple[int, int]:
    """What an act of speech is about, without what is set off from its end and without its occasion."""
    doc, (start, end) = verb.doc, content
    for token in doc[start + 1 : end]:
        edge = token.left_edge.i
        if edge <= start or token.right_edge.i + 1 < end:
            continue
        set_off = token.dep_ in SET_OFF and doc[edge - 1].text in MARKS
        timed = token.dep_ == "advcl" and any(
            c.dep_ in ("mark", "advmod") and c.lower_ in TIMES for c in token.children
        )
        during = token.dep_ == "prep" and token.lower_ in ("during", "after", "before", "amid")
        if set_off or (timed and token.head.pos_ not in VERBAL) or (during and token.head == verb):
            return hull(doc, start, edge)
    return content


def cut(clause: Token, end: int) -> int:
    """Where a content ends: before the next saying (", adding that …", "and pledged that …") or a comment on it."""
    doc = clause.doc
    for token in doc[clause.i + 1 : end]:
        if resumed(token) is not None and token.right_edge.i + 1 == end:
            edge = token.left_edge.i
            return edge - 1 if doc[edge - 1].dep_ == "cc" else edge
        if _other_teller(token):
            return _before(token)
        if token.dep_ == "relcl" and token.lemma_.lower() in cues.words("saying") and token.tag_ in FINITE:
            edge = token.left_edge.i
            if edge > clause.i and doc[edge - 1].text == "," and doc[edge].lower_ in RELATIVE:
                return edge
        if doc[token.i - 1].text != ",":
            continue
        if token.tag_ == "VBG" and token.lemma_ in cues.of_acts() and token.dep_ in ("advcl", "acl"):
            return token.i
        if token.lower_ == "according":
            return token.i
        if token.lower_ in cues.words("comments", "openers") and token.dep_ in ("mark", "prep", "advmod", "prt"):
            return token.i
    return end


def _other_teller(token: Token) -> bool:
    """Whether a conjunct in a content is a saying of somebody else's: "… had closed, and when pressed, Orr replied"."""
    if token.dep_ != "conj" or token.tag_ not in FINITE or token.lemma_.lower() not in cues.words("saying"):
        return False
    if marked(token, "that"):
        return False  # said as well: "that it had sunk and that it showed …"
    told = child(token, "ccomp", "parataxis") is not None or token.doc[token.i + 1 : token.i + 2].text in (",", ":")
    return told and child(token, "nsubj") is not None


def _before(token: Token) -> int:
    """Where the connective before a conjunct stands, else where the conjunct begins."""
    joint = next((c.i for c in token.head.rights if c.dep_ == "cc" and c.i < token.i), token.left_edge.i)
    return max(joint, token.head.i + 1)


def _parenthesis(verb: Token) -> bool:
    """Whether a verb with its own subject stands as a parenthesis inside of a sentence: ", officials believe,"."""
    edge = verb.left_edge.i
    if edge == verb.sent.start or verb.doc[edge - 1].text not in LIGHT:
        return False
    alone = not any(c.dep_ in ("dobj", "xcomp", "mark") for c in verb.children)
    return alone and verb.tag_ in FINITE and child(verb, "nsubj") is not None


def _as_said(verb: Token) -> bool:
    """Whether a verb stands in a clause like ", as officials have said": it attributes what stands around it."""
    as_ = next((c for c in verb.children if c.lower_ == "as" and c.dep_ in ("mark", "advmod") and c.i < verb.i), None)
    if as_ is None or verb.dep_ != "advcl" or verb.tag_ not in (*FINITE, "VBN"):
        return False
    edge, behind = verb.left_edge.i, verb.right_edge.i + 1
    set_off = edge == first(verb.sent) or verb.doc[edge - 1].text in LIGHT
    closed = behind >= verb.sent.end - 1 or verb.doc[behind].text in LIGHT
    return set_off and closed and not any(c.dep_ in ("dobj", "xcomp", "ccomp") for c in verb.children)


def _around(verb: Token, sentence: Span, source: tuple[int, int]) -> tuple[int, int] | None:
    """The sentence around a parenthesis that attributes."""
    low, high = min(verb.i, source[0]), max(verb.right_edge.i + 1, source[1])
    start, end = first(sentence), sentence.end
    if high >= end - 1:
        return hull(verb.doc, start, low)
    if low <= start + 1:
        return hull(verb.doc, high, end)
    return hull(verb.doc, start, end)
