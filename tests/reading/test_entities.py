"""Entities of one report: one person under all forms of a name, offices, and no junk."""

from __future__ import annotations

import re

import pytest

from crossread import language
from crossread.reading import blocks, entities
from crossread.settings import Settings
from crossread.values import Entity, Part, Report


def find(text: str) -> tuple[Entity, ...]:
    parts = tuple(Part(start=m.start(), end=m.end(), kind="body") for m in re.finditer(r"\S[^\n]*", text))
    report = Report(id="r1", source="r1.txt", text=text, parts=parts, language="en")
    return entities.find(blocks.parse(report, language.load(Settings())), report)


def persons(text: str) -> list[str]:
    return [e.name for e in find(text) if e.type == "person"]


def test_a_surname_belongs_to_the_full_name() -> None:
    text = "Laura Brook left on Monday. Brook had run the port for years. Mrs Brook declined to speak."
    (brook,) = [e for e in find(text) if e.type == "person"]
    assert brook.name == "Laura Brook"
    assert [text[a:b] for _, a, b in brook.mentions] == ["Laura Brook", "Brook", "Mrs Brook"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Orland Foreign Minister Peter Hale arrived on Sunday.", "Foreign Minister"),
        ("Peter Hale, the foreign minister of Orland, arrived on Sunday.", "foreign minister of Orland"),
        ("The director of the port, Peter Hale, arrived on Sunday.", "director of the port"),
    ],
)
def test_offices_before_and_beside_a_name(text: str, role: str) -> None:
    (hale,) = [e for e in find(text) if e.type == "person"]
    assert hale.name == "Peter Hale"
    assert any(role in r for r in hale.roles)


def test_hyphened_names_are_whole() -> None:
    assert persons("Foreign Minister Pae Min-su spoke first. Ms Pae left early.") == ["Pae Min-su"]


def test_namesakes_stay_apart() -> None:
    assert persons("Peter Hale and Laura Hale met in Rome. Hale smiled.")[:2] == ["Peter Hale", "Laura Hale"]


@pytest.mark.parametrize(
    "text",
    [
        "The Bill was read on Monday. Under this Bill, a bill may be paid twice.",
        "Results came on Nov. 3 and Dec. 5.",
        "He lives near Cape Marrow in the north.",
    ],
)
def test_no_persons(text: str) -> None:
    assert persons(text) == []


def test_every_mention_is_in_the_text_and_ids_follow_it() -> None:
    text = "Ada Brook met Tom Reyes in Paris. Reyes thanked the United Nations."
    found = find(text)
    assert [e.id for e in found] == [f"e{n}" for n in range(1, len(found) + 1)]
    firsts = [e.mentions[0][1] for e in found]
    assert firsts == sorted(firsts)
    assert all(text[a:b].strip() == text[a:b] != "" for e in found for _, a, b in e.mentions)
