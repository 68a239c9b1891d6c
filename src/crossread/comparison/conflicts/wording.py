"""Conflicts of wording: quoted words of one utterance that do not mean the same.

Two quotations of an utterance are aligned; where both have other words, between marks, in a frame that is the same, and
these words are no forms, names or near synonyms of each other, one rendering or the other changes what was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, takewhile

import numpy as np
from rapidfuzz import fuzz

from crossread.comparison import collation
from crossread.comparison.collation import NEAR, Token
from crossread.comparison.passages import fold
from crossread.comparison.profiles import LIGHT
from crossread.comparison.story import Story
from crossread.values import Conflict, Quotation, Side, Stretch, Utterance, Word

CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
MOST_WORDS = 3
"""Words of a rendering: more are another sentence, not another word."""
LEAST_FRAME = 2
"""Words that the two have in common right before or right after, one of them with content."""
SYNONYM = 0.35
"""Cosine of two renderings from which they may be synonyms. Bare words are hard to tell by it: "fight" and "combat"
have .69, but "demand" and "request" .27; so only the farthest are taken, and few are right for sure."""
CONFIDENCE = 0.45
"""What the tuning stories allow to say: too few for more than one figure."""


@dataclass(frozen=True)
class Rendering:
    """One quotation's words in a place where another has others."""

    quotation: Quotation
    stretch: Stretch
    text: str
    content: frozenset[str]


def find(story: Story, utterances: Sequence[Utterance]) -> list[Conflict]:
    """Two renderings of one saying, each pair once; ids are the caller's to give."""
    sides: dict[tuple[frozenset[str], frozenset[str]], tuple[list[Rendering], list[Rendering]]] = {}
    for utterance in utterances:
        members = [story.quotations[m] for m in utterance.members]
        for a, b in combinations([q for q in members if q.kind != "indirect"], 2):
            if story.origin[a.report] == story.origin[b.report]:
                continue
            for first, second in _differences(story, a, b):
                key = (first.content, second.content)
                if key not in sides and key[::-1] in sides:
                    first, second, key = second, first, key[::-1]
                held = sides.setdefault(key, ([], []))
                for side, rendering in zip(held, (first, second), strict=True):
                    if rendering not in side:
                        side.append(rendering)
    return [_conflict(story, pair) for pair in sides.values()]


def _conflict(story: Story, pair: tuple[list[Rendering], list[Rendering]]) -> Conflict:
    return Conflict(
        id="",
        kind="wording",
        nature="translation",
        why="two-renderings",
        confidence=CONFIDENCE,
        sides=tuple(
            Side(value=side[0].text, members=ids, origins=story.origins(ids))
            for side in pair
            for ids in (tuple(dict.fromkeys(r.quotation.id for r in side)),)
        ),
    )


def _differences(story: Story, a: Quotation, b: Quotation) -> list[tuple[Rendering, Rendering]]:
    witnesses = [[t for t in collation.tokens(q) if collation.is_word(t[2])] for q in (a, b)]
    if max(map(len, witnesses)) > collation.MOST_TOKENS:
        return []
    table = collation.align(witnesses)
    found = []
    for start, end in _runs(table, (a, b)):
        one, other = (_rendering(story, q, [row[n] for row in table[start:end]]) for n, q in enumerate((a, b)))
        if one and other and _framed(story, a, table, start, end) and _apart(story, one, other):
            found.append((one, other))
    return found


def _runs(table: Sequence[dict[int, Token]], pair: tuple[Quotation, Quotation]) -> list[Stretch]:
    """Rows, from and to, in which both have another word, between marks."""
    marked = [q.fragments or (((q.start, q.end),) if q.kind == "direct" else ()) for q in pair]

    def differ(row: dict[int, Token]) -> bool:
        return (
            len(row) == 2
            and row[0][2] != row[1][2]
            and all(any(x <= row[n][0] and row[n][1] <= y for x, y in marked[n]) for n in (0, 1))
        )

    runs = groupby(range(len(table)), key=lambda n: differ(table[n]))
    return [(rows[0], rows[-1] + 1) for different, group in runs if different and (rows := list(group))]


def _framed(story: Story, a: Quotation, table: Sequence[dict[int, Token]], start: int, end: int) -> bool:
    """Whether both have the same words right before and after, or one of them ends there; and content on a side."""
    content = False
    for rows in (table[:start][::-1], table[end:]):
        shared = list(takewhile(lambda row: len(row) == 2 and row[0][2] == row[1][2], rows))
        ended = not all(any(n in row for row in rows[len(shared) :]) for n in (0, 1))
        if not shared and not ended:
            return False
        near = [w for row in shared[:4] for w in _words(story, a, row[0][:2])]
        content |= len(shared) >= LEAST_FRAME and any(w.pos in CONTENT for w in near)
    return content


def _rendering(story: Story, q: Quotation, tokens: Sequence[Token]) -> Rendering | None:
    """The words of a run, if they are few and no name or figure."""
    stretch = (tokens[0][0], tokens[-1][1])
    words = _words(story, q, stretch)
    content = frozenset(w.lemma for w in words if w.pos in CONTENT and w.lemma not in LIGHT)
    if not content or len(tokens) > MOST_WORDS or any(w.entity or w.pos in ("PROPN", "NUM") for w in words):
        return None
    return Rendering(q, stretch, story.reports[q.report].text[stretch[0] : stretch[1]], content)


def _apart(story: Story, a: Rendering, b: Rendering) -> bool:
    """Whether two renderings share no word or form of it, are of one part of speech, and no synonyms."""
    if any(fuzz.ratio(fold(x), fold(y)) >= NEAR for x in sorted(a.content) for y in sorted(b.content)):
        return False
    kinds = [{w.pos for w in _words(story, r.quotation, r.stretch) if w.pos in CONTENT} for r in (a, b)]
    if not kinds[0] & kinds[1]:
        return False
    vectors = story.language.vectors([a.text, b.text])
    return float(np.round(vectors[0] @ vectors[1], 6)) < SYNONYM


def _words(story: Story, q: Quotation, stretch: Stretch) -> list[Word]:
    return [w for w in story.reading(q.report).words if stretch[0] <= w.start and w.end <= stretch[1]]
