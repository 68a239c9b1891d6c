"""Who said what, as stretches, against PolNeAR (Newell et al. 2018): content, source and cue of every attribution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from crossread.values import Quotation, Reading, Stretch

SAME = 0.5
"""Least intersection over union of a stretch that was found."""
OUTER = frozenset(" \t\n\r\u00a0\"“”‘’'«».,;:!?…—–-()[]")
"""What does not count at the ends of a content."""
_THAT = re.compile(r"that\s+", re.IGNORECASE)


class Attribution(Struct, frozen=True, kw_only=True):
    """One gold attribution; each role may lie in several stretches."""

    content: list[Stretch] = []
    source: list[Stretch] = []
    cue: list[Stretch] = []


class Article(Struct, frozen=True, kw_only=True):
    """One annotated article. Nested attributions count each on its own."""

    id: str
    text: str
    attributions: list[Attribution]


class Triple(Struct, frozen=True):
    """Content without what does not count at its ends, source, cue."""

    content: Stretch
    source: Stretch | None
    cue: Stretch | None


def load(path: Path) -> list[Article]:
    """The articles of a file with one JSON object a line."""
    return msgspec.json.decode(b"[" + b",".join(path.read_bytes().splitlines()) + b"]", type=list[Article])


def measure(articles: Sequence[Article], readings: Sequence[Reading], notes: list[str]) -> dict[str, float]:
    """F1 of contents found exactly and by overlap; of those found by overlap the share whose source and cue are right.

    A report whose text is not the article's counts as one without quotations.
    """
    wanted = given = exact = overlapping = 0
    asked, right = {"source": 0, "cue": 0}, {"source": 0, "cue": 0}
    for article, reading in zip(articles, readings, strict=True):
        if reading.report.text != article.text:
            notes.append(f"{article.id}: the text came back changed")
            continue
        golds = [_of_gold(article.text, a) for a in article.attributions if a.content]
        ours = [_of_ours(article.text, q) for q in reading.quotations]
        wanted, given = wanted + len(golds), given + len(ours)
        exact += len({g.content for g in golds} & {o.content for o in ours})
        for gold, mine in match(golds, ours):
            overlapping += 1
            for role in ("source", "cue"):
                theirs, found = getattr(gold, role), getattr(mine, role)
                if theirs:
                    asked[role] += 1
                    right[role] += bool(found and iou(theirs, found) >= SAME)
    both = max(1, wanted + given)
    return {
        "exact": 2 * exact / both,
        "overlap": 2 * overlapping / both,
        "source": right["source"] / max(1, asked["source"]),
        "cue": right["cue"] / max(1, asked["cue"]),
    }


def match(golds: Sequence[Triple], ours: Sequence[Triple]) -> list[tuple[Triple, Triple]]:
    """One to one by content, the nearest first."""
    fits = [(iou(g.content, o.content), i, j) for i, g in enumerate(golds) for j, o in enumerate(ours)]
    of_gold: dict[int, int] = {}
    for value, i, j in sorted(fits, reverse=True):
        if value >= SAME and i not in of_gold and j not in of_gold.values():
            of_gold[i] = j
    return [(golds[i], ours[j]) for i, j in of_gold.items()]


def iou(a: Stretch, b: Stretch) -> float:
    """Intersection over union of two stretches of one text."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


def core(text: str, stretch: Stretch) -> Stretch:
    """A content without quotation marks, outer punctuation, white space and a leading "that"."""
    start, end = stretch
    start = _skip(text, start, end)
    that = _THAT.match(text, start, end)
    start = _skip(text, that.end() if that else start, end)
    while end > start and text[end - 1] in OUTER:
        end -= 1
    return start, end


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in OUTER:
        start += 1
    return start


def _hull(stretches: Sequence[Stretch]) -> Stretch | None:
    return (min(s for s, _ in stretches), max(e for _, e in stretches)) if stretches else None


def _of_gold(text: str, a: Attribution) -> Triple:
    return Triple(core(text, _hull(a.content) or (0, 0)), _hull(a.source), _hull(a.cue))


def _of_ours(text: str, q: Quotation) -> Triple:
    return Triple(core(text, (q.start, q.end)), q.source, q.cue)
