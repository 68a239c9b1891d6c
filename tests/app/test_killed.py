"""The app may be killed at any moment: what was answered is there, and what was begun goes on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.app.running import App


@pytest.mark.slow
def test_killed_at_any_moment_and_started_again(tmp_path: Path, ferry: dict[str, str]) -> None:
    app = App(tmp_path / "stories.db")
    try:
        story = app.begun("Ferry", dict(list(ferry.items())[:3]))
        for pause in (0.0, 0.7, 2.5):
            time.sleep(pause)
            app.kill()
            app.start()
            assert app.call("GET", f"/api/stories/{story['id']}")["reports"] == 3
        done = app.compared(story["id"])
        assert done["state"] == "done"
        conflict = app.call("GET", f"/api/stories/{story['id']}/dossier")["conflicts"][0]["id"]
        judged = {"kind": "confirm", "findings": [conflict], "version": done["version"]}
        app.call("POST", f"/api/stories/{story['id']}/judgements", judged)
        app.kill()
        app.start()
        assert app.compared(story["id"])["state"] == "done"
        assert len(app.call("GET", f"/api/stories/{story['id']}/judgements")) == 1
        dossier = app.call("GET", f"/api/stories/{story['id']}/dossier")
        assert [j["state"] for j in dossier["judgements"]] == ["applied"]
    finally:
        app.kill()
