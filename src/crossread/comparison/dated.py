"""Statements with the time that dates them: what the timeline is made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossread.comparison import dating
from crossread.comparison.story import Story
from crossread.reading import cues
from crossread.values import Quotation, Reading, Report, Statement, Stretch, Time

LEAST_WORDS = 4
"""A dated statement has at least so many words, the date aside; else the next larger one is taken."""
DATELINE = 45
"""Characters from a paragraph's start within which a date line ends."""


@dataclass(frozen=True)
class Dated:
    """A statement, the time in it that dates it, and whose saying it is if the time dates a saying (names and nouns
    of the subject, ids of its entities; empty where it is not told)."""

    statement: Statement
    time: Time
    date: str
    saying: bool
    subject: frozenset[str]


def find(story: Story) -> list[Dated]:
    """The dated statements of a story, in the order of reports and text."""
    entities: dict[tuple[str, Stretch], str] = {
        (report, (start, end)): e.id for e in story.entities for report, start, end in e.mentions
    }
    return [d for reading in story.readings for d in _of(reading, entities)]


def _of(reading: Reading, entities: Mapping[tuple[str, Stretch], str]) -> list[Dated]:
    direct = [q for q in reading.quotations if q.kind == "direct"]
    starts = [w.start for w in reading.words]
    here = {at: name for (report, at), name in entities.items() if report == reading.report.id}
    found: list[Dated] = []
    for time in reading.times:
        if time.date is None or dating.alone(reading.report, time) or _in_dateline(reading.report, time):
            continue
        if _spoken(time, direct):
            continue
        statement = _smallest(reading, time)
        if statement is not None and not _asked(reading.report, statement):
            saying, subject = _act(reading, starts, time, here)
            found.append(Dated(statement, time, time.date, saying, subject))
    return found


def _smallest(reading: Reading, time: Time) -> Statement | None:
    """The smallest statement around a time that says something beside it."""
    around = sorted(
        (s for s in reading.statements if s.start <= time.start and time.end <= s.end),
        key=lambda s: (s.end - s.start, s.start),
    )
    least = LEAST_WORDS + len(time.text.split())
    return next((s for s in around if len(s.text.split()) >= least), None)


def _spoken(time: Time, direct: Sequence[Quotation]) -> bool:
    """Whether it is a speaker's "today", which dates the speech and no event."""
    return time.relative == "day:0" and any(q.start <= time.start and time.end <= q.end for q in direct)


def _asked(report: Report, statement: Statement) -> bool:
    """Whether the statement stands in a question."""
    return "?" in report.text[statement.sentence[1] : statement.sentence[1] + 2]


def _in_dateline(report: Report, time: Time) -> bool:
    """Whether it stands in a paragraph's date line ("ORLA, Feb 5 (Wire) —")."""
    part = next((p for p in report.parts if p.start <= time.start and time.end <= p.end), None)
    if part is None or time.start - part.start > DATELINE:
        return False
    before, after = report.text[part.start : time.start], report.text[time.end : time.end + 25]
    return bool(re.match(r"[A-Z]{3}", before)) and re.match(r"\)?:|\)?\s*(?:\([^)]*\)\s*)?[-–—]", after) is not None


def _act(
    reading: Reading, starts: Sequence[int], time: Time, entities: Mapping[Stretch, str]
) -> tuple[bool, frozenset[str]]:
    """Whether the verb that a time hangs from is one of saying, and what its subject is made of."""
    words = reading.words
    at = max(0, bisect_right(starts, time.start) - 1)
    for _ in range(12):
        if words[at].pos in ("VERB", "AUX") or words[at].head == at:
            break
        at = words[at].head
    if words[at].lemma not in cues.of_acts():
        return False, frozenset()
    heads = {
        n for n, w in enumerate(words[max(0, at - 60) : at + 60], max(0, at - 60)) if w.head == at and _subject(w.dep)
    }
    if any(words[n].dep == "nsubjpass" for n in heads):
        return False, frozenset()  # "cases were reported" tells of cases
    parts = heads | {n for n in range(max(0, at - 60), min(len(words), at + 60)) if words[n].head in heads}
    named = {words[n].lemma for n in parts if words[n].pos in ("PROPN", "NOUN")}
    named |= {
        name
        for (start, end), name in entities.items()
        if any(start <= words[n].start and words[n].end <= end for n in heads)
    }
    return True, frozenset(named)


def _subject(dep: str) -> bool:
    return dep in ("nsubj", "nsubjpass")


def apart(a: Dated, b: Dated) -> bool:
    """Whether two dated statements are of two events whatever their words: a saying and what is said, or the sayings
    of two speakers."""
    if a.saying != b.saying:
        return True
    return bool(a.saying and a.subject and b.subject and not a.subject & b.subject)
