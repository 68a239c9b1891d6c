"""The wordings of one utterance side by side: tokens aligned in columns, none lost in any witness.

Progressive alignment: the witnesses are added one by one, the longest first, to a row of columns by dynamic programming
(Needleman and Wunsch 1970). Near matches (spelling, tense) may share a column, a word and a mark never do.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from crossread.comparison.passages import fold
from crossread.values import Column, Quotation, Variant

TOKEN = re.compile(r"[^\W_]+(?:['’.,\-‑][^\W_]+)*|[^\w\s]|_")
NEAR = 75
"""Likeness (0 to 100) from which two words are forms of one."""
SAME = 10
"""What the same word is worth in a column. All worths are tenths, so that sums are exact."""
FORM = 7
"""What a form of the word is worth."""
GAP = -4
OTHER = -6
"""Cost of two different words in one column: less than two gaps, so that substitutes face each other where neither has
a better place."""
MARK = 2
"""What one mark on another is worth: never enough to draw words apart."""
NEVER = -20
"""What a word and a mark in one column would cost."""
MOST_TOKENS = 400
"""Longer witnesses are not collated: a column a word would help nobody."""

Token = tuple[int, int, str]
"""Offsets within the report, and the folded form; a mark is its own."""


def tokens(quotation: Quotation) -> list[Token]:
    """The words and marks of a quotation."""
    return [
        (quotation.start + m.start(), quotation.start + m.end(), fold(m.group()) or m.group())
        for m in TOKEN.finditer(quotation.text)
    ]


def collate(members: Sequence[Quotation]) -> tuple[Column, ...]:
    """The columns of an utterance, in an order that keeps the order of every witness. Empty if a witness is too long.

    A column has one variant for each witness, in the order of the members; neighbouring columns in which the same
    witnesses agree are one.
    """
    witnesses = [tokens(q) for q in members]
    if any(len(w) > MOST_TOKENS for w in witnesses):
        return ()
    return _columns(members, align(witnesses))


def align(witnesses: Sequence[Sequence[Token]]) -> list[dict[int, Token]]:
    """One row for each place: the token of every witness, by the witness's index, that has one there."""
    table: list[dict[int, Token]] = []
    for n in sorted(range(len(witnesses)), key=lambda n: (-len(witnesses[n]), n)):
        table = _add(table, n, witnesses[n])
    return table


@functools.lru_cache(maxsize=65_536)
def _worth(column: frozenset[str], token: str) -> int:
    """What it is worth to put a token into a column, by the forms there: its best match."""
    if token in column:
        return SAME if is_word(token) else MARK
    if any(is_word(form) != is_word(token) for form in column):
        return NEVER
    if not is_word(token):
        return 0
    return max([OTHER, *(FORM for form in column if fuzz.ratio(form, token) >= NEAR)])


def is_word(form: str) -> bool:
    """Whether a token's form is a word's, not a mark's."""
    return form[0].isalnum()


def _add(table: list[dict[int, Token]], witness: int, new: Sequence[Token]) -> list[dict[int, Token]]:
    """The table with one more witness: every column and every token stands in the result, in order."""
    height, width = len(table), len(new)
    forms = [frozenset(form for _, _, form in column.values()) for column in table]
    told = [form for _, _, form in new]
    above = [GAP * j for j in range(width + 1)]
    step = ["t" * (width + 1)]
    for i, column in enumerate(forms, 1):
        row, steps = [GAP * i], ["c"]
        for j, form in enumerate(told):
            both, one, other = above[j] + _worth(column, form), above[j + 1] + GAP, row[j] + GAP
            best = max(both, one, other)
            row.append(best)
            steps.append("t" if other == best else "c" if one == best else "b")
        step.append("".join(steps))
        above = row
    out: list[dict[int, Token]] = []
    i, j = height, width
    while i or j:
        if step[i][j] == "b":
            out.append({**table[i - 1], witness: new[j - 1]})
            i, j = i - 1, j - 1
        elif step[i][j] == "c":
            out.append(table[i - 1])
            i -= 1
        else:
            out.append({witness: new[j - 1]})
            j -= 1
    return out[::-1]


def _columns(members: Sequence[Quotation], table: Sequence[dict[int, Token]]) -> tuple[Column, ...]:
    groups: list[list[dict[int, Token]]] = []
    for column in table:
        if groups and _pattern(groups[-1][-1]) == _pattern(column):
            groups[-1].append(column)
        else:
            groups.append([column])
    out = []
    last = [q.start for q in members]
    for group in groups:
        variants = []
        for n, q in enumerate(members):
            held = [column[n] for column in group if n in column]
            start, end = (held[0][0], held[-1][1]) if held else (last[n], last[n])
            last[n] = end
            variants.append(Variant(quotation=q.id, start=start, end=end))
        out.append(Column(same=_same(group), variants=tuple(variants)))
    return tuple(out)


def _pattern(column: dict[int, Token]) -> tuple[bool, tuple[int, ...]]:
    return len({form for _, _, form in column.values()}) == 1, tuple(sorted(column))


def _same(group: Sequence[dict[int, Token]]) -> bool:
    return all(len({form for _, _, form in column.values()}) == 1 for column in group)
