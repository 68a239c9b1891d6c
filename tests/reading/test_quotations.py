"""Reported speech: content, kind, source, cue; what is none."""

from __future__ import annotations

import re

import pytest

from crossread import language
from crossread.reading import blocks, quotations
from crossread.reading.attributions import Attribution
from crossread.settings import Settings
from crossread.values import Part, Report


def read(text: str) -> tuple[Report, list[Attribution]]:
    parts = tuple(Part(start=m.start(), end=m.end(), kind="body") for m in re.finditer(r"\S[^\n]*", text))
    report = Report(id="r1", source="r1.txt", text=text, parts=parts, language="en")
    door = language.load(Settings())
    return report, quotations.find(blocks.parse(report, door), report, door)


def rows(text: str) -> list[tuple[str, str, str | None]]:
    """Kind, content and source of each attribution."""
    report, found = read(text)
    return [(a.kind, report.text[a.start : a.end], report.text[slice(*a.source)] if a.source else None) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The dam holds,” the engineer said.", [("direct", "The dam holds,", "the engineer")]),
        ('"The dam holds," said Ada Brook.', [("direct", "The dam holds,", "Ada Brook")]),
        ("Ada Brook said: “The dam holds.”", [("direct", "The dam holds.", "Ada Brook")]),
        ("'The dam won't hold,' said Ada Brook.", [("direct", "The dam won't hold,", "Ada Brook")]),
        ("''The dam holds,'' said Ada Brook.", [("direct", "The dam holds,", "Ada Brook")]),
        ('"Shut?" Omar asked.', [("direct", "Shut?", "Omar")]),
        ('"Dreary," sighed Mia. "Very," added Tom.', [("direct", "Dreary,", "Mia"), ("direct", "Very,", "Tom")]),
        ("“A fair result.” - Commissioner Ada Brook", [("direct", "A fair result.", "Commissioner Ada Brook")]),
        ("And from Chair Ruiz:\n\n“We wait.”", [("direct", "We wait.", "Chair Ruiz")]),
        (
            'The harbour master ("a bore," one aide called him) resigned.',
            [("direct", "a bore,", "one aide")],
        ),
        (
            "“We stay,” said Brook; Ruiz, by contrast, said “never”.",
            [("direct", "We stay,", "Brook"), ("mixed", "“never”", "Ruiz")],
        ),
        (
            "“No rest,” said a man who goes by “Lanky.”",
            [("direct", "No rest,", "a man who goes by “Lanky.”")],
        ),
    ],
)
def test_direct_speech_with_its_source(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert rows(text) == expected


def test_what_is_nested_is_not_cut() -> None:
    assert rows("He said: “She told me, ‘Never again,’ and left.”") == [
        ("direct", "She told me, ‘Never again,’ and left.", "He")
    ]
    assert [r[1] for r in rows("Eva dit : « Oui ! Et toi ? »")] == ["Oui ! Et toi ?"]


def test_interrupted_quotation_is_two_and_the_second_follows() -> None:
    _, found = read("“The dam holds,” the engineer said, “but the river is rising.”")
    assert [a.follows for a in found] == [None, 0]
    assert found[0].source == found[1].source


def test_quotation_over_paragraphs_is_one() -> None:
    text = "“We watch,” Noor said. “The pier fell.\n\n“Until then it had stood.\n\n“I ask you to stay.”\n\nNobody came."
    report, found = read(text)
    assert len(found) == 2
    assert report.text[found[1].start : found[1].end].endswith("I ask you to stay.")
    assert len(found[1].fragments) == 3
    assert found[1].follows == 0


def test_paragraph_with_a_cue_of_its_own_is_apart() -> None:
    assert rows('Paul Gray, a nurse, said: "They need beds.\n\n"Or they will leave," he added.') == [
        ("direct", "They need beds.", "Paul Gray, a nurse"),
        ("direct", "Or they will leave,", "he"),
    ]


def test_quotation_alone_follows_what_was_said_before() -> None:
    report, found = read('Last night Iris Vale, an MP, said she was uneasy. "What he did was wrong."')
    assert [a.kind for a in found] == ["indirect", "direct"]
    assert found[1].follows == 0
    assert found[1].source is not None and report.text[slice(*found[1].source)].startswith("Iris Vale")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Lena told me I "shouldn‘t sell the boat" but I did.', 'I "shouldn‘t sell the boat"'),
        (
            "The premier said Lunna was “deeply grateful” to the divers for their help.",
            "Lunna was “deeply grateful” to the divers for their help",
        ),
        ("The ministry called the strike “a gift to Orvia”.", "the strike “a gift to Orvia”"),
        (
            "The envoy denounced what she called a “reckless” closure of the strait.",
            "a “reckless” closure of the strait",
        ),
    ],
)
def test_clause_with_quoted_words_is_mixed(text: str, expected: str) -> None:
    (only,) = rows(text)
    assert only[:2] == ("mixed", expected)


