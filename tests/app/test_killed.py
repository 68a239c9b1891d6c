"""The app may be killed at any moment: what was answered is there, and what was begun goes on."""

from __future__ import annotations

import http.client
import random
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crossread.store import Store
from tests.app.running import App
from tests.app.site import BRIDGE, CANAL

KILLS = 20
MOST_SECONDS = 2.5
"""From a start to the next kill: within it a comparison begins, runs and sometimes ends."""


@dataclass
class Told:
    """What was sent, and what of it was answered."""

    sent: dict[str, int] = field(default_factory=dict)
    reports: set[str] = field(default_factory=set)
    tried: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)


def busy(app: App, id: str, told: Told) -> None:
    """Adds reports and judgements until the app is gone."""
    path = f"/api/stories/{id}"
    try:
        while True:
            name, text = f"r{len(told.sent)}.txt", f"{' '.join(BRIDGE)} It was closed {len(told.sent)} times before."
            told.sent[name] = len(text.encode())
            app.call("POST", f"{path}/texts", {"texts": [{"name": name, "text": text}]})
            told.reports.add(name)
            for _ in range(10):
                story = app.call("GET", path)
                if story["dossier"]:
                    note = f"note {len(told.tried)}"
                    told.tried.add(note)
                    judged = {"kind": "note", "findings": ["p1"], "note": note, "version": story["version"]}
                    app.call("POST", f"{path}/judgements", judged)
                    told.notes.add(note)
                time.sleep(0.1)
    except (OSError, http.client.HTTPException):
        pass


@pytest.mark.slow
def test_killed_twenty_times_at_random_nothing_answered_is_lost(tmp_path: Path) -> None:
    moments = random.Random(1)
    told = Told()
    app = App(tmp_path / "stories.db")
    try:
        story = app.compared(app.begun("Bridge", {"a.txt": "\n\n".join(BRIDGE), "b.txt": "\n\n".join(CANAL)})["id"])
        path = f"/api/stories/{story['id']}"
        for _ in range(KILLS):
            at_work = threading.Thread(target=busy, args=(app, story["id"], told))
            at_work.start()
            time.sleep(moments.uniform(0.05, MOST_SECONDS))
            app.kill()
            at_work.join()
            app.start()
            there = {s["name"]: s["bytes"] for s in app.call("GET", f"{path}/sources")}
            assert told.reports <= there.keys() <= {*told.sent, "a.txt", "b.txt"}
            assert all(there[name] == size for name, size in told.sent.items() if name in there)
            judged = {j["record"]["note"] for j in app.call("GET", f"{path}/judgements")}
            assert told.notes <= judged <= told.tried
        assert len(told.reports) > KILLS / 2 and told.notes
        done = app.compared(story["id"])
        assert done["state"] == "done", done
        dossier = app.call("GET", f"{path}/dossier")
        assert len(dossier["reports"]) == done["reports"] == len(app.call("GET", f"{path}/sources"))
        assert {j["state"] for j in dossier["judgements"]} == {"applied"}
        assert len(dossier["judgements"]) == len(app.call("GET", f"{path}/judgements"))
    finally:
        app.kill()
    store = Store(str(tmp_path / "stories.db"))
    assert store.check() == []
    store.close()


def test_a_comparison_ends_with_the_app_and_begins_anew(tmp_path: Path, ferry: dict[str, str]) -> None:
    app = App(tmp_path / "stories.db")
    try:
        story = app.begun("Ferry", dict(list(ferry.items())[:3]))
        path = f"/api/stories/{story['id']}"
        while app.call("GET", path)["state"] != "running":
            time.sleep(0.02)
        app.kill()
        app.start()
        done = app.compared(story["id"])
        assert (done["state"], done["dossier"]) == ("done", 1)  # and none of the comparison that had lost its app
    finally:
        app.kill()
