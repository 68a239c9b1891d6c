"""Versions of one article: which records are, and what changed from each to the next."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from crossread import language, stories
from crossread.settings import Settings
from crossread.stories import Found
from crossread.stories.versions import Version
from crossread.values import Problem

HERE, THERE = "https://x.example/mill", "https://y.example/mill"
FIRST = "The mill at Orsk burned. Forty workers were led out unhurt. The cause is not known yet, the brigade said."
LATER = FIRST.replace("Forty workers were led out unhurt", "Forty-two workers were led out, one with burns")
ROWS = [
    ("a", HERE, "Mill burns", "2031-03-03T08:00", FIRST),
    ("b", f"{HERE}?utm_source=x", "Mill burns", "2031-03-03T12:00", LATER),
    ("c", HERE, "Mill burns, one hurt", "2031-03-03T13:00", LATER),
    ("d", HERE, "Mill burns, one hurt", "2031-03-04", LATER),
    ("e", THERE, "Mill burns", "2031-03-04", FIRST),
    (
        "f",
        THERE,
        "Skerrin win the cup on penalties",
        "2031-03-05",
        "Skerrin won the island cup, beating Tarn after a draw.",
    ),
]


def found(path: Path, rows: list[tuple[str, ...]]) -> tuple[Found, list[Version]]:
    names = ("id", "url", "title", "date", "text")
    path.write_text("".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows), "utf-8")
    settings, told = Settings(), list[Version]()
    door = language.load(settings)
    made = stories.cluster([str(path)], door, settings, pytest.fail, lambda *_: None, changed=told.append)
    return made, told


def test_what_changed_is_told_version_by_version(tmp_path: Path) -> None:
    made, told = found(tmp_path / "a.jsonl", ROWS)
    assert [s.reports for s in made.stories] == [("a", "e"), ("f",)]
    story = made.stories[0]
    assert (story.versions, story.copies) == ({"a": ("b", "c")}, {"a": ("e",), "c": ("d",)})
    assert [(v.story, v.report, v.version, v.before, v.date) for v in told] == [
        (story.story, "a", "b", "2031-03-03T08:00", "2031-03-03T12:00"),
        (story.story, "a", "c", "2031-03-03T12:00", "2031-03-03T13:00"),
    ]
    assert [(d.was[2], d.now[2]) for d in told[0].text] == [("Forty", "Forty-two"), ("unhurt", ", one with burns")]
    assert [(d.was, d.now) for d in told[1].title] == [((10, 10, ""), (10, 20, ", one hurt"))]
    assert (told[0].title, told[1].text) == ((), ())


def test_the_order_of_records_changes_nothing(tmp_path: Path) -> None:
    first = found(tmp_path / "a.jsonl", ROWS)
    for number, rows in enumerate(permutations(ROWS)):
        if number % 120 == 7:
            assert found(tmp_path / "a.jsonl", list(rows)) == first


def test_an_address_that_leads_on_to_another(tmp_path: Path) -> None:
    """A second version at a new address, by its id; a third at that address."""
    rows = [
        ("a", HERE, "Mill burns", "2031-03-03", FIRST),
        ("a", THERE, "Mill burns", "2031-03-04", LATER),
        ("z", THERE, "Mill burns", "2031-03-05", LATER.replace("Orsk", "Orsk town")),
    ]
    made, told = found(tmp_path / "a.jsonl", rows)
    assert [s.reports for s in made.stories] == [("a",)]
    assert [(v.report, v.version) for v in told] == [("a", "a"), ("a", "z")]


def test_an_id_of_several_articles_is_told(tmp_path: Path) -> None:
    for number in (1, 2):
        text = f"Quite another {'mill harbour' if number == 1 else 'cup penalty'} report, number {number} of its file. "
        (tmp_path / f"{number}.jsonl").write_text(json.dumps({"id": "7", "title": text, "text": text * 3}), "utf-8")
    settings, told = Settings(), list[Problem]()
    stories.cluster([str(tmp_path)], language.load(settings), settings, told.append, lambda *_: None)
    assert [(p.source, p.refused) for p in told] == [("7", False)]
    assert "id of several articles:" in told[0].message
