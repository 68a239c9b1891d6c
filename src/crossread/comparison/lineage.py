"""Which reports share copy, how, and in which direction; and the families of those that go back to one origin."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from crossread.comparison import passages
from crossread.comparison.passages import Copy, Tile
from crossread.language import Language
from crossread.reading import names
from crossread.values import Family, Reading, Relation, Report, SharedCopy

if TYPE_CHECKING:
    from crossread.language.vectors import Vectors

LEAST_SHARE = 0.2
"""Share of one report's own words that stand in the other, for edited copy. On the seven tuning stories edited pairs
have .24 and more, pairs that are none .12 and less."""
LEAST_WHOLE = 2
"""Whole sentences that edited copy shares,"""
LONG_RUN = 20
"""or else one run of so many words: on the tuning stories edited copy has 24 and more, rewrites 13 at most."""
MOSTLY_WHOLE = 0.7
"""Share of the shorter one's sentences that stand in the other word for word, for a plain copy. The definition's half,
with a margin: on the tuning stories copies have .73 and more, edited copy up to .62."""
LEAST_AGENCY_WORDS = 25
"""Shared words from which two reports that credit one agency go back to one origin."""
ALIKE = 0.7
"""Cosine of two sentences that may paraphrase each other."""
FOLLOWED = 0.5
"""Share of the shorter report's sentences that must have an alike one in the other,"""
FOLLOWED_IN_ORDER = 0.42
"""and of those that have one in one common order."""
LEAST_FOLLOWING = 0.165
"""Mean, over the shorter one's sentences, of the cosine's excess over half along the best common order. On twelve
stories rewrites have .17 and more; the next pairs that are none have .19 too, but follow in fewer sentences or out of
order."""
IN_ORDER = 0.75
"""What is left of the likeness when only one common order counts."""
LEAST_SENTENCES = 8
"""Shorter reports tell too little for a rewrite to be seen: any long report of the event follows them."""
LEAST_RATIO = 1 / 3
"""The shorter one's sentences to the longer one's, for the same reason."""
LEAST_WORDS = 6
"""Words of a sentence that is held against others."""


@dataclass(frozen=True)
class Side:
    """A report as lineage looks at it."""

    report: Report
    copy: Copy
    vectors: Vectors
    """One row for each sentence of the body."""
    own: tuple[bool, ...]
    """Whether the sentence stands mostly outside quotation marks."""


def find(readings: Sequence[Reading], language: Language) -> tuple[tuple[SharedCopy, ...], tuple[Family, ...]]:
    """Pairs of reports that share copy, in the order of the readings, and the families."""
    sides = [_side(r, language) for r in readings]
    found, related = [], []
    for a, b in combinations(sides, 2):
        tiles = _own_tiles(a, b)
        relation = _relation(a, b, tiles)
        if relation:
            found.append(_shared(a, b, relation, tiles))
        if relation or (_one_agency(a.report, b.report) and sum(t.length for t in tiles) >= LEAST_AGENCY_WORDS):
            related.append((a.report.id, b.report.id))
    return tuple(found), _families([r.report.id for r in readings], related)


def _side(reading: Reading, language: Language) -> Side:
    text = reading.report.text
    sentences = passages.body(reading)
    kept = [s for s in sentences if len(text[s[0] : s[1]].split()) >= LEAST_WORDS]
    copy = passages.unquoted(reading)
    own = tuple(sum(s[0] <= at[0] < s[1] for at in copy.at) >= len(text[s[0] : s[1]].split()) / 2 for s in kept)
    return Side(reading.report, copy, language.vectors([text[a:b] for a, b in kept]), own)


def _own_tiles(a: Side, b: Side) -> list[Tile]:
    """Common runs, without those that a report has between marks elsewhere: a statement or post quoted bare."""
    spoken = [passages.quoted(side.report) for side in (a, b)]
    return [
        t
        for t in passages.tiles(a.copy, b.copy)
        if not any(passages.holds(words, a.copy.words[t.a : t.a + t.length]) for words in spoken)
    ]


def _relation(a: Side, b: Side, tiles: Sequence[Tile]) -> Relation | None:
    parts = [
        passages.covered(a.copy, [(t.a, t.length) for t in tiles]),
        passages.covered(b.copy, [(t.b, t.length) for t in tiles]),
    ]
    shares = [sum(y for _, y in p) / max(1, sum(x for x, _ in p)) for p in parts]
    long = [[(x, y) for x, y in p if x >= passages.LEAST_RUN] for p in parts]
    whole = [sum(x == y for x, y in p) for p in long]
    shorter = 0 if len(a.copy.words) <= len(b.copy.words) else 1
    if whole[shorter] >= max(1, MOSTLY_WHOLE * len(long[shorter])):
        return "copy"
    longest = max((t.length for t in tiles), default=0)
    if max(shares) >= LEAST_SHARE and (min(whole) >= LEAST_WHOLE or longest >= LONG_RUN):
        return "edited"
    return "rewrite" if _follows(a, b) else None


