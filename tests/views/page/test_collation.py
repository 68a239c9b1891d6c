"""Wordings of one utterance laid over each other."""

from __future__ import annotations

from msgspec.structs import replace

from crossread.values import Column, Dossier, Quotation, Report, Speaker, Utterance, Variant
from crossread.views.outline import Outline
from crossread.views.page.collation import runs
from tests.made import dossier


def laid(collation: list[tuple[bool, list[str]]]) -> list[list[str]]:
    """The runs of a collation given as columns of words, a word for each report."""
    texts = [" ".join(w for _, words in collation if (w := words[n])) for n in range(len(collation[0][1]))]
    reports, quotations, columns = [], [], [[] for _ in collation]
    for n, text in enumerate(texts):
        reports.append(Report(id=f"r{n}", source="x", text=text))
        quotations.append(
            Quotation(id=f"q{n}", report=f"r{n}", start=0, end=len(text), text=text, kind="direct", speaker=Speaker())
        )
        at = 0
        for c, (_, words) in enumerate(collation):
            columns[c].append(Variant(quotation=f"q{n}", start=at, end=at + len(words[n])))
            at += len(words[n]) + bool(words[n])
    utterance = Utterance(
        id="u1",
        speaker=Speaker(),
        members=tuple(q.id for q in quotations),
        collation=tuple(Column(same=same, variants=tuple(v)) for (same, _), v in zip(collation, columns, strict=True)),
    )
    made: Dossier = replace(
        dossier(), reports=tuple(reports), quotations=tuple(quotations), statements=(), utterances=(utterance,)
    )
    return [[t.text for t in r.tines] for r in runs(Outline(made), utterance)]


def test_what_is_shared_is_told_once_and_what_differs_side_by_side() -> None:
    made = laid(
        [
            (True, ["the door was", "the door was", "The door was"]),
            (False, ["left", "not", "left"]),
            (False, ["open", "fully shut", "open"]),
            (True, ["at sea", "", "at sea"]),
        ]
    )
    assert made == [["the door was"], ["left open at sea", "not fully shut"]]


def test_marks_alone_are_no_difference() -> None:
    assert laid([(True, ["we saw it", "we saw it"]), (False, [",", "."])]) == []


def test_too_little_shared_is_not_laid_over() -> None:
    assert laid([(False, ["a ship went down", "nobody saw her"]), (True, ["there", "there"])]) == []
