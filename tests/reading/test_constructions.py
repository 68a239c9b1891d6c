"""Reported speech construction by construction: what is found, who says it; what only looks like it."""

from __future__ import annotations

import re

import pytest

from crossread import language, reading
from crossread.settings import Settings
from crossread.values import Part, Quotation, Report


def read(text: str) -> list[Quotation]:
    parts = tuple(Part(start=m.start(), end=m.end(), kind="body") for m in re.finditer(r"\S[^\n]*", text))
    report = Report(id="r1", source="r1.txt", text=text, parts=parts, language="en")
    return list(reading.read(report, language.load(Settings())).quotations)


@pytest.mark.parametrize(
    ("text", "kind", "content", "speaker"),
    [
        # inverted, split, interrupted
        ("Said Ada Brook: “The lock is shut.”", "direct", "The lock is shut.", "Ada Brook"),
        ("“Stop!” shouted the pilot. “We ran aground!”", "direct", "We ran aground!", "pilot"),
        ("“It sank,” Brook said, “in a minute”; Hale disagreed.", "direct", "It sank,", "Brook"),
        ("“Who would,” asked Brook, “do such a thing?”", "direct", "do such a thing?", "Brook"),
        # in parentheses and asides
        ("The lock, Ada Brook said, is shut.", "indirect", "The lock, Ada Brook said, is shut", "Ada Brook"),
        (
            "The lock, as the council admitted last year, was never inspected.",
            "indirect",
            "The lock, as the council admitted last year, was never inspected",
            "council",
        ),
        ("The log does not show who was on watch, as police have said.", "indirect", None, "police"),
        # post-posed
        (
            "And Brook now leads among sailors, according to a Lunna Times poll released last week.",
            "indirect",
            "Brook now leads among sailors",
            None,
        ),
        (
            "In the words of Ada Brook, the lock is “beyond repair”.",
            "mixed",
            "the lock is “beyond repair”",
            "Ada Brook",
        ),
        # documents
        ("The bill states: “No vessel shall pass at night.”", "direct", "No vessel shall pass at night.", "bill"),
        ("A leaked memo warned that the gate would fail.", "indirect", "the gate would fail", "leaked memo"),
        ("“The lock is shut,” a note from the council read.", "direct", "The lock is shut,", "note from the council"),
        # others' words passed on
        ("Officials quoted the pilot as saying the ferry was aground.", "indirect", "the ferry was aground", "pilot"),
        ("What Brook said was that the ferry was aground.", "indirect", "the ferry was aground", "Brook"),
        ("It was Brook who said the ferry was aground.", "indirect", "the ferry was aground", "Brook"),
        ("The council issued a statement saying the gate had failed.", "indirect", "the gate had failed", "council"),
        # odd and foreign marks
        ("‚The lock is shut,‘ Weber said.", "direct", "The lock is shut,", "Weber"),
        ("「The lock is shut」, Weber said.", "direct", "The lock is shut", "Weber"),
        ("”The lock is shut.” - Tom Weber", "direct", "The lock is shut.", "Tom Weber"),
        ("“‘Never again,’ my father told me,” Brook recalled.", "direct", "‘Never again,’ my father told me,", "Brook"),
        ("Brook: “We ran aground.”", "direct", "We ran aground.", "Brook"),
        # nouns, adverbs, denials
        ("There were fears that the dam would burst.", "attitude", "the dam would burst", None),
        ("The ministry’s view is that the dam is safe.", "attitude", "the dam is safe", None),
        ("The ferry reportedly sank within minutes.", "attitude", "The ferry reportedly sank within minutes", None),
        ("Brook denied that the ferry had been overloaded.", "indirect", "the ferry had been overloaded", "Brook"),
        ("Brook refused to say whether it was safe.", "attitude", "to say whether it was safe", "Brook"),
        # where a content ends and begins
        ("However, Brook said the dam was safe.", "indirect", "the dam was safe", "Brook"),
        ("But the dam was safe, Brook said.", "indirect", "the dam was safe", "Brook"),
        (
            "The bureau says the plan would cut revenue this year, but would later add to it.",
            "indirect",
            "the plan would cut revenue this year, but would later add to it",
            "bureau",
        ),
        (
            "Brook denounced the sale of the northern ferry, which had run for a century.",
            "indirect",
            "the sale of the northern ferry",
            "Brook",
        ),
    ],
)
def test_found(text: str, kind: str, content: str | None, speaker: str | None) -> None:
    found = [q for q in read(text) if q.kind == kind and (content is None or q.text == content)]
    assert found, read(text)
    if speaker is not None:
        assert found[0].speaker.name == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The “ghost ship” drifted into the bay.",
        "She starred in “The Long Night Said Nothing” last year.",
        "Tom “Lefty” Hale runs the mill.",
        "The farmers’ union met the sailors’ guild in the ’20s.",
        "Brook never said that the ferry was safe.",
        "The allegedly drunk captain was held.",
        'The bar is 3\'6" high and 12" wide.',
        "The clock in the hall told the hour.",
    ],
)
def test_nothing_is_said(text: str) -> None:
    assert read(text) == []


def test_speakers_of_the_collected_cases() -> None:
    def named(text: str) -> list[str | None]:
        return [q.speaker.name for q in read(text)]

    signed = "“A good choice.” -Commissioner Ada Brook\n\nAnd from Chair Ruiz:\n\n“We wait.”"
    assert named(signed) == ["Commissioner Ada Brook", "Ruiz"]
    assert named('Paul Gray, a nurse, said: "They need beds.\n\n"Or they’ll die," he added.') == ["Paul Gray"] * 2
    assert named('Last night Iris Vale, an MP, said she was uneasy. "What he did was wrong."') == ["Iris Vale"] * 2
    long = "“We watch,” Noor said. “The pier fell.\n\n“Until then it had stood.\n\n“I ask you to stay.”"
    assert named(long) == ["Noor", "Noor"]


def test_sentences_end_behind_abbreviations_only_where_they_end() -> None:
    text = "Mr. Holt waved. Ms. Orr vs. the U.S. Army Corps."
    parts = (Part(start=0, end=len(text), kind="body"),)
    report = Report(id="r1", source="r1.txt", text=text, parts=parts, language="en")
    found = reading.read(report, language.load(Settings())).sentences
    assert [text[a:b] for a, b in found] == ["Mr. Holt waved.", "Ms. Orr vs. the U.S. Army Corps."]
