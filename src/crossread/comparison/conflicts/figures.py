"""The figures of a story: what each counts, what befell those it counts, and what stands around it."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from crossread.comparison.conflicts import amounts
from crossread.comparison.conflicts.holders import smallest
from crossread.comparison.conflicts.spans import days_between
from crossread.comparison.profiles import LIGHT
from crossread.comparison.story import Story
from crossread.reading import names
from crossread.values import Quantity, Reading, Statement, Stretch, Word

LEAST_WORDS = 4
"""Words besides the figure that the statement which holds it has at least."""
REACH = 70
"""Characters on either side of a figure that tell what it is."""
CLIMB = 6
"""Steps up the tree to the verb that tells what befell those a figure counts."""

STEM = 4
"""Letters by which words of one root are known."""
TELLING = frozenset({"NOUN", "VERB", "ADJ"})
LONG_AGO = 60
"""Days before its report from which what befell somebody is another matter than the report's own."""
ALL_BUT_ONE = 0.75
"""Cosine of what stands around two figures from which a fate that one of them does not tell is the other's."""


@dataclass(frozen=True, eq=False)
class Figure:
    """A quantity, the smallest statement that holds it, what its noun may also be called, what befell those it counts
    (both empty where it is not told), whether it is of a part of them, whether of a time long before the report,
    the beginnings of the words that stand around it, and the vector of these."""

    quantity: Quantity
    statement: Statement
    counted: frozenset[str]
    fate: frozenset[str]
    part: bool
    old: bool
    stems: frozenset[str]
    context: npt.NDArray[np.float32]


@dataclass(frozen=True)
class Lists:
    """The lists of figures.toml: groups of nouns (by noun), words of a part, fates by word, the
    fates whose count changes by the hour."""

    alike: dict[str, frozenset[str]]
    part: frozenset[str]
    whole: frozenset[str]
    groups: frozenset[str]
    times: frozenset[str]
    fates: dict[str, str]
    counted_up: frozenset[str]


@functools.cache
def lists() -> Lists:
    """The lists of figures.toml."""
    raw = tomllib.loads((Path(__file__).parent / "figures.toml").read_text("utf-8"))
    alike: dict[str, set[str]] = {}
    for n, group in enumerate(raw["alike"]):
        for noun in group:
            alike.setdefault(noun, {noun}).add(f"group {n}")
    fates = {word: fate for fate, words in raw["fates"].items() for word in words}
    words = {name: frozenset(raw[name]) for name in ("part", "whole", "groups", "times", "counted_up")}
    return Lists(alike={n: frozenset(g) for n, g in alike.items()}, fates=fates, **words)


def of(story: Story) -> list[Figure]:
    """The figures of a story, in the order of reports and text; ranks ("the third") are none."""
    held: list[tuple[Quantity, Statement, frozenset[str], frozenset[str], bool, bool, frozenset[str]]] = []
    windows: list[str] = []
    for reading in story.readings:
        for sentence in reading.statements:
            if not sentence.whole:
                continue
            found = [q for q in sentence.quantities if q.kind != "ordinal"]
            words = story.words(sentence)
            for q in found:
                least = LEAST_WORDS + len(q.text.split())
                holder = smallest(story, sentence.report, _with_verb(words, reading.words, q), least) or sentence
                start, end = _window(sentence, q, found)
                counted, fate = _counted(words, q), _fate(words, reading.words, q)
                part = q.kind == "count" and _partial(words, q)
                held.append(
                    (
                        q,
                        holder,
                        counted,
                        fate,
                        part,
                        _old(reading, holder),
                        _stems(words, start, end, q.kind == "measure"),
                    )
                )
                windows.append(_text(reading.report.text, q, start, end) or sentence.text)
    vectors = story.language.vectors(windows)
    return [Figure(*known, vectors[n]) for n, known in enumerate(held)]


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two figures can be of one thing by kind and unit (also through a conversion)."""
    return a.kind == b.kind and amounts.aligned(a, b) is not None


def one_thing(a: Figure, b: Figure) -> bool:
    """Whether two figures of one kind can count the same: by their nouns, and by what befell those they count."""
    if not comparable(a.quantity, b.quantity) or a.part != b.part or not _one_fate(a, b):
        return False
    if a.quantity.kind == "count":
        return bool(a.counted & b.counted) or bool(a.fate & b.fate and not (a.counted and b.counted))
    if a.quantity.kind == "money" and not a.stems & b.stems:
        return False
    return not a.counted or not b.counted or bool(a.counted & b.counted) or a.quantity.kind == "money"


def _one_fate(a: Figure, b: Figure) -> bool:
    """Whether the same befell those that two figures count, at one time, as far as it is told; the fate must be told of
    both or neither but where their clauses are all but one."""
    if a.quantity.kind != "count":
        return True
    if a.fate != b.fate and not a.fate & b.fate:
        return not (a.fate and b.fate) and float(np.round(a.context @ b.context, 6)) >= ALL_BUT_ONE
    return not (a.fate and a.old != b.old)


def _counted(words: Sequence[Word], q: Quantity) -> frozenset[str]:
    """The noun that a figure counts and the groups of nouns it is in."""
    name = q.what
    if name is None:
        following = [w.lemma for w in words if w.start >= q.end and w.lemma != "of"][:1]
        name = following[0] if following and following[0] in lists().times else None
    if name is None:
        return frozenset()
    if q.kind == "count" and names.country(name) is not None:
        name = "people"
    return frozenset({name.removesuffix("s")}) | lists().alike.get(name, frozenset())


def _fate(words: Sequence[Word], table: Sequence[Word], q: Quantity) -> frozenset[str]:
    """What befell those a figure counts: by its noun, the verb it hangs from, and that verb's complements."""
    known = lists().fates
    at = _at(words, q)
    if at is None:
        return frozenset()
    told = {known[q.what]} if q.what in known else set()
    for _ in range(CLIMB):
        up = table[at.head]
        if up.start == at.start:
            break
        at = up
        if at.lemma in known:
            told.add(known[at.lemma])
        if at.pos in ("VERB", "AUX"):
            told |= {
                known[w.lemma]
                for w in words
                if table[w.head].start == at.start and w.dep in ("acomp", "attr", "advmod") and w.lemma in known
            }
            break
    following = next((w for w in words if w.start >= q.end), None)
    if following is not None and following.lemma in known:
        told.add(known[following.lemma])
    return frozenset(told)


