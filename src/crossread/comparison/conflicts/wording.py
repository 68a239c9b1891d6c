"""Conflicts of wording: one saying in quotation marks whose words are not the same from report to report.

Who quotes vouches for the words. Where two reports quote one speaker's saying in other words, one of them translates,
trims or errs, and the reader should see both. Two quotations of an utterance are aligned, and words that stand in one
place are renderings of one word; two quotations that mean the same in other words throughout are renderings as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, takewhile

import numpy as np
from rapidfuzz import fuzz

from crossread.comparison import collation, linkage
from crossread.comparison.collation import NEAR, Token
from crossread.comparison.conflicts.draft import Draft, Holding
from crossread.comparison.passages import fold
from crossread.comparison.profiles import LIGHT
from crossread.comparison.story import Story
from crossread.values import Quotation, Stretch, Utterance, Word

CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
MOST_WORDS = 3
"""Words of a rendering: more are another sentence, not another word."""
LEAST_FRAME = 2
"""Words that the two have in common right before or right after, one of them with content."""
ALIGNED = 0.35
"""Cosine of two renderings from which one side of a frame is enough: below it they were drawn together by chance."""
SYNONYM = 0.60
"""Cosine of two renderings from which they say the same in other words, and nobody is misled."""
SAME_WORDS = 85
"""Likeness of letters (0 to 100) of a quotation and a part of another from which they are in the same words."""
LIKELY, SURE = ((0.60, 48), (0.50, 60)), 1.30
"""Two quotations of one speaker are renderings of one saying as a whole if cosine and likeness of letters (0 to 100)
reach one of these pairs, or cosine and likeness of words (0 to 1) this sum. On thirteen stories those who meant another
thing lay below all of them."""
LEAST_SAID = 4
"""Words of such a quotation."""


@dataclass(frozen=True)
class Rendering:
    """One quotation's words in a place where another has others."""

    quotation: Quotation
    stretch: Stretch
    text: str
    content: frozenset[str]


def find(story: Story, utterances: Sequence[Utterance]) -> Iterator[Draft]:
    """Two renderings of one word, each pair once; and renderings of whole sayings."""
    sides: dict[tuple[frozenset[str], frozenset[str]], tuple[list[Rendering], list[Rendering]]] = {}
    for utterance in utterances:
        members = [story.quotations[m] for m in utterance.members]
        for a, b in combinations([q for q in members if q.kind != "indirect"], 2):
            if a.report == b.report:
                continue
            for first, second in _differences(story, a, b):
                key = (first.content, second.content)
                if key not in sides and key[::-1] in sides:
                    first, second, key = second, first, key[::-1]
                held = sides.setdefault(key, ([], []))
                for side, rendering in zip(held, (first, second), strict=True):
                    if rendering not in side:
                        side.append(rendering)
    for one, other in sides.values():
        yield Draft("wording", "two-renderings", (_side(one), _side(other)))
    yield from _sayings(story)


def _side(renderings: Sequence[Rendering]) -> tuple[Holding, ...]:
    return tuple(Holding(r.text, r.quotation, r.stretch) for r in renderings)


# --- whole sayings ----------------------------------------------------------------------------------------------------


def _sayings(story: Story) -> Iterator[Draft]:
    """Quotations of one speaker in different reports that mean the same in other words."""
    said = [q for q in story.quotations.values() if q.kind != "indirect" and q.speaker.entity]
    quoted = {q.id: _quoted(story, q) for q in said}
    said = [q for q in said if len(quoted[q.id].split()) >= LEAST_SAID]
    vectors = story.language.vectors([quoted[q.id] for q in said])
    cosine = np.round(vectors @ vectors.T, 6)
    plain = [fold(quoted[q.id]) for q in said]
    content = [frozenset(w.lemma for w in story.words(q) if w.pos in CONTENT) - LIGHT for q in said]
    apart = [
        (i, j)
        for i, j in np.argwhere(np.triu(cosine >= LIKELY[-1][0], 1)).tolist()
        if said[i].report != said[j].report
        and said[i].speaker.entity == said[j].speaker.entity
        and _one_saying(float(cosine[i, j]), plain[i], plain[j])
        and not _trimmed(plain[i], plain[j])
        and content[i] - content[j]
        and content[j] - content[i]
    ]
    for group in linkage.components(apart):
        sides: list[list[int]] = []
        for n in group:
            side = next((s for s in sides if all(_trimmed(plain[n], plain[m]) for m in s)), None)
            if side is None:
                sides.append([n])
            else:
                side.append(n)
        held = tuple(tuple(Holding(said[n].text, said[n]) for n in side) for side in sides)
        yield Draft("wording", "two-renderings", held)


