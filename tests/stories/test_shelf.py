"""An archive in a store grows: nothing twice, ids that stay, the same stories as without one."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from crossread import language, stories
from crossread.settings import Settings
from crossread.store import Archive, Member
from crossread.stories import shelf
from crossread.stories.records import Record
from crossread.stories.shelf import Shelved
from tests.stories.made import ROWS


def kept(archive: Archive, rows: list[dict[str, Any]], stream: bool = False) -> Shelved:
    settings = Settings()
    records = [Record(**row) for row in rows]
    return shelf.cluster(archive, records, language.load(settings), settings, lambda *_: None, stream)


@pytest.fixture
def archive(place: str) -> Archive:
    return Archive(place)


@pytest.mark.parametrize("stream", [False, True])
def test_the_stories_are_those_found_without_a_store(archive: Archive, tmp_path: Path, stream: bool) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    settings = Settings()
    door = language.load(settings)
    found = stories.cluster([str(tmp_path)], door, settings, lambda p: None, lambda *_: None, stream)
    made = kept(archive, random.Random(3).sample(ROWS, len(ROWS)), stream)
    assert made.found.stories == found.stories
    assert (made.added, made.known, len(made.new), made.grown) == (7, 0, 3, ())
    assert archive.story(found.stories[0].story).title == "Fire at Orsk paper mill"


def test_what_grows_keeps_its_id_whatever_comes_first(archive: Archive) -> None:
    before = {s.reports: s.story for s in kept(archive, [ROWS[1], ROWS[4]]).found.stories}
    after = kept(archive, ROWS)
    assert (after.added, after.known, len(after.new), len(after.grown)) == (5, 2, 1, 2)
    now = {s.reports: s.story for s in after.found.stories}
    assert now[("a1", "a2", "a3")] == before[("a2",)] and now[("b1", "b2")] == before[("b1",)]
    again = kept(archive, [])
    assert (again.found.stories, again.added, again.new, again.grown) == (after.found.stories, 0, (), ())


def test_stories_that_merge_and_part_say_how_likely_they_were_one(archive: Archive) -> None:
    mill, second, fire, cup = (a.number for a in archive.add([Record(**ROWS[n]) for n in (0, 1, 4, 6)]))
    one, two, other = archive.place([[Member(mill)], [Member(second)], [Member(fire), Member(cup)]]).stories
    made = kept(archive, [])
    merged, parted = sorted(made.found.changes, key=lambda c: c.change)
    assert (merged.change, merged.story, merged.other, merged.reports) == ("merged", one, two, 1)
    assert (parted.change, parted.story, parted.reports) == ("parted", other, 1)
    assert merged.likelihood is not None and parted.likelihood is not None
    assert parted.likelihood < 0.13 < merged.likelihood
    assert [m.likelihood for m in archive.moves(one)] == [merged.likelihood]


def test_vectors_are_made_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept(archive, ROWS)
    monkeypatch.setattr(language.Language, "vectors", lambda *_: pytest.fail("a vector was made again"))
    assert kept(archive, []).found == first.found


@pytest.mark.slow
def test_killed_at_a_random_moment_and_resumed_nothing_is_lost_or_doubled(place: str, tmp_path: Path) -> None:
    rows = [row | {"id": f"{row['id']}-{n}", "url": f"{row['url']}/{n}"} for n in range(300) for row in ROWS]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    command = [sys.executable, "-m", "crossread", "cluster", str(tmp_path), "--store", place, "--jsonl"]
    chance = random.Random(5)
    for _ in range(20):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.5, 8.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run(command, check=True, capture_output=True)
    archive = Archive(place)
    assert sorted(k.id for k in archive.records()) == sorted(row["id"] for row in rows)
    inside = archive.contents([s.id for s in archive.stories(most=10_000)])
    assert sorted(m.id for held in inside.values() for m in held) == sorted(row["id"] for row in rows)
