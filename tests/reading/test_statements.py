"""Statements at clause level."""

import pytest

from crossread import language, reading
from crossread.settings import Settings
from crossread.values import Part, Reading, Report, Statement


def read(text: str) -> Reading:
    report = Report(id="r1", source="x", text=text, language="en", parts=(Part(start=0, end=len(text), kind="body"),))
    return reading.read(report, language.load(Settings()))


def clauses(text: str) -> list[str]:
    return [s.text for s in read(text).statements if (s.start, s.end) != s.sentence]


def whole(text: str) -> Statement:
    return next(s for s in read(text).statements if (s.start, s.end) == s.sentence)


def test_every_statement_is_its_extract() -> None:
    text = "Élan 🚢 sank off Lunna on Monday, killing 12 people, after a storm that had been forecast hit the coast."
    for s in read(text).statements:
        assert text[s.start : s.end] == s.text


def test_a_relative_clause_takes_its_antecedent() -> None:
    found = clauses("The minister visited the old port, which rebels attacked in August.")
    assert any(c.startswith("the old port") and c.endswith("August") for c in found)


def test_reported_content_is_a_statement_of_its_own() -> None:
    assert "the bridge had been closed for a week" in clauses("The mayor said the bridge had been closed for a week.")


def test_an_adverbial_clause_stands_alone() -> None:
    found = clauses("The army withdrew from the town after rebels had seized the airport.")
    assert any("rebels had seized the airport" in c for c in found)
    assert "The army withdrew from the town" in found


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The ministry did not confirm the deaths.", True),
        ("Neither minister mentioned the reports.", True),
        ("The rumours have not been denied by anyone.", True),
        ("The ministry confirmed the deaths.", False),
    ],
)
def test_negation(text: str, negated: bool) -> None:
    assert whole(text).negated is negated


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The council will vote on the treaty.", "planned"),
        ("The soldiers may be sent to the border.", "possible"),
        ("The harbour company denied the charges.", "denied"),
        ("The verdict is expected on Friday.", "expected"),
        ("The council voted on the treaty.", "asserted"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert whole(text).modality == modality


@pytest.mark.parametrize(
    "text",
    [
        "Tarvia bought 40 tanks, according to an official at the ministry of defence who asked not to be named.",
        "A senior official of the coast guard told the Coast Post on Monday evening that the ferry had sunk.",
        "The king has died, two people with knowledge of the matter told the Courier on Monday.",
    ],
)
def test_a_long_frame_does_not_hide_who_vouches(text: str) -> None:
    assert len(whole(text).vouched_by) == 1
