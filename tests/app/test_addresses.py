"""Addresses given to the app: fetched off the request, each refused one with its sentence, none of this network."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crossread.app.fetching import Fetching
from crossread.fetching import FetchSettings
from crossread.fetching.addresses import public
from crossread.store import Store
from tests.app.running import App
from tests.app.site import Site, running


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running() as site:
        yield site


def limits(site: Site, **more: object) -> list[str]:
    """What lets an app ask the site of the tests."""
    values = {"ports": site.server_port, "min_host_seconds": 0, "max_fetch_seconds": 2, "max_body_bytes": 1_000_000}
    return [x for name, value in {**values, **more}.items() for x in ("--set", f"{name}={value}")]


@pytest.fixture(scope="module")
def open_app(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Iterator[App]:
    app = App(tmp_path_factory.mktemp("open") / "s.db", *limits(site, allow_private="true"))
    yield app
    app.kill()


def wanted(app: App, *urls: str) -> Any:
    story = app.call("POST", "/api/stories", {"title": "Bridge"})
    return app.call("POST", f"/api/stories/{story['id']}/addresses", {"urls": list(urls)})


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


def settled(app: App, id: str) -> dict[str, str]:
    """The addresses that were refused, with their reasons, when none waits any longer."""
    until(lambda: app.call("GET", f"/api/stories/{id}")["fetching"] == 0)
    listed = app.call("GET", f"/api/stories/{id}/addresses")
    assert {a["state"] for a in listed} <= {"refused"}
    return {a["url"]: a["message"] for a in listed}


def test_pages_become_reports_and_what_is_refused_is_kept_with_its_reason(open_app: App, site: Site) -> None:
    bad = ("circle", "film", "feed", "drip", "endless", "bomb", "file", "missing")
    odd = ("ftp://x.example/a", "http://", "http://user:word@x.example/", "https://x.invalid/")
    given = [*(f"{site.url}/{path}" for path in ("bridge", "moved", *bad)), *odd]
    story = wanted(open_app, *given)
    assert (story["fetching"], story["state"]) == (len(given), "new")
    reasons = settled(open_app, story["id"])
    assert set(reasons) == {*(f"{site.url}/{path}" for path in bad), *odd}
    for url, words in (
        ("circle", "circle"),
        ("film", "video"),
        ("drip", "seconds"),
        ("endless", "larger"),
        ("missing", "404"),
    ):
        assert words in reasons[f"{site.url}/{url}"]
    assert all(": " in reason and not reason.endswith(".") for reason in reasons.values()), reasons

    done = open_app.compared(story["id"])
    assert (done["state"], done["reports"], done["unfetched"]) == ("done", 2, len(bad) + len(odd))
    sources = open_app.call("GET", f"/api/stories/{story['id']}/sources")
    assert [s["url"] for s in sources] == [f"{site.url}/bridge", f"{site.url}/news/ilmen.html"]
    assert all(s["fetched"] for s in sources)
    dossier = open_app.call("GET", f"/api/stories/{story['id']}/dossier")
    assert [r["url"] for r in dossier["reports"]] == [s["url"] for s in sources]
    assert all("Märta Øberg" in r["text"] for r in dossier["reports"])  # in the charset that the site told

    first = next(a for a in open_app.call("GET", f"/api/stories/{story['id']}/addresses"))
    assert open_app.ask("DELETE", f"/api/stories/{story['id']}/addresses/{first['number']}")[0] == 204
    assert open_app.call("GET", f"/api/stories/{story['id']}")["unfetched"] == len(reasons) - 1


def test_no_address_leads_to_this_network(tmp_path: Path, site: Site) -> None:
    closed = App(tmp_path / "s.db", *limits(site))
    try:
        port, before = site.server_port, len(site.asked)
        hosts = ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1")
        hosts += ("10.0.0.1", "192.168.1.1", "169.254.169.254", "[fe80::1]", "100.64.0.1")
        story = wanted(closed, *(f"http://{host}:{port}/bridge" for host in hosts))
        reasons = settled(closed, story["id"])
        assert len(reasons) == len(hosts)
        for url, reason in reasons.items():
            assert "this machine or its network" in reason or "leads nowhere" in reason, url
        assert site.asked[before:] == []
    finally:
        closed.kill()


def test_no_redirect_leads_to_this_network(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossread.fetching.addresses.public", lambda a: a == "127.0.0.1" or public(a))
    store = Store(str(tmp_path / "s.db"))
    story = store.add("Bridge", [])
    store.want(story.id, [f"{site.url}/inside", f"{site.url}/bridge"])
    fetching = Fetching(store, FetchSettings(ports=(site.server_port,), min_host_seconds=0), 2, lambda: None)
    fetching.start()
    until(lambda: store.story(story.id).fetching == 0)
    fetching.stop()
    (refused,) = store.addresses(story.id)
    assert refused.url.endswith("/inside") and "this machine or its network" in refused.message
    assert [s.url for s in store.sources(story.id)] == [f"{site.url}/bridge"]
    store.close()


def test_fetching_can_be_cancelled_and_tried_again(open_app: App, site: Site) -> None:
    site.held.clear()
    story = wanted(open_app, f"{site.url}/held")
    path = f"/api/stories/{story['id']}"
    until(lambda: [a["state"] for a in open_app.call("GET", f"{path}/addresses")] == ["fetching"])
    assert open_app.call("POST", f"{path}/cancel")["fetching"] == 0
    assert "cancelled" in settled(open_app, story["id"])[f"{site.url}/held"]
    site.held.set()
    time.sleep(0.5)
    assert open_app.call("GET", f"{path}")["reports"] == 0
    open_app.call("POST", f"{path}/addresses", {"urls": [f"{site.url}/held"]})
    assert settled(open_app, story["id"]) == {}
    assert open_app.call("GET", f"{path}")["reports"] == 1


def test_what_was_fetched_outlives_a_kill_and_the_rest_is_fetched_then(tmp_path: Path, site: Site) -> None:
    site.held.clear()
    app = App(tmp_path / "s.db", *limits(site, allow_private="true", max_fetch_seconds=20))
    try:
        story = wanted(app, f"{site.url}/bridge", f"{site.url}/held", f"{site.url}/missing")
        path = f"/api/stories/{story['id']}"
        until(lambda: app.call("GET", path)["fetching"] == 1)
        app.kill()
        app.start()
        there = app.call("GET", path)
        assert (there["reports"], there["fetching"], there["unfetched"]) == (1, 1, 1)
        site.held.set()
        assert list(settled(app, story["id"])) == [f"{site.url}/missing"]
        assert app.compared(story["id"])["reports"] == 2
    finally:
        app.kill()


def test_no_more_addresses_than_the_limit(open_app: App, site: Site) -> None:
    story = open_app.call("POST", "/api/stories", {"title": "Many"})
    urls = [f"{site.url}/missing?{n}" for n in range(101)]
    status, said = open_app.ask("POST", f"/api/stories/{story['id']}/addresses", {"urls": urls})
    assert status == 400 and "max_addresses" in said["message"]
    assert open_app.call("GET", f"/api/stories/{story['id']}")["fetching"] == 0
