"""Two amounts: in one unit, the same, one a bound, a rounding or a vaguer form of the other, far apart."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from msgspec.structs import replace

from crossread.values import Quantity

ROUNDING = 0.06
"""Relative distance within which two figures may be one, rounded."""
FAR = 1.6
"""A bound and a figure further apart than by this factor are of two things."""
SPAN, OPEN = 10, 5
"""How far a vague word and an open bound reach: "hundreds" are fewer than some thousands, "up to 10,000" more."""

TELLING_DIGITS = 3
NEAR = 1.2
"""How far "nearly" and "just over" reach."""


def aligned(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity] | None:
    """The two in one unit, as written or as converted beside it in the text; None if there is none."""
    for x in (a, *([a.converted] if a.converted else [])):
        for y in (b, *([b.converted] if b.converted else [])):
            if x.unit == y.unit or _bare_dollars(x, y):
                return x, y
            if x.kind == y.kind == "duration" and {x.unit, y.unit} == {"month", "year"}:
                return _in_months(x), _in_months(y)
    return None


def same(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are one value under one bound, also through a conversion given beside either."""
    pair = aligned(a, b)
    return pair is not None and pair[0].low == pair[1].low and pair[0].high == pair[1].high


@functools.cache
def _lists() -> dict[str, tuple[str, ...]]:
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {name: tuple(words) for name, words in raw.items()}


def _bare_dollars(a: Quantity, b: Quantity) -> bool:
    """Whether one has a bare "$", which stands for the dollar of wherever it is read, and the other some dollar."""
    return {a.unit, b.unit} <= set(_lists()["dollars"]) and any(
        q.text.replace("US$", "").find(" $") >= 0 or q.text[:1] == "$" for q in (a, b)
    )


def _in_months(q: Quantity) -> Quantity:
    if q.unit != "year":
        return q
    low, high = (None if v is None else v * 12 for v in (q.low, q.high))
    return replace(q, low=low, high=high, unit="month")


def precision(a: Quantity, b: Quantity) -> str | None:
    """The reason why two amounts in one unit are one, told more or less precisely; None if they are not."""
    if "vague" in (a.bound, b.bound):
        return "one-is-vaguer" if overlap(a, b) and a.bound != b.bound else None
    if overlap(a, b) and not {a.bound, b.bound} <= {"exact", "about"} and close(a, b):
        return "one-bounds-the-other"
    if "about" in (a.bound, b.bound) and "range" not in (a.bound, b.bound) and close(a, b) and _coarser(a, b):
        return "one-is-rounded"
    return "one-is-rounded" if _rounded(a, b) else None


def _coarser(a: Quantity, b: Quantity) -> bool:
    """Whether an approximation has fewer digits than the other figure, so that it can be its rounding."""
    one, other = (_digits(q) for q in (a, b))
    return (a.bound == "about" and one < other) or (b.bound == "about" and other < one)


def _digits(q: Quantity) -> int:
    return len(f"{top(q):.10g}".replace(".", "").strip("0"))


def telling(a: Quantity, b: Quantity) -> bool:
    """Whether one is the other with fewer digits, and the other has so many that it is so by no chance."""
    digits = sorted((_digits(a), _digits(b)))
    return digits[0] < digits[1] >= TELLING_DIGITS and precision(a, b) is not None


def overlap(a: Quantity, b: Quantity) -> bool:
    """Whether one amount can fulfil both. Two ranges are two accounts of one thing, even where they overlap."""
    if a.bound == b.bound == "range":
        return False
    (low, high), (low2, high2) = _ends(a), _ends(b)
    if touching(a, b):
        return not ({a.bound, b.bound} & {"more-than", "less-than", "vague"})
    return (low < high2 and low2 < high) or (low, high) == (low2, high2)


def touching(a: Quantity, b: Quantity) -> bool:
    """Whether they have no more than an end in common ("over 5" and "almost 5")."""
    (low, high), (low2, high2) = _ends(a), _ends(b)
    return low == high2 or low2 == high


def close(a: Quantity, b: Quantity) -> bool:
    """Whether they are so near that one may be the other, rounded."""
    return abs(top(a) - top(b)) <= ROUNDING * max(top(a), top(b))


def ratio(a: Quantity, b: Quantity) -> float:
    """How many times the smaller goes into the greater, by their upper ends; 1 where one is vague and they overlap."""
    if "vague" in (a.bound, b.bound) and overlap(a, b):
        return 1.0
    least, most = sorted((top(a), top(b)))
    return most / least if least > 0 else float("inf") if most > 0 else 1.0


def _ends(q: Quantity) -> tuple[float, float]:
    if q.bound == "vague" and q.low is not None:
        return q.low, q.low * SPAN
    span = NEAR if q.text.lower().startswith(_lists()["near"]) else OPEN
    low = q.low if q.low is not None else (q.high or 0.0) / span
    return low, q.high if q.high is not None else low * span


def top(q: Quantity) -> float:
    """Its upper end, its lower one where it has no other."""
    return max(v for v in (q.low, q.high, 0.0) if v is not None)


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Whether one is the other with fewer digits."""
    if a.low is None or b.low is None or a.bound != b.bound or a.low == b.low:
        return False
    return any(round(x, digits) == y for x, y in ((a.low, b.low), (b.low, a.low)) for digits in (0, 1))
