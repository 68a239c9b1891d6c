"""Fetching from a real server that misbehaves, and addresses that are never asked."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

import pytest

from crossread.errors import CrossreadError
from crossread.fetching import Fetched, Fetcher, FetchSettings, Unchanged, Unfetched
from crossread.fetching.addresses import public
from crossread.fetching.robots import SECONDS_FAILED, Robots
from tests.fetching.site import PAGE, Answer, reply


class Site(BaseHTTPRequestHandler):
    """Answers each path as the test of it needs."""

    answers: ClassVar[dict[str, Answer]] = {}
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Site.asked.append(self.path)
        answer = Site.answers.get(self.path.partition("?")[0])
        if answer is None:
            self.send_error(404)
        else:
            answer(self)

    def log_message(self, format: str, *args: object) -> None:
        pass


def to(place: str) -> Answer:
    return reply(b"", 302, Location=place)


def endless(site: BaseHTTPRequestHandler) -> None:
    site.send_response(200)
    site.send_header("Content-Type", "text/html")
    site.end_headers()
    try:
        while True:
            site.wfile.write(b"x" * 10_000)
    except OSError:
        pass


def packed_endless(site: BaseHTTPRequestHandler) -> None:
    """A gzip file that unpacks to nothing, and no end of it."""
    site.send_response(200)
    site.send_header("Content-Type", "text/html")
    site.send_header("Content-Encoding", "gzip")
    site.end_headers()
    try:
        site.wfile.write(gzip.compress(b"")[:10])
        while True:
            site.wfile.write(b"\0\0\0\xff\xff" * 2000)  # a stored block of no bytes, not the last
    except OSError:
        pass


def drip(site: BaseHTTPRequestHandler) -> None:
    """A body of a byte now and then."""
    site.send_response(200)
    site.send_header("Content-Type", "text/html")
    site.end_headers()
    _slowly(site, b"x" * 100)


def endless_head(first: bytes, more: bytes) -> Answer:
    def answer(site: BaseHTTPRequestHandler) -> None:
        try:
            site.wfile.write(first)
            while True:
                site.wfile.write(more * 500)
        except OSError:
            pass

    return answer


def drip_head(site: BaseHTTPRequestHandler) -> None:
    """The same with the head, before any body."""
    _slowly(site, b"HTTP/1.1 200 OK\r\n" + b"X-Slow: yes\r\n" * 100)


def _slowly(site: BaseHTTPRequestHandler, data: bytes) -> None:
    try:
        for n in range(len(data)):
            site.wfile.write(data[n : n + 1])
            site.wfile.flush()
            time.sleep(0.1)
    except OSError:
        pass


def marked(site: BaseHTTPRequestHandler) -> None:
    if site.headers.get("If-None-Match") == '"one"':
        reply(b"", 304)(site)
    else:
        reply(ETag='"one"', Last_Modified="Mon, 04 Mar 2024 08:00:00 GMT")(site)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("crossread.fetching.addresses.public", lambda a: a == "127.0.0.1" or public(a))
    Site.answers = {
        "/page": reply(),
        "/latin": reply("<p>Café</p>".encode("latin-1"), kind="text/html; charset=iso-8859-1"),
        "/moved": to("/page"),
        "/circle": to("/circle-2"),
        "/circle-2": to("/circle"),
        "/far": to("/far?1"),
        "/inside": to("http://inside.example/page"),
        "/file": to("file:///etc/passwd"),
        "/endless": endless,
        "/drip": drip,
        "/drip-head": drip_head,
        "/bomb": reply(gzip.compress(b"\0" * 20_000_000), Content_Encoding="gzip"),
        "/packed": reply(gzip.compress(PAGE), Content_Encoding="gzip"),
        "/packed-endless": packed_endless,
        "/cut": reply(gzip.compress(PAGE)[:-12], Content_Encoding="gzip"),
        "/caf%C3%A9": reply(),
        "/to-cafe": to("/caf\u00e9"),
        "/to-cafe-8": to("/caf\u00e9".encode().decode("latin-1")),
        "/to-nothing": to("http://[::1/"),
        "/odd": reply(b"no gzip", Content_Encoding="gzip"),
        "/film": reply(b"\0", kind="video/mp4"),
        "/marked": marked,
        "/busy": reply(b"", 429, Retry_After="120"),
        "/heads": reply(X_Long="x" * 70_000),
        "/endless-head": endless_head(b"HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n"),
        "/endless-hints": endless_head(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        "/many-fields": reply(**{f"X_{n}": "x" for n in range(300)}),
        "/home": to("http://home.example:80/"),
    }
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://site.example:{server.server_port}"
    server.shutdown()


def fetcher(site: str, **settings: object) -> Fetcher:
    """Of a test: the site's name leads to this machine, and this is let pass for the site alone."""
    port = int(site.rpartition(":")[2])
    given = {"max_fetch_seconds": 1.5, "max_body_bytes": 1_000_000, "min_host_seconds": 0.0, "ports": (80, port)}
    own = {name: settings.pop(name) for name in ("clock", "sleep") if name in settings}
    resolve = settings.pop("resolve", lambda host, _: NAMES.get(host, []))
    return Fetcher(FetchSettings(**{**given, **settings}), resolve=resolve, **own)