def _follows(a: Side, b: Side) -> bool:
    """Whether one paraphrases the other sentence for sentence."""
    if len(a.vectors) > len(b.vectors):
        a, b = b, a
    if len(a.vectors) < max(LEAST_SENTENCES, LEAST_RATIO * len(b.vectors)):
        return False
    cosine = np.round((a.vectors @ b.vectors.T).astype(np.float64), 6)
    if (cosine.max(1) >= ALIKE).mean() < FOLLOWED:
        return False
    excess = np.maximum(cosine - 0.5, 0.0)
    best = _in_order(excess)
    size = len(a.vectors)
    own = np.array(a.own, dtype=bool)
    return bool(
        _in_order((cosine >= ALIKE).astype(np.float64)) >= FOLLOWED_IN_ORDER * size
        and best >= LEAST_FOLLOWING * size
        and best >= IN_ORDER * excess.max(1).sum()
        and (excess.max(1) * own).sum() >= 0.4 * excess.max(1).sum()
    )


def _in_order(weights: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
    """The heaviest set of pairs that keeps both orders."""
    best = np.zeros(weights.shape[1] + 1)
    for row in weights:
        best = np.concatenate(([0.0], np.maximum.accumulate(np.maximum(best[1:], best[:-1] + row))))
    return float(best[-1])


def _shared(a: Side, b: Side, relation: Relation, tiles: Sequence[Tile]) -> SharedCopy:
    origin, evidence = _origin(a.report, b.report, relation)
    return SharedCopy(
        reports=(a.report.id, b.report.id),
        relation=relation,
        from_=origin,
        passages=tuple(
            (
                (a.copy.at[t.a][0], a.copy.at[t.a + t.length - 1][1]),
                (b.copy.at[t.b][0], b.copy.at[t.b + t.length - 1][1]),
            )
            for t in tiles
        ),
        evidence=evidence,
    )


@functools.cache
def _cues() -> dict[str, re.Pattern[str]]:
    raw = tomllib.loads((Path(__file__).parent / "lineage.toml").read_text("utf-8"))
    return {name: re.compile("|".join(rules), re.IGNORECASE) for name, rules in raw.items()}


def _origin(a: Report, b: Report, relation: Relation) -> tuple[str | None, tuple[str, ...]]:
    """The report copied from and the evidence: it is an earlier version by the same hand; the other names its outlet as
    a source; it is a press release; or the other is of a later day and says that it was reported before.

    A common agency is the origin of both. Dates alone tell nothing: one may be a crawl's, and both may go back to a
    third.
    """
    first, last = (a, b) if (a.published or "") <= (b.published or "") else (b, a)
    dated = relation != "rewrite" and a.published and b.published and first.published != last.published
    if dated and {*map(names.tokens, a.byline)} & {*map(names.tokens, b.byline)}:
        return first.id, ("same-byline", "earlier-date")
    if _one_agency(a, b):
        return None, ("same-agency",)
    names_b, names_a = _credits(a, b), _credits(b, a)
    if names_a != names_b:
        return (a.id if names_a else b.id), ("names-the-outlet",)
    releases = [bool(_cues()["is_release"].search(report.text)) for report in (a, b)]
    if releases[0] != releases[1]:
        return (a.id if releases[0] else b.id), ("is-a-press-release",)
    if dated and (a.published or "")[:10] != (b.published or "")[:10] and _cues()["earlier"].search(last.text):
        return first.id, ("earlier-date", "says-reported-before")
    return None, ()


def _credits(report: Report, other: Report) -> bool:
    """Whether a report gives the other's outlet as the source of something."""
    if not other.outlet or other.outlet == report.outlet:
        return False
    name = re.escape(re.sub(r"^the\s+", "", other.outlet, flags=re.IGNORECASE))
    named = [report.text[max(0, m.start() - 40) : m.end() + 40] for m in re.finditer(rf"\b{name}\b", report.text)]
    return any(map(_cues()["credit"].search, named)) or bool(named and _cues()["release"].search(report.text))


def _one_agency(a: Report, b: Report) -> bool:
    return bool(set(_agencies(a)) & set(_agencies(b)))


def _agencies(report: Report) -> list[str]:
    return [x.strip().casefold() for x in re.split(r",|/|&|\band\b", report.agency or "") if x.strip()]


def _families(ids: Sequence[str], related: Sequence[tuple[str, str]]) -> tuple[Family, ...]:
    """Connected components, in the order of their first report."""
    root = {i: i for i in ids}

    def top(i: str) -> str:
        while root[i] != i:
            i = root[i]
        return i

    place = {i: n for n, i in enumerate(ids)}
    for a, b in related:
        first, last = sorted((top(a), top(b)), key=place.__getitem__)
        root[last] = first
    groups: dict[str, list[str]] = {}
    for i in ids:
        groups.setdefault(top(i), []).append(i)
    kept = [tuple(g) for g in groups.values() if len(g) > 1]
    return tuple(Family(id=f"f{n}", reports=g) for n, g in enumerate(kept, 1))
