"""Entities across reports: spellings, offices known from siblings, the same words."""

from __future__ import annotations

from collections.abc import Sequence

from crossread import language, reading
from crossread.comparison import entities
from crossread.comparison.numbering import number
from crossread.settings import Settings
from crossread.values import Entity, Part, Reading, Report


def merge(texts: Sequence[str]) -> tuple[tuple[Reading, ...], tuple[Entity, ...]]:
    door = language.load(Settings())
    readings = []
    for n, text in enumerate(texts, 1):
        part = Part(start=0, end=len(text), kind="body")
        readings.append(reading.read(Report(id=f"r{n}", source=f"{n}", text=text, parts=(part,), language="en"), door))
    return entities.merge(number(readings))


def speakers(readings: Sequence[Reading]) -> list[str | None]:
    return [q.speaker.name for r in readings for q in r.quotations]


def test_spellings_of_one_name_are_one_person() -> None:
    _, who = merge(["Minister Alexei Tarnov spoke.", "Minister Alexey Tarnov spoke.", "Mr Tarnov spoke."])
    persons = [e for e in who if e.type == "person"]
    assert len(persons) == 1
    assert {"Alexei Tarnov", "Alexey Tarnov"} <= {persons[0].name, *persons[0].also}
    assert {report for report, _, _ in persons[0].mentions} == {"r1", "r2", "r3"}


def test_namesakes_stay_apart() -> None:
    _, who = merge(["Peter Hale spoke in Rome.", "Laura Hale spoke in Rome.", "Paula Hale spoke in Rome."])
    assert [e.name for e in who if e.type == "person"] == ["Peter Hale", "Laura Hale", "Paula Hale"]


def test_an_office_is_its_holder_in_a_sibling() -> None:
    readings, who = merge(
        ["“The dam holds,” France’s foreign minister said.", "French Foreign Minister Peter Hale flew in on Monday."]
    )
    hale = next(e for e in who if e.name == "Peter Hale")
    assert [(q.speaker.name, q.speaker.entity) for q in readings[0].quotations] == [("Peter Hale", hale.id)]


def test_the_same_words_settle_an_open_speaker() -> None:
    readings, _ = merge(
        ["“The dam will hold until the summer,” she said.", "“The dam will hold until the summer,” Laura Brook said."]
    )
    assert speakers(readings) == ["Laura Brook", "Laura Brook"]


def test_siblings_that_disagree_leave_it_open() -> None:
    words = "“The dam will hold until the summer,”"
    readings, _ = merge([f"{words} she said.", f"{words} Laura Brook said.", f"{words} Ann Reyes said."])
    assert speakers(readings)[0] is None


def test_one_country_is_one_entity_and_its_people_another() -> None:
    _, who = merge(["The United States agreed.", "The US agreed with American farmers.", "The U.S. agreed."])
    assert [e.type for e in who] == ["place", "group"]
    assert len(who[0].mentions) == 3


def test_a_person_is_of_the_body_or_the_country_that_the_office_names() -> None:
    _, who = merge(
        [
            "France rejects it. French Foreign Minister Peter Hale flew in.",
            "Mara Holt, director of the Lund Institute, said the Lund Institute had warned of it.",
        ]
    )
    of = {e.name: next((o.name for o in who if o.id == e.of), None) for e in who if e.type == "person"}
    assert of == {"Peter Hale": "France", "Mara Holt": "Lund Institute"}
