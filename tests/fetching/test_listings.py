"""Feeds, sitemaps and lists: told by content, read with their dates, hostile ones harmless."""

from __future__ import annotations

import gzip

import pytest

from crossread.fetching import Unfetched
from crossread.fetching.listings import Listing, addresses, moment, read
from crossread.fetching.opening import opened
from crossread.fetching.settings import FetchSettings

PLACE = "https://herald.example/feed"
RSS = """<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Osk Herald</title>
<item><title>Caf&#233; &amp;amp; ferry shut</title><link>/a/1</link><guid isPermaLink="false">n1</guid>
<pubDate>Mon, 04 Mar 2024 08:00:00 +0200</pubDate><description>Short.</description></item>
<item><title>Whole</title><link>https://other.example/2</link>
<content:encoded>&lt;p&gt;All of it, caf\xe9.&lt;/p&gt;</content:encoded></item>
</channel></rss>"""
NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://herald.example/old </loc><lastmod>2024-02-01</lastmod></url>
<url><loc>https://herald.example/new</loc><image:image><image:loc>https://herald.example/x.png</image:loc></image:image>
<news:news><news:publication><news:name>The Osk Herald</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-03-04T08:00:00Z</news:publication_date><news:title>Ferry shut</news:title></news:news></url>
</urlset>"""


def listed(data: bytes, kind: str = "") -> Listing:
    found = read(data, PLACE, 1_000_000, kind)
    assert found is not None
    return found


def test_rss_with_its_charset_relative_links_and_whole_texts() -> None:
    found = listed(RSS.encode("latin-1"))
    first, second = found.items
    assert found.kind == "feed" and (first.url, first.id) == ("https://herald.example/a/1", "n1")
    assert first.title == "Café & ferry shut" and first.published == "2024-03-04T06:00:00+00:00"
    assert first.text == ""
    assert "All of it, café." in second.text and second.published == ""


def test_atom_and_json_feeds() -> None:
    atom = listed(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Osk</title><entry><title>T</title><id>urn:1</id>'
        b'<link href="b"/><published>2024-03-04T08:00:00Z</published>'
        b"<updated>2024-03-05T08:00:00Z</updated></entry></feed>"
    )
    assert [(i.url, i.changed) for i in atom.items] == [("https://herald.example/b", "2024-03-05T08:00:00+00:00")]
    json = listed(
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "Osk", "items": [{"id": "7", "url": "c",'
        b' "title": "T", "content_text": "All.", "date_published": "2024-03-04T08:00:00Z"}, 5]}'
    )
    assert [(i.url, i.text, i.id) for i in json.items] == [("https://herald.example/c", "All.", "7")]


@pytest.mark.parametrize("packed", [False, True])
def test_news_sitemaps(packed: bool) -> None:
    found = listed(gzip.compress(NEWS) if packed else NEWS)
    old, new = found.items
    assert found.kind == "sitemap" and (old.url, old.changed, old.published) == (
        "https://herald.example/old",
        "2024-02-01",
        "",
    )
    assert (new.url, new.title, new.outlet) == ("https://herald.example/new", "Ferry shut", "The Osk Herald")


@pytest.mark.parametrize(
    "page",
    [
        b"<!-- x -->" * 50_000,
        b"<!DOCTYPE [" * 50_000,
        b"<?x " * 50_000,
        b"<html><body><p>A page.</p></body></html>",
        b'{"version": "2"}',
        b"plain",
        b"",
        b"<svg/>",
        b"{" * 5000,
    ],
)
def test_what_is_no_listing(page: bytes) -> None:
    assert read(page, PLACE, 1_000_000) is None


def test_entities_lead_nowhere_and_bombs_do_not_go_off() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{levels}]>'
    found = listed(f"{bomb}<urlset><url><loc>https://h.example/&l11;&f;</loc></url></urlset>".encode())
    assert len(found.items[0].url) < 100 and "root" not in found.items[0].url
    assert listed(f"{bomb}<rss><channel><item><title>&l11;&f;</title></item></channel></rss>".encode()).kind == "feed"
    with pytest.raises(Unfetched, match="tags"):
        read(b"<rss><channel>" + b"<a>" * 600_000, PLACE, 10_000_000)
    with pytest.raises(Unfetched, match="max_body_bytes"):
        read(gzip.compress(b" " * 5_000_000), PLACE, 1_000_000)
    with pytest.raises(Unfetched, match="unpacked"):
        read(gzip.compress(NEWS)[:-20], PLACE, 1_000_000)


def test_a_broken_sitemap_gives_what_can_be_read() -> None:
    cut = listed(NEWS[: NEWS.index(b"<news:publication_date")])
    assert cut.items[0].url == "https://herald.example/old"


def test_a_plain_list() -> None:
    found = addresses(
        "\ufeff# today\nhttps://a.example/x#part\n\n  https://a.example/y   # twice?\r\nhttps://a.example/y\n"
    )
    assert [i.url for i in found.items] == ["https://a.example/x#part", "https://a.example/y", "https://a.example/y"]


def test_moments() -> None:
    assert moment("2024-03-04T08:00:00+02:00") == moment("2024-03-04T06:00:00Z")
    assert moment("2024-03-01") == moment("2024-03") and moment("2024-01-01") == moment("2024")
    assert moment("March 4") is None and moment("") is None


def index(*dates: str) -> bytes:
    inner = "".join(f"<sitemap><loc>https://herald.example/s{d}</loc><lastmod>{d}</lastmod></sitemap>" for d in dates)
    return f"<sitemapindex>{inner}</sitemapindex>".encode()


def test_an_index_is_opened_from_its_newest_sitemap_on_until_there_is_enough() -> None:
    looked: list[str] = []

    def look(url: str) -> Listing:
        looked.append(url[-10:])
        days = "".join(
            f"<url><loc>{url}/{n}</loc><lastmod>{url[-10:-2]}{int(url[-2:]) - n:02}</lastmod></url>" for n in range(3)
        )
        return listed(f"<urlset>{days}</urlset>".encode())

    found = listed(index("2024-01-20", "2024-03-20", "2024-02-20"))
    got = opened(PLACE, found, FetchSettings(max_items=2), look)
    assert looked == ["2024-03-20"] and [i.url[-12:] for i in got.items] == ["2024-03-20/0", "2024-03-20/1"]
    assert got.left == 1
    looked.clear()
    got = opened(PLACE, found, FetchSettings(max_items=9, since="2024-02-19"), look)
    assert looked == ["2024-03-20", "2024-02-20"] and len(got.items) == 5 and got.older == 1
    got = opened(PLACE, found, FetchSettings(max_items=9, max_sitemaps=1), look)
    assert len(got.items) == 3 and "max_sitemaps" in got.refused[0].message


def test_the_limits_of_what_is_taken_from_a_feed() -> None:
    found = listed(RSS.encode("latin-1"))
    settings = FetchSettings(same_host=True)
    got = opened(PLACE, found, settings, lambda _: found)
    assert [i.url for i in got.items] == ["https://herald.example/a/1"] and got.elsewhere == 1
