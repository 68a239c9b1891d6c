"""What a rule asks of a tree: who the subject is, how far a noun phrase reaches, which words are the verb's own."""

from __future__ import annotations

from typing import TypeAlias

from spacy.tokens import Doc, Span, Token

from crossread.reading import cues

Tokens: TypeAlias = tuple[int, int]
"""Token indices of a Doc, end exclusive."""
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})
RELATIVE = frozenset({"who", "which", "that", "what", "whom", "whose"})
GROUP = frozenset({"aux", "auxpass", "neg", "prt", "advmod"})
LIGHT = frozenset({",", ";", ":", "-", "–", "—", "--"})
TRAILING = frozenset({"and", "but", "or", "as", "though", "although", "while", "because"})
OCCASIONS = frozenset({"at", "in", "on", "during", "after", "via", "through"})
LONGEST_GAP = 10
"""Tokens between a subject and its verb that may still name it."""
NEAR = 2
"""Tokens from a verb to the infinitive that it governs, where both are one cue."""
REACH = 6
"""Tokens from a verb to the noun that is one cue with it."""
DEEPEST = 4
"""Verbs that a subject is sought over."""


def hull(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A stretch of tokens without space, light punctuation, and a connective that nothing follows."""
    while start < end and (doc[start].is_space or doc[start].text in LIGHT):
        start += 1
    while end > start and (
        doc[end - 1].is_space
        or doc[end - 1].text in LIGHT
        or doc[end - 1].text in (".", '"')
        or (doc[end - 1].lower_ in TRAILING and end - 1 > start)
    ):
        end -= 1
    return start, end


def first(sentence: Span) -> int:
    """The first token of a sentence that is no space."""
    index: int = sentence.start
    while index < sentence.end - 1 and sentence.doc[index].is_space:
        index += 1
    return index


def child(token: Token, *deps: str) -> Token | None:
    """The first child in one of these relations."""
    return next((c for c in token.children if c.dep_ in deps), None)


def infinitive(verb: Token) -> bool:
    """Whether "to" stands before a verb."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def marked(verb: Token, *words: str) -> bool:
    """Whether one of these conjunctions opens the clause of a verb."""
    return any(c.dep_ == "mark" and c.lower_ in words for c in verb.children)


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Who does the saying: the subject, the agent of a passive, or the subject of the verb it is bound to."""
    for found in verb.children:
        if found.dep_ == "nsubjpass":
            return _agent(verb)
        if found.dep_ == "nsubj":
            if found.lower_ in RELATIVE and verb.dep_ == "relcl":
                return _antecedent(verb.head)
            return found
    if any(c.dep_ == "auxpass" for c in verb.children):
        return _agent(verb)
    if depth > DEEPEST:
        return None
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in VERBAL:
        if verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VB"):
            return None
        outer = resumed(verb)
        return subject_of(outer if outer is not None else verb.head, depth + 1)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.pos_ in NOMINAL:
        return verb.head
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG":
        outer = verb.head
        while outer.pos_ in ("ADP", "ADV", "SCONJ") and outer.head != outer:
            outer = outer.head
        passive = child(outer, "nsubjpass")
        if outer.lemma_ == "quote" and verb.head.lower_ == "as" and passive is None:
            return child(outer, "dobj")  # "quoted the pilot as saying"
        return passive or (subject_of(outer, depth + 1) if outer.pos_ in VERBAL else None)
    return None


def _antecedent(noun: Token) -> Token | None:
    """What a relative pronoun stands for; no date, though the tree may say so ("one passed in May, which asked …")."""
    while noun.ent_type_ in ("DATE", "TIME") and noun.dep_ == "pobj":
        above = noun.head.head
        noun = above.head if above.dep_ == "acl" else above
    return noun if noun.pos_ in NOMINAL or noun.pos_ == "NUM" else None


def resumed(verb: Token) -> Token | None:
    """The cue that a conjunct resumes though it hangs from its content: "said it had grown and pledged that …"."""
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or verb.lemma_.lower() not in cues.of_acts():
        return None
    if any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children):
        return None
    content, root = verb.head, verb.sent.root
    shifted = marked(content, "that") and any(c.tag_ == "MD" for c in content.children)
    if shifted and verb.tag_ == root.tag_ == "VBD" and root.i < content.i:
        own = child(root, "nsubj")  # "She was sure, she said, that it would help, and called it …"
        if own is not None and own.lower_ in ("he", "she", "they"):
            return root
    while content.dep_ == "conj" and content.head.pos_ in VERBAL:
        content = content.head
    cue = content.head
    if content.dep_ != "ccomp" or cue.tag_ != verb.tag_ or cue.lemma_.lower() not in cues.of_acts():
        return None
    return cue if cue.i < content.i else None


def _agent(verb: Token) -> Token | None:
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def pronoun_of(verb: Token, depth: int = 0) -> Token | None:
    """The relative pronoun that is the subject of a verb: "who said"."""
    own = child(verb, "nsubj", "nsubjpass")
    if own is not None:
        return own if own.dep_ == "nsubj" and own.lower_ in RELATIVE and verb.dep_ == "relcl" else None
    if depth > DEEPEST or verb.dep_ not in ("conj", "xcomp") or verb.head.pos_ not in VERBAL:
        return None
    return pronoun_of(verb.head, depth + 1)


def noun_phrase(noun: Token) -> tuple[int, int]:
    """A noun phrase whole, with its apposition and what else depends on it.

    A noun that is said to say something in its own relative or participial clause ends before that clause.
    """
    end = noun.right_edge.i + 1
    for found in noun.rights:
        ends = found.right_edge.i + 1 == end
        telling = found.lemma_.lower() in cues.of_acts() and found.pos_ == "VERB"
        if telling and (found.tag_ == "VBG" or (found.dep_ in ("relcl", "acl") and ends)):
            end = found.left_edge.i
            break
    start = noun.left_edge.i
    if start > noun.sent.start and noun.doc[start - 1].text.isupper() and noun.doc[start - 1].dep_ == "npadvmod":
        start -= 1  # "PM Brook": an office taken for an hour
    if noun.doc[start].pos_ in ("ADP", "SCONJ"):  # "During the debate, member Ada Brook"
        start = max([start, *(t.i + 1 for t in noun.doc[start : noun.i] if t.text == ",")])
    return named(noun.doc, hull(noun.doc, start, end))


def is_demoted(verb: Token) -> bool:
    """Whether the tree took a sentence's main verb for a participle of its subject: "Several members called for …"."""
    return verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and verb.head.dep_ == "ROOT" and verb.head.pos_ in NOMINAL


def run_before(verb: Token) -> tuple[int, int] | None:
    """The words right before a finite verb whose subject the tree has lost, back to a comma or another verb."""
    demoted = is_demoted(verb)
    if not demoted and (verb.dep_ != "ROOT" or verb.tag_ not in FINITE):
        return None
    doc, end = verb.doc, cue_of(verb)[0]
    start = end
    while start > verb.sent.start and doc[start - 1].text not in LIGHT and doc[start - 1].pos_ not in ("VERB", "SCONJ"):
        start -= 1
    while start < end and (
        doc[start].pos_ in ("ADP", "CCONJ", "ADV", "PUNCT", "SPACE") or doc[start].ent_type_ == "DATE"
    ):
        start += 1
    nominal = any(t.pos_ in NOMINAL for t in doc[start:end]) and not any(t.pos_ == "AUX" for t in doc[start:end])
    if nominal:
        return start, end
    if not demoted:
        return None
    lefts = [c.left_edge.i for c in verb.head.lefts if c.dep_ in ("det", "amod", "compound", "nummod", "poss", "nmod")]
    return hull(doc, min([verb.head.i, *lefts]), end)


def up_to(verb: Token, who: tuple[int, int]) -> tuple[int, int]:
    """A subject with the names before its verb that the tree gives to neither: "the chief (CO) Ada Brook"."""
    doc, cue = verb.doc, cue_of(verb)[0]
    between = doc[who[1] : cue]
    if not 0 < len(between) <= LONGEST_GAP or any(t.text in LIGHT for t in between):
        return who
    if any(t.pos_ not in ("NOUN", "PROPN", "ADJ", "CCONJ", "PUNCT", "ADP", "DET", "X") for t in between):
        return who
    return (who[0], cue) if any(t.pos_ in NOMINAL for t in between) else who


def is_occasion(preposition: Token) -> bool:
    """Whether a phrase tells when or where something was said: "on Monday", "at a press conference"."""
    inner = child(preposition, "pobj") if preposition.lower_ in OCCASIONS else None
    if inner is None:
        return False
    holder = preposition.head
    if inner.ent_type_ == "GPE" and holder.tag_ in ("NN", "NNP") and child(holder, "poss") is not None:
        return True  # "Orvia's minister in Port Sund" is somewhere; "officials in Port Sund" are of there
    return inner.ent_type_ in ("DATE", "TIME") or inner.lemma_.lower() in cues.words("channels", "nouns")


def named(doc: Doc, who: tuple[int, int]) -> tuple[int, int]:
    """A source without the occasion behind it: "the mayor at a press conference", "Brook on Monday"."""
    for token in doc[who[0] + 1 : who[1]]:
        if token.dep_ == "prep" and is_occasion(token):
            return hull(doc, who[0], token.i)
        if token.dep_ == "npadvmod" and token.ent_type_ == "DATE" and token.i == who[1] - 1:
            return hull(doc, who[0], token.left_edge.i)
    return who


def up_from(verb: Token) -> Tokens:
    """The verb group of a cue with the verb that governs it: "has refused to discuss", "went on to say"."""
    cue, governor = cue_of(verb), verb.head
    if verb.dep_ != "xcomp" or governor.pos_ != "VERB" or not (infinitive(verb) or verb.tag_ == "VBG"):
        return cue
    near = 0 < cue[0] - governor.i <= NEAR and child(verb, "nsubj") is None and child(governor, "dobj") is None
    return (up_from(governor)[0], cue[1]) if near else cue


def over_infinitives(verb: Token, end: int) -> int:
    """The end of an infinitive with the bare ones that the tree joins to its verb: "wants to mend it and sell it"."""
    for other in verb.rights:
        bare = other.dep_ == "conj" and other.tag_ == "VB" and verb.tag_ in (*FINITE, "VBN", "VBG")
        if bare and 0 <= other.left_edge.i - end <= NEAR and not any(c.dep_ == "aux" for c in other.children):
            end = other.right_edge.i + 1
    return end


def with_noun(noun: Token) -> Tokens:
    """A noun that is a cue with the verb whose object it is: "made a decision", "have expressed concern"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.dep_ == "prep":
        verb = verb.head
    held = noun.dep_ in ("dobj", "pobj") and verb.pos_ == "VERB" and 0 < noun.i - verb.i <= REACH
    if not held or any(c.dep_ == "poss" for c in noun.children) or subject_of(verb) is None:
        own = [t.left_edge.i for t in noun.lefts if t.dep_ in ("amod", "det") and t.lower_ != "no"]
        return min([noun.i, *own]), noun.i + 1
    return up_from(verb)[0], noun.i + 1


def over_preposition(doc: Doc, cue: Tokens, content: Tokens) -> Tokens:
    """A cue with the preposition that joins its content to it: "spoke about", "called on"."""
    joint = doc[cue[1]] if cue[1] < content[0] else None
    joins = joint is not None and joint.dep_ == "prep" and content[0] == cue[1] + 1 and cue[0] <= joint.head.i < cue[1]
    return (cue[0], cue[1] + 1) if joins else cue


def _manner(adverb: Token) -> bool:
    return adverb.lower_.endswith("ly") or adverb.lower_ in ("then", "later", "again")


def cue_of(verb: Token) -> tuple[int, int]:
    """A verb with the auxiliaries, adverbs and particle that touch it: "has often said", "said then"."""
    start, end = verb.i, verb.i + 1
    helpers = {
        c.i: c.dep_ for c in verb.children if c.dep_ in GROUP and c.pos_ not in NOMINAL and c.left_edge == c.right_edge
    }
    while start - 1 in helpers:
        start -= 1
    aux = next((c.i for c in verb.lefts if c.dep_ in ("aux", "auxpass")), start)
    if aux < start and all(t.pos_ in ("ADV", "PART", "AUX") for t in verb.doc[aux:start]):
        start = aux  # "is once again asking"
    while helpers.get(end) == "prt" or (helpers.get(end) == "advmod" and _manner(verb.doc[end])):
        end += 1
    return start, end
