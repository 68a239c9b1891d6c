"""Stories of a small archive, in a batch and as a stream."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from crossread import language, stories
from crossread.settings import Settings
from crossread.stories import Found
from tests.stories.made import ROWS


def found(folder: Path, rows: list[dict[str, Any]], stream: bool = False) -> Found:
    path = folder / "archive.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    settings = Settings()
    refused: list[object] = []
    made = stories.cluster([str(path)], language.load(settings), settings, refused.append, lambda *_: None, stream)
    assert refused == []
    return made


@pytest.mark.parametrize("stream", [False, True])
def test_sister_events_are_two_stories_and_a_lone_report_is_alone(tmp_path: Path, stream: bool) -> None:
    made = found(tmp_path, ROWS, stream)
    assert [s.reports for s in made.stories] == [("a1", "a2", "a3"), ("b1", "b2"), ("c1",)]
    assert made.stories[0].copies == {"a1": ("a3",)}
    assert made.stories[0].versions == {"a1": ("a4",)}
    assert (made.stories[0].first, made.stories[0].last) == ("2031-03-03", "2031-03-05")


@pytest.mark.parametrize("stream", [False, True])
def test_the_order_of_records_changes_nothing(tmp_path: Path, stream: bool) -> None:
    mixed = random.Random(4).sample(ROWS, len(ROWS))
    assert found(tmp_path, mixed, stream) == found(tmp_path, ROWS, stream)


def test_ids_stay_when_the_archive_grows(tmp_path: Path) -> None:
    before = {s.reports[0]: s.story for s in found(tmp_path, ROWS[:3] + ROWS[4:5]).stories}
    after = {s.reports[0]: s.story for s in found(tmp_path, ROWS).stories}
    assert before.items() <= after.items()


def test_one_id_with_another_text_is_a_version(tmp_path: Path) -> None:
    rows = [*ROWS[:2], ROWS[0], ROWS[3] | {"id": "a1", "url": ""}]
    (story,) = found(tmp_path, rows).stories
    assert (story.reports, story.versions) == (("a1", "a2"), {"a1": ("a1",)})


def test_one_site_s_menu_makes_no_copies(tmp_path: Path) -> None:
    menu = "News\nRegions\nSport\nWeather\nOur apps\nSubscribe"
    titles = ["Bridge at Tarn closed for repairs", "Minister resigns over grain", "Whale seen off Skerrin"]
    rows = [
        {"id": f"m{n}", "url": f"https://menu.example/{n}", "title": t, "date": "2031-03-03", "text": menu}
        for n, t in enumerate(titles)
    ]
    assert [s.reports for s in found(tmp_path, rows).stories] == [("m0",), ("m1",), ("m2",)]
