"""Which stretches of several texts say the same, against two public sets.

Clauses aligned in SuperPAL (Ernst et al. 2021) and answers grouped in Discord Questions (Laban et al. 2022).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
from msgspec import Struct

import crossread
from crossread import comparison, language, reading
from crossread.settings import Settings
from crossread.values import Dossier, Part, Report
from evaluation.measures.places import Place, f1, touch

Texts = Mapping[str, Sequence[str]]
"""The paragraphs of each text, by its name."""
Spot = tuple[str, int]
"""A paragraph: the text's name and the paragraph's number."""


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


def aligned(paths: Sequence[Path]) -> float:
    """SuperPAL: F1 over pairs of a summary's sentence and a report's, of one event, that say the same.

    The files hold only sentences that are aligned with something, so that less can go wrong than in whole reports.
    """
    right = given = wanted = 0
    for path in paths:
        topics: dict[str, list[dict[str, str]]] = defaultdict(list)
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                topics[row["topic"]].append(row)
        for rows in topics.values():
            texts, gold = _topic(rows)
            dossier, spots = _compare(texts)
            found = {
                pair
                for point in dossier.points
                for pair in combinations(sorted({s for m in point.members for s in spots(m)}), 2)
                if (pair[0][0] == SUMMARY) != (pair[1][0] == SUMMARY)
            }
            right, given, wanted = right + len(gold & found), given + len(found), wanted + len(gold)
    return f1(right, given, wanted)


SUMMARY = "0-summary"


def _topic(rows: Sequence[Mapping[str, str]]) -> tuple[Texts, set[tuple[Spot, Spot]]]:
    """The sentences that an event's summary and reports have in the set, in their order; and which are aligned."""
    sentences: dict[str, dict[int, str]] = defaultdict(dict)
    for row in rows:
        sentences[SUMMARY][int(row["scuSentCharIdx"])] = row["scuSentence"]
        sentences[row["documentFile"]][int(row["docSentCharIdx"])] = row["docSentText"]
    number = {(name, at): n for name, found in sentences.items() for n, at in enumerate(sorted(found))}
    gold = set()
    for row in rows:
        summary = (SUMMARY, number[SUMMARY, int(row["scuSentCharIdx"])])
        document = (row["documentFile"], number[row["documentFile"], int(row["docSentCharIdx"])])
        gold.add((summary, document) if summary < document else (document, summary))
    return {name: [found[at] for at in sorted(found)] for name, found in sentences.items()}, gold


def answers(path: Path) -> float:
    """Discord Questions: balanced accuracy over pairs of answers from different reports: the same answer or another."""
    hit, total = {True: 0, False: 0}, {True: 0, False: 0}
    for question in msgspec.json.decode(path.read_bytes(), type=list[Question]):
        texts: dict[str, list[str]] = defaultdict(list)
        for answer in question.answers:
            if answer.paragraph not in texts[answer.url]:
                texts[answer.url].append(answer.paragraph)
        dossier, _ = _compare(texts)
        statements = {s.id: Place(s.report, s.start, s.end) for s in dossier.statements}
        groups = [_groups(a, dossier, statements) for a in question.answers]
        for (a, mine), (b, others) in combinations(zip(question.answers, groups, strict=True), 2):
            if a.url != b.url:
                same = a.cluster_global == b.cluster_global
                total[same] += 1
                hit[same] += bool(mine & others) == same
    return (hit[True] / max(1, total[True]) + hit[False] / max(1, total[False])) / 2


def _groups(answer: Answer, dossier: Dossier, statements: Mapping[str, Place]) -> set[str]:
    """The points with a member that touches the answer."""
    report = next(r for r in dossier.reports if r.source == answer.url)
    start = report.text.find(answer.paragraph)
    within = max(0, answer.paragraph.find(answer.answer))
    place = Place(report.id, start + within, start + within + len(answer.answer))
    return {p.id for p in dossier.points if any(touch(statements[m], place) for m in p.members)}


def _compare(texts: Texts) -> tuple[Dossier, _Spots]:
    """Texts without any furniture, compared; and which paragraphs a statement lies in."""
    settings = Settings()
    door = language.load(settings)
    readings, spots = [], {}
    for number, (name, paragraphs) in enumerate(sorted(texts.items()), 1):
        parts, start = [], 0
        for n, paragraph in enumerate(paragraphs):
            parts.append(Part(start=start, end=start + len(paragraph), kind="body"))
            spots[f"r{number}", start] = (name, n)
            start += len(paragraph) + 2
        report = Report(id=f"r{number}", source=name, text="\n\n".join(paragraphs), parts=tuple(parts), language="en")
        readings.append(reading.read(report, door))
    dossier = comparison.compare(readings, door, settings, version=crossread.__version__)
    return dossier, _Spots(dossier, spots)


class _Spots:
    """From a statement to its paragraphs."""

    def __init__(self, dossier: Dossier, spots: Mapping[tuple[str, int], Spot]) -> None:
        self._statements = {s.id: s for s in dossier.statements}
        self._parts = {r.id: [(p.start, p.end, spots[r.id, p.start]) for p in r.parts] for r in dossier.reports}

    def __call__(self, statement: str) -> list[Spot]:
        s = self._statements[statement]
        return [spot for start, end, spot in self._parts[s.report] if s.start < end and start < s.end]
