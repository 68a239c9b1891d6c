"""Who says it: names, pronouns, offices, descriptions; what stays open."""

from __future__ import annotations

import re

import pytest

from crossread import language, reading
from crossread.reading import speakers
from crossread.settings import Settings
from crossread.values import Entity, Part, Report, Speaker


def said(text: str) -> list[str | None]:
    """The speakers of a report's quotations, in order."""
    parts = tuple(Part(start=m.start(), end=m.end(), kind="body") for m in re.finditer(r"\S[^\n]*", text))
    report = Report(id="r1", source="r1.txt", text=text, parts=parts, language="en")
    return [q.speaker.name for q in reading.read(report, language.load(Settings())).said]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Laura Brook took over in May. “The dam holds,” Brook said.", ["Laura Brook"]),
        ('"Dreary," sighed Mia. "Very," added Tom.', ["Mia", "Tom"]),
        ("“The dam holds,” Western analysts said.", ["Western analysts"]),
        ("The company, Norhav, said profits fell. “We are sorry,” it said.", ["Norhav", "Norhav"]),
        ("Mr Brandt said the dam holds. Mrs Brandt, his wife, said: “I doubt it.”", ["Brandt", "Mrs Brandt"]),
        ("Sergei Volkov said the dam held. Later, Sergey Volkov said it leaked.", ["Sergei Volkov", "Sergei Volkov"]),
        ("One diver, who gave her name only as Ilse, said it leaked. “I saw it,” she said.", ["Ilse", "Ilse"]),
        (
            "Dr. Sara Kohl led the study. Kohl said the dam leaks. “It will break,” the researcher said.",
            ["Sara Kohl"] * 2,
        ),
        ("Lawyers for Falk said he would appeal.", ["Lawyers for Falk"]),
        ("Two officials familiar with the talks said the deal was near.", ["Two officials familiar with the talks"]),
        ("“The dam holds,” said a person familiar with the talks.", ["person familiar with the talks"]),
        ("“The dam will hold for years,” Washington said.", ["Washington"]),
        (
            "Laura Brook and Peter Hale met. “The dam holds,” Laura Brook and Peter Hale said.",
            ["Laura Brook and Peter Hale"],
        ),
    ],
)
def test_named_and_described(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Laura Brook runs the port. Peter Hale advises the mayor.\n\n“The dam holds,” she said.", "Laura Brook"),
        ("Laura Brook praised Peter Hale on Monday.\n\n“The dam holds,” she said.", "Laura Brook"),
        ("Ri Sol-ha praised President Kan Do-min on Monday.\n\n“The dam holds,” she said.", "Ri Sol-ha"),
        ("Peter Hale wept. “My friends, Tom and Omar Reyes, died there,” he said.", "Peter Hale"),
        ("The ministry shut the dam on Monday.\n\n“The dam is not safe,” it said.", "ministry"),
    ],
)
def test_pronouns(text: str, expected: str) -> None:
    assert said(text)[-1] == expected


def test_a_pronoun_without_anyone_stays_open() -> None:
    assert said("“The dam holds for now,” she said.") == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peter Hale, the foreign minister, flew in. “The dam holds,” the minister said.", "Peter Hale"),
        ("French Foreign Minister Peter Hale flew in. “The dam holds,” France’s foreign minister said.", "Peter Hale"),
        ("French Foreign Minister Peter Hale flew in. “The dam holds,” a minister said.", "minister"),
        (
            "French Foreign Minister Peter Hale flew in. “The dam holds,” Poland’s foreign minister said.",
            "Poland’s foreign minister",
        ),
    ],
)
def test_offices(text: str, expected: str) -> None:
    assert said(text)[-1] == expected


def test_what_stands_alone_goes_on_from_who_spoke_last() -> None:
    text = "“We closed the road at dawn,” Laura Brook said.\n\nThe road is long.\n\n“We found cracks in it last night.”"
    assert said(text) == ["Laura Brook", "Laura Brook"]


@pytest.mark.parametrize(
    ("name", "entity", "kind"),
    [
        ("Laura Brook", "person", "person"),
        ("Paris", "place", "government"),
        ("Harbour Company", "organisation", "organisation"),
        ("two officials", None, "official"),
        ("person familiar with the talks", None, "unnamed"),
        ("local media", None, "report"),
    ],
)
def test_vouchers(name: str, entity: str | None, kind: str) -> None:
    known = [Entity(id="e1", name=name, type=entity)] if entity else []  # type: ignore[arg-type]
    voucher = speakers.voucher(Speaker(name=name, entity="e1" if entity else None), name, known)
    assert (voucher.kind, voucher.name) == (kind, name)


def test_of_two_with_one_surname_the_honorific_tells() -> None:
    text = "Ms Ann Lind met Mr Carl Lind on Monday. “It rained,” Ms Lind said. “It poured,” Mr Lind said."
    assert said(text)[-2:] == ["Ann Lind", "Carl Lind"]


def test_an_abbreviation_and_a_bare_head_are_the_body_they_stand_for() -> None:
    text = "The Ministry of Rivers (MOR) met on Monday. “It holds,” MOR said. “We are sure of it,” the ministry said."
    assert said(text)[-2:] == ["Ministry of Rivers"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The barge sank off Tarn.\n\nA baker who gave her name only as Ilse said the pumps failed. "
            "“We climbed the mast,” she said from her bed on Tarn.",
            ["Ilse", "Ilse"],
        ),
        (
            "Peter Hale runs the mill on Tarn.\n\nA bearded man wept outside the gate. “My son is in there,” he said.",
            ["bearded man"],
        ),
        ("The governor of Ostmark has warned the guilds. “Pay up,” he declared on Friday.", ["governor of Ostmark"]),
    ],
)
def test_pronoun_of_somebody_only_described(text: str, expected: list[str]) -> None:
    assert [s for s in said(text) if s] == expected


def test_initial_and_office() -> None:
    text = "The mayor, Emma Lind, met the guilds. “The dam holds,” E. Lind said. “For years,” the mayor added."
    assert set(said(text)) == {"Emma Lind"}


def test_pronoun_prefers_whose_gender_is_known() -> None:
    text = (
        "Ilmo Varn opened the lock. It was blessed in the presence of Laura Kern, the mayor. "
        "She called it “a mere drop in a dry well”."
    )
    assert said(text) == ["Laura Kern"]
