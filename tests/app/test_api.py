"""The app through its API, on a real server: comparing, judging, versions, search, export."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.app.running import App


def first(ferry: dict[str, str], count: int) -> dict[str, str]:
    return dict(list(ferry.items())[:count])


def test_a_story_is_compared_judged_undone_and_grows(app: App, ferry: dict[str, str]) -> None:
    story = app.compared(app.begun("Ferry", first(ferry, 4))["id"])
    path = f"/api/stories/{story['id']}"
    assert (story["state"], story["dossier"], story["reports"]) == ("done", 1, 4)
    dossier = app.call("GET", f"{path}/dossier")
    assert sorted(r["source"] for r in dossier["reports"]) == sorted(first(ferry, 4))
    conflict = dossier["conflicts"][0]["id"]

    judged = {"kind": "dismiss", "findings": [conflict], "note": "two boats", "version": story["version"]}
    app.call("POST", f"{path}/judgements", judged)
    after = app.compared(story["id"])
    assert after["dossier"] == 2
    assert [j["record"]["kind"] for j in app.call("GET", f"{path}/judgements")] == ["dismiss"]
    states = [j["state"] for j in app.call("GET", f"{path}/dossier")["judgements"]]
    assert states == ["applied"]

    app.ask("GET", f"/stories/{story['id']}")
    more = [{"name": name, "text": text} for name, text in list(ferry.items())[4:]]
    app.call("POST", f"{path}/texts", {"texts": more})
    grown = app.compared(story["id"])
    changes = app.call("GET", f"{path}/changes")
    assert (changes["since"], changes["number"]) == (2, grown["dossier"])
    assert len(changes["reports"]) == len(more) and changes["new"]
    assert [j["state"] for j in app.call("GET", f"{path}/dossier")["judgements"]] == ["applied"]

    app.call("DELETE", f"{path}/judgements/1?version={grown['version']}")
    app.compared(story["id"])
    assert app.call("GET", f"{path}/dossier")["judgements"] == []
    assert app.call("GET", f"{path}/judgements")[0]["undone"] is not None


def test_of_two_windows_the_later_is_told_and_nothing_is_lost(app: App) -> None:
    story = app.call("POST", "/api/stories", {"title": "Mine"})
    path = f"/api/stories/{story['id']}"
    app.call("PATCH", path, {"title": "Theirs", "version": story["version"]})
    status, said = app.ask("PATCH", path, {"title": "Mine again", "version": story["version"]})
    assert status == 409 and "changed in another window" in said["message"]
    assert app.call("GET", path)["title"] == "Theirs"


def test_what_is_found_leads_to_its_story(app: App, ferry: dict[str, str]) -> None:
    story = app.compared(app.begun("Searched", first(ferry, 2))["id"])
    hits = [h for h in app.call("GET", "/api/search?q=coastguard") if h["story"] == story["id"]]
    assert {"report", "quotation"} <= {h["kind"] for h in hits}
    assert all(any("coastguard" in w.lower() for w in h["excerpt"][1::2]) for h in hits)


def test_a_story_goes_out_as_one_file_and_comes_in_again(app: App, ferry: dict[str, str]) -> None:
    story = app.compared(app.begun("Out", first(ferry, 2))["id"])
    point = app.call("GET", f"/api/stories/{story['id']}/dossier")["points"][0]["id"]
    note = {"kind": "note", "findings": [point], "note": "ask again", "version": story["version"]}
    app.call("POST", f"/api/stories/{story['id']}/judgements", note)
    app.compared(story["id"])
    data = app.call("GET", f"/api/stories/{story['id']}/export")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.read("reports/01-pelagia.txt").decode() == ferry["01-pelagia.txt"]
    status, copy = app.ask("POST", "/api/import", *multipart("file", "story.zip", data))
    assert status == 201, copy
    app.compared(copy["id"])
    was, now = (app.call("GET", f"/api/stories/{id}/dossier") for id in (story["id"], copy["id"]))
    assert was == now
    assert app.ask("POST", "/api/import", *multipart("file", "x.zip", b"PK no archive"))[0] == 400


def multipart(field: str, name: str, data: bytes) -> tuple[bytes, dict[str, str]]:
    head = f'--b\r\ncontent-disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    return head.encode() + data + b"\r\n--b--\r\n", {"content-type": "multipart/form-data; boundary=b"}


def test_what_cannot_be_compared_is_said(app: App) -> None:
    story = app.compared(app.begun("Stubs", {"a.txt": "No.", "b.txt": "Nor this."})["id"])
    assert story["state"] == "failed" and "No report could be read" in story["message"]


def test_a_comparison_can_be_cancelled(app: App, ferry: dict[str, str]) -> None:
    story = app.begun("Cancelled", ferry)
    assert app.call("POST", f"/api/stories/{story['id']}/cancel")["state"] == "cancelled"
    assert app.compared(story["id"])["state"] == "cancelled"


def test_names_of_files_lead_nowhere(app: App) -> None:
    story = app.begun("Names", {"../../etc/passwd": "One.", "..\\b\x00.txt": "Two.", "...": "Three."})
    names = [s["name"] for s in app.call("GET", f"/api/stories/{story['id']}/sources")]
    assert names == ["b.txt", "passwd.txt", "report.txt"]


def test_a_folder_is_taken_with_what_was_told_of_its_pages(app: App, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes("<p>Der Fluß.".encode("cp1252"))
    told = {"file": "page.html", "url": "https://x.example/a", "final": "https://x.example/b"}
    (tmp_path / "page.json").write_text(json.dumps({**told, "kind": "text/html; charset=windows-1252"}))
    (tmp_path / "note.txt").write_text("The river.")
    story = app.call("POST", "/api/stories", {"title": "Folder"})
    path = f"/api/stories/{story['id']}"
    assert app.call("POST", f"{path}/folder", {"path": str(tmp_path)})["reports"] == 2
    sources = app.call("GET", f"{path}/sources")
    assert [(s["name"], s["url"]) for s in sources] == [("note.txt", None), ("page.html", "https://x.example/b")]
    assert sources[1]["bytes"] == len("<p>Der Fluß.".encode())
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(30_000_000)
    status, said = app.ask("POST", f"{path}/folder", {"path": str(tmp_path)})
    assert status == 400 and "large.txt is too large" in said["message"]


def test_every_error_is_a_sentence(app: App) -> None:
    asked: list[tuple[str, str, Any]] = [
        ("GET", "/api/stories/0000000000000000", None),
        ("GET", "/api/stories/0000000000000000/dossier", None),
        ("GET", "/api/nothing", None),
        ("POST", "/api/stories", {"title": ""}),
        ("POST", "/api/stories", b"{"),
        ("POST", "/api/stories/0000000000000000/folder", {"path": "/no/such/folder"}),
    ]
    for method, path, body in asked:
        status, said = app.ask(method, path, body)
        assert status in (400, 404, 422), path
        assert json.dumps(said).endswith('."}') and len(said["message"]) > 15, said


def test_an_address_that_is_cut_off_is_told_in_plain_words(app: App) -> None:
    status, said = app.ask("GET", "/stories/12ab")
    assert status == 404 and b"There is nothing at this address" in said and b"pattern" not in said
