"""Places in texts and how they meet; names held against names; F1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """A stretch of a report: the gold's key of the report, start and end in code points."""

    report: str
    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


def shared(a: Place, b: Place) -> int:
    """Code points that both have."""
    return max(0, min(a.end, b.end) - max(a.start, b.start)) if a.report == b.report else 0


def iou(a: Place, b: Place) -> float:
    """Intersection over union; the union is taken from the first to the last code point."""
    common = shared(a, b)
    return common / (max(a.end, b.end) - min(a.start, b.start)) if common else 0.0


def touch(a: Place, b: Place) -> bool:
    """Half of the shorter one lies in the other."""
    return shared(a, b) >= 0.5 * max(1, min(a.length, b.length))


def meet(ours: Iterable[Place], golds: Iterable[Place]) -> bool:
    """Any of ours touches any of the gold's."""
    golds = list(golds)
    return any(touch(a, b) for a in ours for b in golds)


def inside(a: Place, others: Iterable[Place]) -> bool:
    """Four fifths of it lie in one of the others."""
    return any(shared(a, b) >= 0.8 * a.length for b in others)


def best_iou(place: Place, others: Iterable[Place]) -> float:
    """Its intersection over union with the nearest of the others, 0 if there is none."""
    return max((iou(other, place) for other in others), default=0.0)


def f1(right: float, given: float, wanted: float) -> float:
    """Harmonic mean of precision and recall; 1 where nothing was wanted and nothing given."""
    return 2 * right / (given + wanted) if given + wanted else 1.0


_POSSESSIVE = re.compile("[’']s")
_ARTICLE = re.compile(r"\A(?:the|an?)\s+")
_OTHER = re.compile(r"[^a-z0-9]+")


def plain(name: str | None) -> str:
    """A name for comparison: Latin letters and digits in lower case, without possessives and a leading article."""
    return _OTHER.sub("", _ARTICLE.sub("", _POSSESSIVE.sub("", (name or "").lower())))


def any_of(value: str | list[str | None] | None) -> set[str]:
    """The plain forms of a gold value or of a list of values that are all right."""
    return {plain(v) for v in value} if isinstance(value, list) else {plain(value)}
