"""Stretches whose sameness is known, out of two public sets, laid out for the product's model of pairs.

SuperPAL (Ernst et al. 2021): clauses of a summary and of the reports it was made of. Discord Questions (Laban et al.
2022): the answers that several reports give to a question.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from crossread import comparison, language, reading
from crossread.comparison import profiles
from crossread.comparison.alignment import Pair
from crossread.comparison.profiles import Profile
from crossread.settings import Settings
from crossread.values import Part, Reading, Report, Statement

Texts = Mapping[str, Sequence[str]]
"""The stretches of each text, by its name."""
Spot = tuple[str, int]
"""A stretch: the text's name and the stretch's number."""

Flags = npt.NDArray[np.bool_]

SUMMARY = "0-summary"


@dataclass(frozen=True)
class Given:
    """Stretches of one topic, the pairs (i < j) that are judged, and which of these are the same."""

    known: list[Profile]
    pairs: list[Pair]
    same: Flags


class Answer(
    Struct, frozen=True, kw_only=True, rename={"paragraph": "Paragraph", "answer": "Answer", "url": "Article URL"}
):
    """One report's answer to a question, and the group that its annotators put it in."""

    paragraph: str
    answer: str
    url: str
    cluster_global: int


class Question(Struct, frozen=True, kw_only=True):
    """A question that several reports answer."""

    question: str
    answers: list[Answer]


def topics(path: Path) -> list[Given]:
    """SuperPAL: every clause of a topic's summary against every clause of its reports.

    A pair is the same if the two are aligned, or if at least half of the shorter clause is shared with one that is: the
    set cuts a report's sentence anew for each alignment.
    """
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["topic"]].append(row)
    return [_topic(found) for _, found in sorted(rows.items())]


def _topic(rows: Sequence[Mapping[str, str]]) -> Given:
    summary = list(dict.fromkeys((row["scuOffsets"], row["scuText"]) for row in rows))
    cut = list(dict.fromkeys((row["documentFile"], row["docSpanOffsets"], row["docSpanText"]) for row in rows))
    places = {(name, at): _places(at) for name, at, _ in cut}
    aligned: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        aligned[row["scuOffsets"]].add((row["documentFile"], row["docSpanOffsets"]))

    def same(unit: str, name: str, at: str) -> bool:
        own = places[name, at]
        return any(
            2 * len(own & places[name, other]) >= min(len(own), len(places[name, other]))
            for document, other in aligned[unit]
            if document == name
        )

    texts: dict[str, list[str]] = {SUMMARY: [text for _, text in summary]}
    spots = []
    for name, _, text in cut:
        spots.append((name, len(texts.setdefault(name, []))))
        texts[name].append(text)
    known = _laid_out(texts)
    number = {spot: n for n, spot in enumerate(known)}
    pairs = [
        (number[SUMMARY, k], number[spot], same(unit, name, at))
        for (k, (unit, _)), (spot, (name, at, _)) in product(enumerate(summary), zip(spots, cut, strict=True))
    ]
    return _given(known, pairs)


def _places(offsets: str) -> set[int]:
    """The code points of a clause, which may have gaps: "13, 40;52, 60"."""
    return {n for piece in offsets.split(";") for n in range(*map(int, piece.split(",")))}


def questions(path: Path) -> list[Given]:
    """Discord Questions: any two answers of different reports to one question."""
    return [_question(q) for q in msgspec.json.decode(path.read_bytes(), type=list[Question])]


def _question(question: Question) -> Given:
    texts: dict[str, list[str]] = defaultdict(list)
    spots = []
    for answer in question.answers:
        spots.append((answer.url, len(texts[answer.url])))
        texts[answer.url].append(answer.answer)
    known = _laid_out(texts)
    number = {spot: n for n, spot in enumerate(known)}
    pairs = [
        (number[s], number[t], a.cluster_global == b.cluster_global)
        for (s, a), (t, b) in combinations(zip(spots, question.answers, strict=True), 2)
        if a.url != b.url
    ]
    return _given(known, pairs)


def _given(known: Mapping[Spot, Profile], pairs: Sequence[tuple[int, int, bool]]) -> Given:
    ordered = sorted((min(i, j), max(i, j), same) for i, j, same in pairs)
    return Given(list(known.values()), [(i, j) for i, j, _ in ordered], np.array([same for _, _, same in ordered]))


def _laid_out(texts: Texts) -> dict[Spot, Profile]:
    """The profile of each stretch, read as a text of its own; where in its report it stood is not told."""
    settings = Settings()
    door = language.load(settings)
    found: dict[Spot, Profile] = {}
    for name, stretches in sorted(texts.items()):
        text, places = "", []
        for stretch in stretches:
            places.append((len(text), len(text) + len(stretch)))
            text += stretch + "\n\n"
        parts = tuple(Part(start=start, end=end, kind="body") for start, end in places)
        read = reading.read(Report(id=name, source=name, text=text, parts=parts, language="en"), door)
        story, _ = comparison.lay_out([read], door, settings)
        own = profiles.of(story, [_stretch(story.readings[0], start, end) for start, end in places])
        found |= {
            (name, n): replace(p, position=0.0, statement=msgspec.structs.replace(p.statement, report=name))
            for n, p in enumerate(own)
        }
    return found


def _stretch(read: Reading, start: int, end: int) -> Statement:
    """A stretch as one statement, with the first time and all quantities in it."""
    return Statement(
        id=f"{start}",
        report=read.report.id,
        start=start,
        end=end,
        text=read.report.text[start:end],
        sentence=(start, end),
        time=next((t.date for t in read.times if start <= t.start and t.end <= end and t.date), None),
        quantities=tuple(q for q in read.quantities if start <= q.start and q.end <= end),
    )