NAMES = {
    "site.example": ["127.0.0.1"],
    "inside.example": ["127.0.0.1", "10.0.0.7"],
    "home.example": ["127.0.0.2"],
    "mixed.example": ["93.184.216.34", "10.0.0.7"],
}


def test_a_page_comes_with_what_the_site_tells_of_it(site: str) -> None:
    got = fetcher(site).fetch(f"{site}/moved")
    assert isinstance(got, Fetched)
    assert (got.data, got.final, got.redirects) == (PAGE, f"{site}/page", (f"{site}/moved",))
    latin = fetcher(site).fetch(f"{site}/latin")
    assert isinstance(latin, Fetched) and latin.kind.endswith("iso-8859-1") and b"Caf\xe9" in latin.data
    packed = fetcher(site).fetch(f"{site}/packed")
    assert isinstance(packed, Fetched) and packed.data == PAGE


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/circle", "in a circle"),
        ("/inside", "leads to this machine or its network"),
        ("/file", "only http and https"),
        ("/endless", "max_body_bytes"),
        ("/bomb", "max_body_bytes"),
        ("/drip", "max_fetch_seconds"),
        ("/drip-head", "max_fetch_seconds"),
        ("/odd", "cannot be unpacked"),
        ("/film", "video/mp4, no page"),
        ("/heads", "max_head_bytes"),
        ("/endless-head", "max_head_bytes"),
        ("/endless-hints", "max_head_bytes"),
        ("/many-fields", "max_head_fields"),
        ("/home", "leads to this machine"),
        ("/none", "not to be had (404)"),
    ],
)
def test_what_misbehaves_is_refused_in_one_sentence_and_in_time(site: str, path: str, said: str) -> None:
    began = time.monotonic()
    with pytest.raises(Unfetched) as refused:
        fetcher(site).fetch(f"{site}{path}")
    assert said in refused.value.message and "\n" not in refused.value.message
    assert time.monotonic() - began < 4


def test_what_is_packed_counts_as_it_comes_and_must_be_whole(site: str) -> None:
    for path, said in (("/packed-endless", "larger than"), ("/cut", "breaks off")):
        with pytest.raises(Unfetched, match=said):
            fetcher(site).fetch(f"{site}{path}")


@pytest.mark.parametrize("path", ["/caf\u00e9", "/caf%C3%A9#part"])
def test_addresses_in_any_script_are_asked_in_ascii(site: str, path: str) -> None:
    page = fetcher(site).fetch(f"{site}{path}")
    assert isinstance(page, Fetched) and page.final == f"{site}/caf%C3%A9"


def test_redirects_in_bare_letters_lead_on_and_broken_ones_are_refused(site: str) -> None:
    for path in ("/to-cafe", "/to-cafe-8"):
        assert isinstance(fetcher(site).fetch(f"{site}{path}"), Fetched)
    with pytest.raises(Unfetched, match="no usable address"):
        fetcher(site).fetch(f"{site}/to-nothing")


def test_the_next_address_is_tried_if_the_first_does_not_answer(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NAMES, "site.example", ["::1", "127.0.0.1"])
    assert isinstance(fetcher(site, allow_private=True).fetch(f"{site}/page"), Fetched)


def test_robots_that_failed_are_asked_again_after_a_while() -> None:
    now, answers = [0.0], [(503, b""), (200, b"User-agent: *\nDisallow: /no")]
    robots = Robots("crossread", lambda: now[0])
    url = urlsplit("http://site.example/page")
    for _ in range(2):
        with pytest.raises(Unfetched, match="503"):
            robots.check(url, lambda _: answers[0])
    now[0] = SECONDS_FAILED
    robots.check(url, lambda _: answers[1])


def test_redirects_are_counted(site: str) -> None:
    for n in range(1, 9):
        Site.answers[f"/hop{n}"] = to(f"/hop{n + 1}")
    with pytest.raises(Unfetched, match="more than 5 times"):
        fetcher(site).fetch(f"{site}/hop1")


def test_a_page_that_did_not_change_is_not_sent_again(site: str) -> None:
    first = fetcher(site).fetch(f"{site}/marked")
    assert isinstance(first, Fetched) and (first.etag, first.modified) == ('"one"', "Mon, 04 Mar 2024 08:00:00 GMT")
    assert fetcher(site).fetch(f"{site}/marked", etag=first.etag) == Unchanged(url=f"{site}/marked")


