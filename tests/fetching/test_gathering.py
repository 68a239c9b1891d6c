"""Feeds, sitemaps and lists fetched into a folder: what is there stays, a stopped run goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crossread.fetching import Fetcher, FetchSettings, Unfetched
from crossread.fetching.folder import Folder
from crossread.fetching.gathering import Event, Gatherer, Listed, Same, Saved, Source
from tests.fetching.site import Served, reply, serving


def page(number: int) -> bytes:
    head, body = f"<head><title>Ferry {number}</title></head>", f"<p>Ferry number {number} is late.</p>"
    return f"<html>{head}<body>{body}</body></html>".encode()


def feed(*numbers: int, changed: str = "") -> bytes:
    items = "".join(
        f"<entry><id>{n}</id><title>Ferry {n}</title><link href='/{n}'/>"
        f"<published>2024-03-{n + 1:02}T08:00:00Z</published>"
        f"{f'<updated>{changed}</updated>' if changed else ''}</entry>"
        for n in numbers
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Osk Ferries</title>{items}</feed>".encode()


def site(served: Served, count: int = 4) -> str:
    served.answers |= {f"/{n}": page(n) for n in range(count)}
    served.answers["/feed"] = reply(feed(*range(count)), kind="application/atom+xml", ETag='"1"')
    return f"http://osk.example:{served.port}"


def run(served: Served, folder: Path, *sources: Source, again: bool = False, **settings: object) -> list[Event]:
    given = {"ports": (served.port,), "allow_private": True, "min_host_seconds": 0.0, "max_fetch_seconds": 5.0}
    with Fetcher(FetchSettings(**{**given, **settings}), resolve=lambda host, _: ["127.0.0.1"]) as fetcher:
        return list(Gatherer(fetcher, Folder(folder), lambda *_: None, again=again)(sources))


def test_the_newest_items_of_a_feed_are_saved_with_what_it_tells_of_them(tmp_path: Path) -> None:
    with serving() as served:
        base = site(served)
        events = run(served, tmp_path, Source(name=f"{base}/feed"), max_items=3)
        assert served.pages() == ["/feed", "/3", "/2", "/1"]
    listed = next(e for e in events if isinstance(e, Listed))
    assert (len(listed.found.items), listed.found.left) == (3, 1)
    saved = [e for e in events if isinstance(e, Saved)]
    about = json.loads(saved[0].path.with_suffix(".json").read_text("utf-8"))
    assert saved[0].path.read_bytes() == page(3)
    assert (about["title"], about["date"], about["listed_in"]) == (
        "Ferry 3",
        "2024-03-04T08:00:00+00:00",
        f"{base}/feed",
    )


def test_a_run_goes_on_where_one_was_stopped_and_asks_for_nothing_twice(tmp_path: Path) -> None:
    with serving() as served:
        site(served, 6)
        asking = Gatherer(
            Fetcher(FetchSettings(ports=(served.port,), allow_private=True, min_host_seconds=0.05)),
            Folder(tmp_path),
            lambda *_: None,
        )
        local = Source(name=f"http://127.0.0.1:{served.port}/feed")
        for event in asking([local]):
            if isinstance(event, Saved):
                break  # as if it had been killed
        known = {p.name for p in tmp_path.glob("*.html")}
        assert len(known) == 1
        served.asked.clear()
        events = run(served, tmp_path, local)
    assert sum(isinstance(e, Same) for e in events) == 1 and sum(isinstance(e, Saved) for e in events) == 5
    assert (
        len(served.pages()) == 6 and len(set(served.pages())) == 6 and known < {p.name for p in tmp_path.glob("*.html")}
    )


def test_an_item_that_its_feed_says_has_changed_is_asked_for_again(tmp_path: Path) -> None:
    with serving() as served:
        source = Source(name=f"{site(served)}/feed")
        run(served, tmp_path, source)
        served.answers["/feed"] = feed(0, 1, changed="2124-01-01T00:00:00Z")
        served.asked.clear()
        run(served, tmp_path, source)
        assert served.pages() == ["/feed", "/1", "/0"]


def test_a_feed_that_has_not_changed_is_read_from_the_folder(tmp_path: Path) -> None:
    with serving() as served:
        source = Source(name=f"{site(served)}/feed")
        run(served, tmp_path, source)
        served.answers["/feed"] = reply(b"", 304)
        del served.answers["/2"]
        events = run(served, tmp_path, source)
        assert sum(isinstance(e, Same) for e in events) == 4 and served.pages().count("/2") == 1
        assert any(isinstance(e, Unfetched) for e in run(served, tmp_path, source, again=True))


def test_sitemaps_lists_and_saved_feeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as served:
        base = site(served)
        served.answers["/map"] = f"<sitemapindex><sitemap><loc>{base}/map1.gz</loc></sitemap></sitemapindex>".encode()
        import gzip

        urls = f"<urlset><url><loc>{base}/0</loc></url><url><loc>mailto:x@osk.example</loc></url></urlset>"
        served.answers["/map1.gz"] = reply(gzip.compress(urls.encode()), kind="application/octet-stream")
        served.answers["/plain"] = reply(f"{base}/1\n{base}/2\n".encode(), kind="text/plain")
        (tmp_path / "list.txt").write_text(f"# pages\n{base}/3\nno address\n", "utf-8")
        (tmp_path / "saved.xml").write_bytes(feed(9).replace(b"href='/9'", f"href='{base}/9'".encode()))
        events = run(
            served,
            tmp_path / "out",
            Source(name=f"{base}/map"),
            Source(name=f"{base}/plain", kind="sitemap"),
            Source(name=str(tmp_path / "list.txt"), kind="list"),
            Source(name=str(tmp_path / "saved.xml")),
            Source(name=f"{base}/0", kind="feed"),
            Source(name=str(tmp_path / "none.txt")),
        )
    assert {e.url[len(base) :] for e in events if isinstance(e, Saved)} == {"/0", "/1", "/2", "/3"}
    refused = {e.source: e.message for e in events if isinstance(e, Unfetched)}
    assert refused.keys() == {
        "mailto:x@osk.example",
        "no address",
        f"{base}/9",
        f"{base}/0",
        str(tmp_path / "none.txt"),
    }
    assert "no feed" in refused[f"{base}/0"]
