"""Lines that open with who speaks and a colon."""

from __future__ import annotations

import re

import pytest

from crossread import language, reading
from crossread.settings import Settings
from crossread.values import Part, Quotation, Report


def read(text: str, first: str = "body") -> list[Quotation]:
    found = list(re.finditer(r"\S[^\n]*", text))
    kinds = [first, *["body"] * (len(found) - 1)]
    parts = tuple(Part(start=m.start(), end=m.end(), kind=k) for m, k in zip(found, kinds, strict=True))  # type: ignore[arg-type]
    report = Report(id="r1", source="r1.txt", text=text, parts=parts, language="en")
    return list(reading.read(report, language.load(Settings())).said)


def test_a_transcript() -> None:
    text = (
        "LUND: How deep is the lock?\n\nWEBER (voice-over): Nobody had measured it in years.\n\n"
        "LUND: And the gate?\n\nQ: Will it hold?\n\nA: It will hold for now."
    )
    found = read(text)
    assert [q.text for q in found] == [
        "How deep is the lock?",
        "Nobody had measured it in years.",
        "And the gate?",
        "Will it hold?",
        "It will hold for now.",
    ]
    assert [text[slice(*q.source)] if q.source else None for q in found] == ["LUND", "WEBER", "LUND", None, None]
    assert all(q.kind == "direct" for q in found)


def test_a_transcript_in_marks_goes_on_over_paragraphs() -> None:
    found = read('"LUND: How deep is it?\n\n"And the gate?\n\n"WEBER: Nobody measured it.\n\n"LUND: Why?"')
    assert [q.text for q in found] == ['How deep is it?\n\n"And the gate?', "Nobody measured it.", "Why?"]


@pytest.mark.parametrize(
    "text",
    [
        "CORRECTION: The lock was built in May.",
        "UPDATE: The lock is shut.\n\nIt rained.",
        "LUNNA: The lock will be shut in May.\n\nALSO READ: Ferry sold\n\nIt rained.\n\nALSO READ: Pier shut",
    ],
)
def test_one_notice_is_no_transcript(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [("Poll: Half of Lunna would sell the ferry", "Poll"), ("Police: Lock keeper left the gate open", "Police")],
)
def test_a_headline_that_says_who_says_it(text: str, source: str) -> None:
    (only,) = read(text + "\n\nIt rained on Monday.", first="headline")
    assert (only.kind, text[slice(*only.source or (0, 0))]) == ("indirect", source)


def test_a_headline_with_a_topic_is_none() -> None:
    assert read("Stealth over speed: Lunna sells its ferry\n\nIt rained on Monday.", first="headline") == []


def test_a_paragraph_that_the_one_before_announces() -> None:
    text = "The mayor added:\n\nThe lock was never safe, and nobody cared about it at all. We paid for that."
    (only,) = read(text)
    assert only.kind == "direct"
    assert only.text.startswith("The lock was")
    assert only.speaker.name == "mayor"