def test_whole_clause_behind_that_is_direct() -> None:
    (only,) = rows('She warned that "nobody can rein in the river with walls and pumps."')
    assert only[0] == "direct"


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "The ferry sank within minutes, harbour officials said on Monday.",
            "The ferry sank within minutes",
            "harbour officials",
        ),
        ("The ferry was not seaworthy, reported The Lunna Herald.", "The ferry was not seaworthy", "The Lunna Herald"),
        (
            "According to the coastguard, the ferry sank within minutes.",
            "the ferry sank within minutes",
            "the coastguard",
        ),
        ("Orvia vowed to rebuild the pier.", "to rebuild the pier", "Orvia"),
        ("The envoy urged both islands to end the strike.", "both islands to end the strike", "The envoy"),
        ("Lunna accused Orvia of stealing its sand.", "Orvia of stealing its sand", "Lunna"),
        ("The report states that the pier was rotten.", "the pier was rotten", "The report"),
        ("Varga's claim that the ferry had been sold was false.", "the ferry had been sold", "Varga"),
        (
            "Divers said the owner had sent them a chart, but its depths had never been measured.",
            "the owner had sent them a chart, but its depths had never been measured",
            "Divers",
        ),
    ],
)
def test_indirect_speech(text: str, content: str, source: str) -> None:
    assert rows(text) == [("indirect", content, source)]


@pytest.mark.parametrize(
    "text",
    [
        "'s-Heuvel held out; the '90s did not.",
        'The "historic" bridge is a popular "selfie" spot.',
        'Critics read the novel "The Long Winter" in school.',
        "She did not say whether the ferry would sail.",
        "Officials could say that the ferry sank.",
        "The captain's crew and the sailors' wives waited.",
    ],
)
def test_no_quotation(text: str) -> None:
    assert rows(text) == []


def test_source_whose_tree_is_broken_is_whole() -> None:
    text = "In reply to the Herald, the Pier and Dock Office (PDO) and the Ministry of Trade said they looked on."
    assert rows(text) == [("indirect", "they looked on", "the Pier and Dock Office (PDO) and the Ministry of Trade")]


def test_one_saying_inside_of_another_is_told_once() -> None:
    assert [r[1] for r in rows("The envoy said he believed the islands had agreed to end the strike.")] == [
        "he believed the islands had agreed to end the strike"
    ]


def test_content_ends_before_the_next_saying() -> None:
    found = rows("Brook said the quay had been closed and warned that more rain would come.")
    assert [r[1:] for r in found] == [("the quay had been closed", "Brook"), ("more rain would come", "Brook")]


def test_signatures_of_quotations_and_posts() -> None:
    assert rows("“The train was full again.”\n\n— Nadia Orr, 26") == [
        ("direct", "The train was full again.", "Nadia Orr, 26")
    ]
    assert rows("No ferry today. Stay at home! https://t.co/x1 — Lunna Port (@lunnaport) March 3, 2024") == [
        ("direct", "No ferry today. Stay at home!", "Lunna Port")
    ]


def test_lost_opening_mark_keeps_the_speaker() -> None:
    assert rows('The bridge is closed , " the mayor said.') == [("indirect", "The bridge is closed", "the mayor")]


def test_lost_closing_mark_is_found_by_the_cue() -> None:
    assert rows('"The boat was hired by Lunna Oil, officers noted. "Instead of returning, it sank," they said.') == [
        ("direct", "The boat was hired by Lunna Oil,", "officers"),
        ("direct", "Instead of returning, it sank,", "they"),
    ]


def test_sign_of_inches_opens_nothing() -> None:
    assert [r[:2] for r in rows('He is 6\'2" tall, said Orr. "I am," he added.')] == [
        ("indirect", "He is 6'2\" tall"),
        ("direct", "I am,"),
    ]
