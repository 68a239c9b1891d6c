"""A judgement is made of what a dossier shows, and of nothing else."""

from __future__ import annotations

import pytest

from crossread.errors import CrossreadError
from crossread.judgements import making
from crossread.judgements.files import line, parse
from crossread.values import Judgement, JudgementKind
from tests.made import TEXTS, dossier

AT = "2024-03-05T09:00:00Z"


def made(kind: JudgementKind, *given: str) -> Judgement:
    return making.make(dossier(), kind, given, at=AT, by="Ada")


def words(judgement: Judgement) -> list[list[str]]:
    return [[a.exact for a in group] for group in judgement.groups]


def test_each_kind_names_its_words() -> None:
    closed, shut = "The Orsk bridge closed on Monday", "The bridge was shut on Monday"
    some, about = "Some 40 people were led off", "About 60 people were led off"
    assert words(made("dismiss", "p1")) == [[closed, closed, shut]]
    assert words(made("join", "p1", "p3")) == [[closed, closed, shut], [some, some]]
    assert words(made("split", "p1", "s3")) == [[closed, closed], [shut]]
    assert words(made("same", "s4", "s5")) == [[some], [about]]
    assert words(made("confirm", "c1")) == [[some, some], [about]], "a side without places: its members"
    assert words(made("not-same", "r1:0-6", "s5")) == [["Bridge"], [about]]
    speaker = made("speaker", "q1", "Ada Brook")
    assert (speaker.on, speaker.speaker, speaker.was) == ("quotation", "Ada Brook", "Ilse Noor")
    assert made("speaker", "u1", "").speaker is None
    assert made("note", "c1", "ask again").note == "ask again"
    assert made("withdraw", "j1").withdraws == "j1"


def test_an_anchor_has_its_surroundings() -> None:
    (anchor,) = made("note", "s4", "x").groups[0]
    text = TEXTS["r1"]
    at = text.index("Some 40")
    assert (anchor.start, anchor.prefix) == (at, text[at - 32 : at])
    assert text[at - 32 :].startswith(anchor.prefix + anchor.exact + anchor.suffix)


@pytest.mark.parametrize("given", [("dismiss", "p1"), ("join", "u1", "u1"), ("confirm", "c2"), ("withdraw", "j1")])
def test_what_is_made_can_be_read(given: tuple[JudgementKind, ...]) -> None:
    judgement = made(*given)
    assert parse(line(judgement)) == judgement


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("dismiss", "p9"), "no p9: there are p1 to p4"),
        (("dismiss", "x1"), "no x1"),
        (("dismiss",), "dismiss ID"),
        (("join", "p1", "u1"), "join ID ID"),
        (("join", "c1", "c2"), "join ID ID"),
        (("same", "s1", "q1"), "same A B"),
        (("same", "s1", "r1:9-3"), "no stretch of r1"),
        (("split", "p1", "s5"), "s5 is no member of p1"),
        (("split", "p3", "s4", "s7"), "dismiss it instead"),
        (("speaker", "p1", "Ada"), "speaker ID NAME"),
        (("note", "p1"), "note ID TEXT"),
        (("dismiss", "s1"), "dismiss ID"),
    ],
)
def test_what_makes_none_is_said(given: tuple[JudgementKind, ...], said: str) -> None:
    with pytest.raises(CrossreadError, match=said):
        made(*given)
