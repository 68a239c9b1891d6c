"""The wordings of one utterance word by word: what they share told once, where they differ side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crossread.values import Column, Quotation, Stretch, Utterance
from crossread.views.outline import Outline

LEAST_SHARED = 0.5
"""Share of the shortest wording's words that all must have for the wordings to be laid over each other; below it
little but scraps would be aligned. Judged by eye on the pages of nine stories."""
FEWEST_SHARED = 3
MOST = 4
"""Wordings, different from each other, that can be read when laid over each other."""


@dataclass(frozen=True)
class Tine:
    """What some quotations have at one place of the collation, as the first of them words it; "" for nothing."""

    quotations: tuple[Quotation, ...]
    stretch: Stretch
    text: str


@dataclass(frozen=True)
class Run:
    """A stretch of the collation: one tine where all agree, else one for each wording."""

    tines: tuple[Tine, ...]

    @property
    def shared(self) -> bool:
        """Whether all agree."""
        return len(self.tines) == 1


def runs(outline: Outline, utterance: Utterance) -> list[Run]:
    """The collation in runs; empty where nothing differs, too little is shared, or too much is to be laid over."""
    quotations = [q for m in utterance.members if (q := outline.quotations.get(m))]
    texts = {q.id: outline.reports[q.report].text for q in quotations}
    groups = _groups(quotations, utterance.collation, texts)
    if not 2 <= len(groups) <= MOST:
        return []
    found: list[Run] = []
    for column in utterance.collation:
        at = {v.quotation: (v.start, v.end) for v in column.variants}
        tines = [_tine(g, at.get(g[0].id, (0, 0)), texts) for g in groups]
        if not any(_words(t.text) for t in tines):
            continue
        if column.same and all(_words(t.text) for t in tines):
            tines = [replace(tines[0], quotations=tuple(quotations))]
        if found and len(found[-1].tines) == len(tines):
            before = found.pop().tines
            tines = [_joined(b, t, texts) for b, t in zip(before, tines, strict=True)]
        found.append(Run(tuple(tines)))
    shared = sum(len(_words(r.tines[0].text)) for r in found if r.shared)
    shortest = min(len(_words(q.text)) for q in quotations)
    if all(r.shared for r in found) or shared < max(FEWEST_SHARED, LEAST_SHARED * shortest):
        return []
    return found


def _groups(
    quotations: Iterable[Quotation], collation: Sequence[Column], texts: dict[str, str]
) -> list[tuple[Quotation, ...]]:
    """The quotations by their words, case and punctuation aside."""
    groups: dict[tuple[tuple[str, ...], ...], list[Quotation]] = {}
    for q in quotations:
        cells = [v for column in collation for v in column.variants if v.quotation == q.id]
        words = tuple(w for v in cells if (w := tuple(_words(texts[q.id][v.start : v.end]))))
        groups.setdefault(words, []).append(q)
    return [tuple(g) for g in groups.values()]


def _tine(quotations: tuple[Quotation, ...], stretch: Stretch, texts: dict[str, str]) -> Tine:
    return Tine(quotations, stretch, texts[quotations[0].id][stretch[0] : stretch[1]])


def _joined(before: Tine, after: Tine, texts: dict[str, str]) -> Tine:
    """Neighbours as the report has them, with what stands between them."""
    if not before.text or not after.text:
        return after if after.text else before
    return _tine(before.quotations, (before.stretch[0], after.stretch[1]), texts)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