def _partial(words: Sequence[Word], q: Quantity) -> bool:
    """Whether a figure is of some of those that are counted as a whole ("five of the dead", "two more")."""
    before = [w for w in words if w.end <= q.start][-2:]
    after = [w for w in words if w.start >= q.end][:3]
    if any(w.lemma in lists().part for w in (*before[-1:], *after[:1])):
        return True
    of_them = (
        len(after) > 2
        and after[0].lemma == "of"
        and (after[1].pos == "NUM" or (after[1].lemma in lists().whole and after[2].lemma in lists().fates))
    )
    family = len(before) > 1 and before[1].lemma == "of" and before[0].lemma in lists().groups
    return of_them or family


def _old(reading: Reading, s: Statement) -> bool:
    """Whether a statement's sentence is dated, and only by times long before its report."""
    published = reading.report.published
    dates = [t.date for t in reading.times if t.date and s.sentence[0] <= t.start and t.end <= s.sentence[1]]
    return bool(published and dates) and all(
        days_between(date.split("/")[0], (published or "")[:10]) > LONG_AGO for date in dates
    )


def _with_verb(words: Sequence[Word], table: Sequence[Word], q: Quantity) -> Stretch:
    """The stretch from a figure to the verb that it hangs from."""
    at = _at(words, q)
    for _ in range(CLIMB):
        if at is None or at.pos in ("VERB", "AUX") or table[at.head].start == at.start:
            break
        at = table[at.head]
    if at is None or at.pos not in ("VERB", "AUX") or not words[0].start <= at.start < words[-1].end:
        return q.start, q.end
    return min(q.start, at.start), max(q.end, at.end)


def _at(words: Sequence[Word], q: Quantity) -> Word | None:
    """The word of a figure that the tree has as a number, else its first."""
    own = [w for w in words if w.start < q.end and q.start < w.end]
    return next((w for w in own if w.pos == "NUM"), own[0] if own else None)


def _window(sentence: Statement, q: Quantity, found: Sequence[Quantity]) -> Stretch:
    """The stretch around a figure, up to the next figure on either side."""
    end = _end(q)
    before = max([sentence.start, q.start - REACH, *(o.end for o in found if o.end <= q.start)])
    after = min([sentence.end, end + REACH, *(o.start for o in found if o.start >= end)])
    return before, max(end, after)


def _end(q: Quantity) -> int:
    return q.converted.end + 1 if q.converted else q.end  # the bracket of a conversion belongs to the figure


def _text(text: str, q: Quantity, start: int, end: int) -> str:
    """What stands around a figure, without it: it would pull the vector."""
    return re.sub(r"\s+", " ", f"{text[start : q.start]} {text[_end(q) : end]}").strip()


def _stems(words: Sequence[Word], start: int, end: int, names_too: bool) -> frozenset[str]:
    """How the words with content in a stretch begin, so that "paid" and "payments" are one; names where they tell what
    is measured (a distance from a town)."""
    return frozenset(
        w.lemma[:STEM].lower()
        for w in words
        if start <= w.start
        and w.end <= end
        and w.lemma not in LIGHT
        and ((w.pos in TELLING and not w.entity) or (names_too and w.pos == "PROPN"))
    )