def _quoted(story: Story, q: Quotation) -> str:
    """What a quotation has between its marks."""
    text = story.reports[q.report].text
    return " ".join(text[a:b] for a, b in q.fragments) or q.text


def _one_saying(cosine: float, a: str, b: str) -> bool:
    letters = fuzz.ratio(a, b)
    if any(cosine >= least and letters >= alike for least, alike in LIKELY):
        return True
    return cosine + fuzz.token_set_ratio(a, b) / 100 >= SURE


def _trimmed(a: str, b: str) -> bool:
    """Whether two quotations are one in the same words, or one of them is a part of the other."""
    return fuzz.partial_ratio(a, b) >= SAME_WORDS


# --- words in one place -----------------------------------------------------------------------------------------------


def _differences(story: Story, a: Quotation, b: Quotation) -> list[tuple[Rendering, Rendering]]:
    witnesses = [[t for t in collation.tokens(q) if collation.is_word(t[2])] for q in (a, b)]
    if max(map(len, witnesses)) > collation.MOST_TOKENS or [t[2] for t in witnesses[0]] == [t[2] for t in witnesses[1]]:
        return []
    table = collation.align(witnesses)
    found = []
    for start, end in _runs(table, (a, b)):
        one, other = (_rendering(story, q, [row[n] for row in table[start:end]]) for n, q in enumerate((a, b)))
        if one and other and _apart(story, one, other):
            framed = _framed(story, a, table, start, end)
            cosine = _cosine(story, one.text, other.text)
            if cosine < SYNONYM and (framed == 2 or (framed == 1 and cosine >= ALIGNED)):
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


def _framed(story: Story, a: Quotation, table: Sequence[dict[int, Token]], start: int, end: int) -> int:
    """On how many sides both have the same words right beside, or one of them ends there; 0 without content in them."""
    content, sides = False, 0
    for rows in (table[:start][::-1], table[end:]):
        shared = list(takewhile(lambda row: len(row) == 2 and row[0][2] == row[1][2], rows))
        ended = not all(any(n in row for row in rows[len(shared) :]) for n in (0, 1))
        sides += bool(shared or ended)
        near = [w for row in shared[:4] for w in _words(story, a, row[0][:2])]
        content |= len(shared) >= LEAST_FRAME and any(w.pos in CONTENT for w in near)
    return sides if content else min(sides, 1)


def _rendering(story: Story, q: Quotation, tokens: Sequence[Token]) -> Rendering | None:
    """The words of a run, if they are few and no name or figure."""
    stretch = (tokens[0][0], tokens[-1][1])
    words = _words(story, q, stretch)
    content = frozenset(w.lemma for w in words if w.pos in CONTENT and w.lemma not in LIGHT)
    if not content or len(tokens) > MOST_WORDS or any(w.entity or w.pos in ("PROPN", "NUM") for w in words):
        return None
    return Rendering(q, stretch, story.reports[q.report].text[stretch[0] : stretch[1]], content)


def _apart(story: Story, a: Rendering, b: Rendering) -> bool:
    """Whether two renderings share no word or form of it, and have a part of speech in common."""
    if any(fuzz.ratio(fold(x), fold(y)) >= NEAR for x in sorted(a.content) for y in sorted(b.content)):
        return False
    kinds = [{w.pos for w in _words(story, r.quotation, r.stretch) if w.pos in CONTENT} for r in (a, b)]
    return bool(kinds[0] & kinds[1])


def _cosine(story: Story, a: str, b: str) -> float:
    vectors = story.language.vectors([a, b])
    return float(np.round(vectors[0] @ vectors[1], 6))


def _words(story: Story, q: Quotation, stretch: Stretch) -> list[Word]:
    return [w for w in story.words(q) if stretch[0] <= w.start and w.end <= stretch[1]]