def test_a_busy_site_says_when_to_come_again_and_is_left_alone_till_then(site: str) -> None:
    now = [1000.0]
    asking = fetcher(site, clock=lambda: now[0])
    for path in ("/busy", "/page"):
        with pytest.raises(Unfetched) as refused:
            asking.fetch(f"{site}{path}")
        assert refused.value.later == 120
    assert Site.asked == ["/robots.txt", "/busy"]
    now[0] += 121
    assert isinstance(asking.fetch(f"{site}/page"), Fetched)


def test_a_name_server_that_hangs_costs_no_more_than_its_time(site: str) -> None:
    hang = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        if host == "hanging.example":
            hang.wait(20)
        return ["127.0.0.1"]

    asking = fetcher(site, resolve=resolve, max_lookup_seconds=0.3)
    began = time.monotonic()
    for _ in range(3):
        with pytest.raises(Unfetched, match="max_lookup_seconds"):
            asking.fetch("http://hanging.example/")
    assert time.monotonic() - began < 2
    assert isinstance(asking.fetch(f"{site}/page"), Fetched)
    hang.set()


def test_who_asks_can_be_told(site: str) -> None:
    Site.answers["/who"] = lambda handler: reply(str(handler.headers["User-Agent"]).encode())(handler)
    page = fetcher(site, user_agent="monitor", contact="https://monitor.example/bot").fetch(f"{site}/who")
    assert isinstance(page, Fetched)
    assert page.data.startswith(b"monitor/") and page.data.endswith(b" (+https://monitor.example/bot)")
    with pytest.raises(CrossreadError, match="ASCII"):
        fetcher(site, contact="x\r\nCookie: y")


def test_rules_with_stars_and_the_longest_one_count(site: str) -> None:
    rules = b"User-agent: *\nDisallow: /*.pdf$\nDisallow: /a/\nAllow: /a/page\nCrawl-delay: 0.5\n"
    robots = Robots("crossread", time.monotonic)
    for path, may in (("/x.pdf", False), ("/x.pdf?1", True), ("/a/b", False), ("/a/page", True)):
        url = urlsplit(f"http://site.example{path}")
        if may:
            assert robots.check(url, lambda _: (200, rules)) == 0.5
        else:
            with pytest.raises(Unfetched):
                robots.check(url, lambda _: (200, rules))


def test_robots_are_asked_once_and_heeded(site: str) -> None:
    Site.answers["/robots.txt"] = reply(b"User-agent: crossread\nDisallow: /private\n", kind="text/plain")
    Site.answers["/private/page"] = reply()
    Site.answers["/to-private"] = to("/private/page")
    asking = fetcher(site)
    asking.fetch(f"{site}/page")
    for path in ("/private/page", "/to-private"):
        with pytest.raises(Unfetched, match=r"robots\.txt"):
            asking.fetch(f"{site}{path}")
    assert Site.asked.count("/robots.txt") == 1 and "/private/page" not in Site.asked
    assert fetcher(site, respect_robots=False).fetch(f"{site}/private/page")


def test_a_site_whose_robots_fail_is_left_alone_for_now(site: str) -> None:
    Site.answers["/robots.txt"] = reply(b"", 503)
    with pytest.raises(Unfetched, match="try again later"):
        fetcher(site).fetch(f"{site}/page")


def test_a_host_is_given_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossread.fetching.addresses.public", lambda _: True)
    waits: list[float] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        asking = Fetcher(
            FetchSettings(ports=(port,), min_host_seconds=2, respect_robots=False),
            resolve=lambda *_: ["127.0.0.1"],
            clock=lambda: 100.0,
            sleep=waits.append,
        )
        for _ in range(3):
            with pytest.raises(Unfetched):
                asking.fetch(f"http://site.example:{port}/")
    assert waits == [2.0, 4.0]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://site.example/x", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://", "names no host"),
        ("http://me:secret@site.example/", "user's name"),
        ("http://site.example:22/", "port 22"),
        ("http://site.example:99999/", "no usable address"),
        ("http://site.example/a b", "no usable address"),
        ("http://nowhere.example/", "leads nowhere"),
        ("http://mixed.example/", "this machine or its network"),
    ],
)
def test_addresses_that_are_not_asked(url: str, said: str) -> None:
    with pytest.raises(Unfetched, match=said):
        fetcher("http://site.example:80", respect_robots=False).fetch(url)


@pytest.mark.parametrize(
    ("address", "open"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("no address", False),
    ],
)
def test_public_addresses(address: str, open: bool) -> None:
    assert public(address) is open


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1"])
def test_odd_spellings_of_this_machine_lead_nowhere(host: str) -> None:
    """The machine's own resolver reads them as numbers; the address that it gives is what is checked."""
    with pytest.raises(Unfetched):
        Fetcher(FetchSettings(respect_robots=False, max_fetch_seconds=2)).fetch(f"http://{host}/")
