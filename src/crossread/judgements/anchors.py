"""A stretch of a report by its words and their surroundings, and where it stands now: there, letter for letter, or
nowhere. It is never moved to a place that is merely alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from crossread.values import Anchor, Cited, Report, Stretch

AROUND = 32
"""Characters kept of what stands before and after."""


@dataclass(frozen=True, order=True)
class Place:
    """Where an anchor was found."""

    report: str
    start: int
    end: int


@dataclass(frozen=True)
class Lost:
    """An anchor that was not found, and why, in words that end a sentence."""

    anchor: Anchor
    why: str


def fingerprint(report: Report) -> str:
    """The hash by which a report's text is known."""
    return hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()


def make(report: Report, start: int, end: int) -> Anchor:
    """The anchor of a stretch."""
    text = report.text
    return Anchor(
        report=Cited(source=report.source, sha256=fingerprint(report), outlet=report.outlet, headline=report.headline),
        exact=text[start:end],
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
        start=start,
        end=end,
    )


def locate(anchor: Anchor, reports: Sequence[Report], hashes: Sequence[str]) -> Place | Lost:
    """Where an anchor stands in these reports, whose fingerprints come in the same order."""
    if not anchor.exact:
        return Lost(anchor, "the judgement names no words")
    found = _report(anchor.report, reports, hashes)
    if isinstance(found, str):
        return Lost(anchor, found)
    report, unchanged = found
    stretch = _stretch(anchor, report.text, unchanged)
    return Lost(anchor, stretch) if isinstance(stretch, str) else Place(report.id, *stretch)


def _report(cited: Cited, reports: Sequence[Report], hashes: Sequence[str]) -> tuple[Report, bool] | str:
    """The report that is meant, and whether its text is unchanged; else why it is not found."""
    same = [r for r, h in zip(reports, hashes, strict=True) if h == cited.sha256]
    if len(same) > 1:
        same = [r for r in same if _one_path(r.source, cited.source)]
        if len(same) != 1:
            return "more than one report has that text"
    if same:
        return same[0], True
    # Other outlets' reports are never taken for it, whatever their files are called.
    own = [r for r in reports if not (r.outlet and cited.outlet and r.outlet != cited.outlet)]
    for rule in (_one_path, None):
        named = [r for r in own if (rule(r.source, cited.source) if rule else _one_title(r, cited))]
        if len(named) == 1:
            return named[0], False
        if named:
            return "more than one report could be it"
    return "that report is not among the sources"


def _one_path(a: str, b: str) -> bool:
    """Whether two names of a source may be one, seen from different folders; standard input has no name."""
    x, y = ([p for p in PurePath(s).parts if p != "."] for s in (a, b))
    n = min(len(x), len(y))
    return n > 0 and "-" not in (a, b) and x[-n:] == y[-n:]


def _one_title(report: Report, cited: Cited) -> bool:
    return bool(cited.outlet and cited.headline) and (report.outlet, report.headline) == (cited.outlet, cited.headline)


def _stretch(anchor: Anchor, text: str, unchanged: bool) -> Stretch | str:
    """Where the words stand with their surroundings; in an unchanged text the position settles what stands twice."""
    start, end = anchor.start, anchor.end
    if unchanged and start >= 0 and text[start:end] == anchor.exact:
        return start, end
    whole = anchor.prefix + anchor.exact + anchor.suffix
    begins = [n + len(anchor.prefix) for n in _every(whole, text)]
    if len(begins) == 1:
        return begins[0], begins[0] + len(anchor.exact)
    if begins:
        return f"the words now stand at {len(begins)} places with the same words around them"
    times = sum(1 for _ in _every(anchor.exact, text))
    if times == 1:
        return "the words still stand once, but with other words around them"
    return (
        f"the words stand at {times} places, none with the same words around it"
        if times
        else "the words no longer stand"
    )


def _every(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
