"""Conflicts of wording: renderings that do not mean the same, in one frame."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from crossread import language, reading
from crossread.comparison.conflicts import wording
from crossread.comparison.story import Story
from crossread.settings import Settings
from crossread.values import Part, Quotation, Report, Speaker, Utterance

FRAME = "We shall keep the old treaty as a {} for our children"


def find(first: str, second: str) -> list[list[str]]:
    door = language.load(Settings())
    readings = []
    for n, words in enumerate((first, second), 1):
        text = f"“{words},” the mayor said."
        report = Report(
            id=f"r{n}", source=f"{n}.txt", text=text, language="en", parts=(Part(start=0, end=len(text), kind="body"),)
        )
        said = Quotation(
            id=f"q{n}",
            report=report.id,
            start=1,
            end=1 + len(words),
            text=words,
            kind="direct",
            speaker=Speaker(name="the mayor", entity="e1"),
        )
        readings.append(replace(reading.read(report, door), quotations=(said,)))
    story = Story(readings=tuple(readings), language=door, settings=Settings())
    utterance = Utterance(id="u1", speaker=Speaker(name="the mayor"), members=("q1", "q2"))
    return [[side[0].value for side in draft.sides] for draft in wording.find(story, [utterance])]


def test_another_word_in_one_frame_is_another_rendering() -> None:
    assert find(FRAME.format("burden"), FRAME.format("promise")) == [["burden", "promise"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FRAME.format("promise"), FRAME.format("promises")),
        ("We will begin the work on the harbour at once", "We will start the work on the harbour at once"),
        (FRAME.format("promise"), FRAME.format("promise") + ", as our parents did"),
        ("The day of harvest is near", "The harvest day is near"),
        (FRAME.format("burden"), "The harbour is a promise to sailors"),
    ],
)
def test_forms_synonyms_trims_and_other_sentences_are_no_conflict(first: str, second: str) -> None:
    assert find(first, second) == []


def test_a_saying_in_other_words_throughout() -> None:
    first, second = "The lake belongs to all who fish in it today", "This lake is owned by everyone who fishes in it"
    assert find(first, second) == [[first, second]]
