"""The article of a page and what its head says of it."""

from __future__ import annotations

from crossread.reports import load
from crossread.settings import Settings

PAGE = """<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<html lang="en"><head>
<meta charset="utf-8"><meta property="og:site_name" content="The Odrel Ledger">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Crane falls across Odrel quay",
 "datePublished": "2031-05-04T09:30:00+02:00", "author": [{"name": "MIRA SAND"}, {"name": "AFP"}]}</script>
<script>document.write("never shown")</script></head><body>
<nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>Crane falls across Odrel quay</h1>
<p><span>The harbour of Odrel was closed on Tuesday after a crane fell across the main quay,
the port office said.</span></p>
<p>Nobody was hurt,<br>and the office hopes to open the southern basin again before the end of the week.</p>
<blockquote><p>We were lucky that it fell at noon, when nobody works on the quay and the
cafés are full.</p></blockquote>
<p>Fishing boats were sent to Little Odrel, where the mayor had asked for volunteers to clear the pier.</p>
<p>The company that runs the crane said that it would look into the fall together with the labour office.</p></article>
<aside><h3>Recommended stories</h3><ul><li><a href="/x">Ferry fares to rise again</a></li></ul></aside></body></html>"""


def test_a_page_gives_its_article_and_metadata() -> None:
    report = load("page.html", Settings(), data=PAGE.encode())
    assert report.headline == "Crane falls across Odrel quay"
    assert (report.outlet, report.agency, report.byline) == ("The Odrel Ledger", "AFP", ("Mira Sand",))
    assert report.published == "2031-05-04T09:30:00+02:00"
    body = [report.text[p.start : p.end] for p in report.parts if p.kind == "body"]
    assert len(body) == 5 and body[0].startswith("The harbour")
    assert "hurt, and" in body[1] and "cafés" in body[2]
    assert "never shown" not in report.text and "Ferry fares" not in report.text


def test_a_declared_charset_is_obeyed() -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"').encode("iso-8859-1")
    assert "cafés" in load("page.html", Settings(), data=page).text
