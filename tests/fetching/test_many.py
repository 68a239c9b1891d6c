"""Many pages: hosts side by side, each at its own pace; busy and dead ones."""

from __future__ import annotations

import itertools
import threading
import time
from http.server import BaseHTTPRequestHandler

from crossread.fetching import Fetched, Fetcher, FetchSettings, Unfetched
from crossread.fetching.many import Wanted, fetch_many
from tests.fetching.site import Served, reply, serving

HOSTS = ("a.example", "b.example", "c.example")


def fetcher(port: int, **settings: object) -> Fetcher:
    given = {"ports": (port,), "allow_private": True, "min_host_seconds": 0.0, "max_fetch_seconds": 2.0}
    return Fetcher(FetchSettings(**{**given, **settings}), resolve=lambda host, _: ["127.0.0.1"])


def wanted(served: Served, *paths: str, hosts: tuple[str, ...] = HOSTS) -> list[Wanted]:
    return [Wanted(url=f"http://{host}:{served.port}{path}") for path in paths for host in hosts]


def test_hosts_are_asked_side_by_side_but_each_one_page_at_a_time() -> None:
    now, most, lock = {}, {}, threading.Lock()
    whole = [0]

    def slow(site: BaseHTTPRequestHandler) -> None:
        host = site.headers["Host"]
        with lock:
            now[host] = now.get(host, 0) + 1
            most[host] = max(most.get(host, 0), now[host])
            whole[0] = max(whole[0], sum(now.values()))
        time.sleep(0.1)
        with lock:
            now[host] -= 1
        reply(b"<p>x</p>")(site)

    with serving() as served:
        served.answers = {f"/{n}": slow for n in range(3)}
        pages = wanted(served, "/0", "/1", "/2")
        answers = list(fetch_many(fetcher(served.port), pages))
        assert len(answers) == 9 and all(isinstance(a, Fetched) for _, a in answers)
        assert set(most.values()) == {1} and whole[0] > 1
        whole[0] = 0
        list(fetch_many(fetcher(served.port, hosts_at_once=1), pages))
        assert whole[0] == 1


def test_a_host_is_asked_at_the_pace_that_its_robots_want() -> None:
    times: list[float] = []

    def page(site: BaseHTTPRequestHandler) -> None:
        times.append(time.monotonic())
        reply(b"<p>x</p>")(site)

    with serving() as served:
        served.answers = {"/robots.txt": reply(b"User-agent: *\nCrawl-delay: 0.3"), "/1": page, "/2": page, "/3": page}
        got = list(fetch_many(fetcher(served.port), wanted(served, "/1", "/2", "/3", hosts=HOSTS[:1])))
    assert len(got) == 3 and all(b - a >= 0.29 for a, b in itertools.pairwise(times))


def test_a_busy_host_is_waited_for_while_others_go_on_and_given_up_if_it_takes_too_long() -> None:
    tries: list[str] = []

    def busy(site: BaseHTTPRequestHandler) -> None:
        tries.append(site.headers["Host"])
        first = tries.count(site.headers["Host"]) == 1 and site.headers["Host"].startswith("a.")
        reply(b"<p>x</p>", *((429,) if first else ()), **({"Retry_After": "1"} if first else {}))(site)

    with serving() as served:
        served.answers = {"/1": busy, "/2": b"<p>2</p>", "/stop": reply(b"", 503, Retry_After="9999")}
        asking = fetcher(served.port)
        got = list(fetch_many(asking, wanted(served, "/1", "/2", hosts=HOSTS[:2])))
        assert [p.url[7] for p, _ in got] == ["b", "b", "a", "a"] and all(isinstance(a, Fetched) for _, a in got)
        got = list(fetch_many(asking, wanted(served, "/stop", "/2", "/1", hosts=HOSTS[2:])))
    assert [type(a) for _, a in got] == [Unfetched] * 3 and "left alone" in got[1][1].message
    assert served.asked.count("/stop") == 1


def test_a_host_that_does_not_answer_is_given_up() -> None:
    def hang(site: BaseHTTPRequestHandler) -> None:
        time.sleep(1)

    with serving() as served:
        served.answers = {f"/{n}": hang for n in range(9)}
        asking = fetcher(served.port, max_fetch_seconds=0.2, respect_robots=False)
        began = time.monotonic()
        got = list(fetch_many(asking, wanted(served, *(f"/{n}" for n in range(9)), hosts=HOSTS[:1])))
    assert len(got) == 9 and len(served.asked) == 3 and time.monotonic() - began < 3
    assert isinstance(got[-1][1], Unfetched) and "does not answer" in got[-1][1].message


def test_addresses_that_are_none_are_refused_at_once() -> None:
    got = list(fetch_many(Fetcher(), [Wanted(url="mailto:x@a.example"), Wanted(url="http://a.example/a b")]))
    assert [type(a) for _, a in got] == [Unfetched, Unfetched]
