"""What is read of a report for its story."""

from __future__ import annotations

import pytest

from crossread.stories import furniture as counted
from crossread.stories.furniture import Furniture, Site
from crossread.stories.records import Record, address, day
from crossread.stories.words import folded, headline, lead, terms, told


def test_an_outlet_behind_a_headline_goes() -> None:
    assert headline("Bridge at Tarn closes | Skerrin Packet", "skerrinpacket.example") == "Bridge at Tarn closes"
    assert headline("Bridge at Tarn closes - early - Packet", "x.example") == "Bridge at Tarn closes - early"
    assert headline("Tarn - Orsk", "x.example") == "Tarn - Orsk"


def test_an_address_speaks_for_a_headline_that_says_nothing() -> None:
    place = "https://packet.example/news/bridge-at-tarn-closes-for_good.html"
    assert told("Skerrin Packet", place) == "bridge at tarn closes for good"
    assert told("Bridge at Tarn shuts", place) == "Bridge at Tarn shuts"
    assert told("Details", "https://packet.example/news/88-a1b2") == "Details"


def test_an_address_dates_a_record_that_is_not() -> None:
    for path in ("2031/03/04/bridge", "news/2031-03-04/bridge", "20310304-bridge"):
        url = f"https://packet.example/{path}"
        assert day(Record(id="a", url=url)) == day(Record(id="a", date="2031-03-04"))
        assert day(Record(id="a", url=url, date="2031-01-01")) == day(Record(id="a", date="2031-01-01T09:00"))
    assert day(Record(id="a", url="https://packet.example/2031/44/91/bridge")) is None


def test_words_are_folded() -> None:
    assert [folded(w) for w in ("Mayor’s", "Cities", "boxes", "glass", "the", "8,000")] == [
        "mayor",
        "city",
        "box",
        "glass",
        None,
        "8,000",
    ]
    assert terms("Orsk burns", "Orsk is burning")["orsk"] == 3


@pytest.mark.parametrize("recent", [counted.RECENT, 0])
def test_a_line_under_three_headlines_of_a_host_is_furniture(recent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counted, "RECENT", recent)
    furniture = Furniture()
    line = "Sign up here for our letter with the news of the week."
    own = "The bridge at Tarn was closed on Monday for repairs."
    for title in ("One", "Two", "Three"):
        furniture.count("x.example", title, f"Menu\n{line}\n{own if title == 'One' else title}")
    site = Site(furniture.found())
    assert lead(f"Menu\n{line}\n{own}", "x.example", "One", site) == own
    assert lead(f"{line}\n{own}", "other.example", "One", site) == f"{line}\n{own}"


def test_addresses_of_one_article_are_one() -> None:
    same = {
        address(u) for u in ("http://www.x.example/a/?utm_source=q#top", "https://x.example/a", "https://x.example/a/")
    }
    assert same == {"x.example/a"}
    assert address("https://x.example/?p=12") == "x.example?p=12"
    assert address("https://x.example/") == address("no address") == address("http://[") == ""


def test_a_day_is_told_or_not() -> None:
    assert day(Record(id="a", date="2031-03-03T10:00:00Z")) == day(Record(id="b", date="2031-03-03"))
    assert day(Record(id="a", date="2031-02-30")) is day(Record(id="a")) is None
