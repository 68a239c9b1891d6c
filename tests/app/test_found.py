"""Stories that were found, in the app: listed, searched, opened once, grown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crossread.store import Member, Store
from crossread.stories.records import Record
from tests.app.running import App
from tests.stories.made import ROWS


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two found stories and a report of its own."""
    place = tmp_path_factory.mktemp("store") / "found.db"
    numbers = put(place, ROWS)
    place_all(place, [[numbers[0], numbers[1]], numbers[4:6], numbers[6:]])
    return place


@pytest.fixture(scope="module")
def app(place: Path) -> Iterator[App]:
    running = App(place)
    yield running
    running.kill()


def put(place: Path, rows: list[dict[str, Any]]) -> list[int]:
    store = Store(str(place))
    numbers = [a.number for a in store.archive.add([Record(**row) for row in rows])]
    store.close()
    return numbers


def place_all(place: Path, groups: list[list[int]]) -> list[str]:
    store = Store(str(place))
    ids = store.archive.place([[Member(n) for n in group] for group in groups]).stories
    store.close()
    return ids


def test_found_stories_are_listed_and_searched(app: App) -> None:
    page = app.call("GET", "/api/found")
    assert page["total"] == 2 and [s["reports"] for s in page["stories"]] == [2, 2]
    assert [s["id"] for s in app.call("GET", "/api/found?start=1&most=1")["stories"]] == [page["stories"][1]["id"]]
    met = app.call("GET", "/api/found?q=drying%20hall")
    assert met["total"] is None and met["stories"][0]["excerpt"][1::2] == ["drying", "hall"]
    shown = app.call("GET", "/found?q=drying+hall").decode()
    assert "<mark>drying</mark>" in shown and "Velling" not in shown
    assert app.ask("GET", "/found?since=monday")[0] == 422
    assert '<a href="/found">2 found in the archive</a>' in app.call("GET", "/").decode()


def test_one_is_opened_once_compared_and_grows(app: App, place: Path) -> None:
    found = app.call("GET", "/api/found?q=Orsk")["stories"][0]["id"]
    story = app.call("POST", f"/api/found/{found}/open")
    assert app.call("POST", f"/api/found/{found}/open")["id"] == story["id"]
    done = app.compared(story["id"])
    assert (done["state"], done["title"], done["reports"]) == ("done", "Fire at Orsk paper mill", 2)
    dossier = app.call("GET", f"/api/stories/{story['id']}/dossier")
    assert [r["published"] for r in dossier["reports"]] == ["2031-03-03", "2031-03-04"]

    numbers = put(place, ROWS[:3])
    place_all(place, [numbers])
    assert app.call("GET", "/api/found?q=Orsk")["stories"][0]["fresh"] == 1
    assert "1 report found since" in app.call("GET", f"/stories/{story['id']}").decode()
    assert app.call("POST", f"/api/found/{found}/open")["reports"] == 3
    assert app.compared(story["id"])["dossier"] == 2
    assert [r["outlet"] for r in app.call("GET", f"/api/found/{found}")] == [
        "north.example",
        "south.example",
        "west.example",
    ]
    assert app.ask("POST", "/api/found/s000000000000/open")[0] == 404
