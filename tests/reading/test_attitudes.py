"""What somebody wants, believes, plans, backs or brings up: no saying, and told apart from it."""

from __future__ import annotations

import re

import pytest

from crossread import language, reading
from crossread.settings import Settings
from crossread.values import Part, Reading, Report


def read(text: str) -> Reading:
    parts = tuple(Part(start=m.start(), end=m.end(), kind="body") for m in re.finditer(r"\S[^\n]*", text))
    report = Report(id="r1", source="r1.txt", text=text, parts=parts, language="en")
    return reading.read(report, language.load(Settings()))


def attitudes(text: str) -> list[tuple[str, str | None]]:
    """Content and source of each attitude."""
    found = [q for q in read(text).quotations if q.kind == "attitude"]
    return [(q.text, text[slice(*q.source)] if q.source else None) for q in found]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Lunna wants to close the lock in May.", "to close the lock in May", "Lunna"),
        ("The ministry has refused to publish the log.", "to publish the log", "The ministry"),
        ("The mayor wants the guild to pay for the lock.", "the guild to pay for the lock", "The mayor"),
        ("Every sailor in Arba knows that the reef is near.", "the reef is near", "Every sailor in Arba"),
        ("The union endorsed Ada Brook on Monday.", "Ada Brook", "The union"),
        ("Brook suggested selling the second ferry.", "selling the second ferry", "Brook"),
        ("The pilots complained about the new lamps.", "the new lamps", "The pilots"),
        ("The ferry is believed to have sunk.", "The ferry is believed to have sunk", None),
        ("The council’s decision to shut the pier came late.", "to shut the pier", "The council"),
        ("The harbour is run by Brook, who hopes to sell it.", "to sell it", "who"),
        ("Orvia is determined to keep the island.", "to keep the island", "Orvia"),
    ],
)
def test_constructions(text: str, content: str, source: str | None) -> None:
    assert (content, source) in attitudes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said he wanted to end the strike.",
        "“I want to end the strike,” the envoy said.",
        "If the guild wants to sail, it will need a crew.",
        "The money it hopes to raise is gone.",
        "You know how the wind turns.",
        "The crew told the time by the sun.",
    ],
)
def test_no_attitude(text: str) -> None:
    assert attitudes(text) == []


def test_an_attitude_vouches_for_nothing_and_is_not_said() -> None:
    found = read("Orvia wants to raise the toll on the strait to forty crowns in the spring.")
    assert [q.kind for q in found.quotations] == ["attitude"]
    assert found.said == ()
    assert all(not s.vouched_by and s.quotation is None for s in found.statements)


def test_who_stands_for_whom_it_names() -> None:
    (only,) = read("The harbour is run by Ada Brook, who hopes to sell it.").quotations
    assert only.speaker.name == "Ada Brook"


def test_days_audiences_and_terms_are_no_matter_of_an_attitude() -> None:
    for text in (
        "He spoke on Monday.",
        "The leader spoke to reporters near the pit.",
        "Two officials, speaking on condition of anonymity, said the dam leaks.",
        "An official who asked not to be named said the dam leaks.",
    ):
        assert attitudes(text) == [], text
