"""What of a page is its article: kinds of pages that break extraction, each in small."""

from __future__ import annotations

import contextlib
import time

import pytest

from crossread import reports
from crossread.errors import Refused
from crossread.reports import load
from crossread.settings import Settings
from crossread.values import Report

FIRST = (
    "The harbour of Odrel was closed on Tuesday after a crane fell across the main quay, the port office said.",
    "Nobody was hurt, and the office hopes to open the southern basin again before the end of the week.",
)
SECOND = (
    "Fishing boats were sent to Little Odrel, where the mayor had asked for volunteers to clear the pier.",
    "The company that runs the crane said that it would look into the fall together with the labour office.",
)
BESIDE = "Ferry fares in the north of the island will rise again in the spring, the transport board has decided."


def p(*paragraphs: str) -> str:
    return "".join(f"<p>{x}</p>\n" for x in paragraphs)


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def of(body: str, head: str = "") -> Report:
    return load("page.html", Settings(), data=page(body, head).encode())


def body(report: Report) -> list[str]:
    return [report.text[x.start : x.end] for x in report.parts if x.kind == "body"]


TITLE = "<h1>Crane falls across Odrel quay</h1>"


def test_a_text_in_several_containers_with_adverts_between_is_one() -> None:
    chunk = '<div class="grid"><div class="body-text copy">{}</div></div><div class="ad-slot">Advertisement</div>'
    report = of(
        f"<article>{TITLE}<div class='chunks'>" + "".join(chunk.format(p(*x)) for x in (FIRST, SECOND)) + "</div>"
    )
    assert body(report) == [*FIRST, *SECOND]


def test_bare_text_with_line_breaks_becomes_paragraphs() -> None:
    for glue in ("<br><br>", "<br/>\n<br/>", "<br>"):
        report = of(f"<div id='main'>{TITLE}<div class='text'>" + glue.join((*FIRST, *SECOND)) + "</div></div>")
        assert body(report) == [*FIRST, *SECOND]


def test_text_in_spans_or_containers_only_is_read() -> None:
    spans = of(f"<div>{TITLE}" + "".join(f"<div><span>{x}</span></div>" for x in (*FIRST, *SECOND)) + "</div>")
    holders = of(f"<div>{TITLE}" + "".join(f"<div>{x}</div>" for x in (*FIRST, *SECOND)) + "</div>")
    assert body(spans) == body(holders) == [*FIRST, *SECOND]


def test_what_is_hidden_is_not_of_the_article_unless_all_of_it_is() -> None:
    tip = '<span class="rollover-block">Mira Sand Mayor of Odrel opens fair Mayor of Odrel at the races</span>'
    seen = FIRST[0].replace("the port office", f"the port office{tip}")
    assert body(of(f"<article>{TITLE}{p(seen, FIRST[1], *SECOND)}</article>")) == [*FIRST, *SECOND]
    report = of(f"<article>{TITLE}<div style='display: none'>{p(*FIRST, *SECOND)}</div></article>")
    assert body(report) == [*FIRST, *SECOND]


def test_a_post_is_kept_and_what_stands_beside_is_not() -> None:
    post = (
        '<figure class="embed social"><blockquote class="twitter-tweet"><p>We heard it fall from the other side of the'
        " bay.</p>&mdash; Ines van Dorn (@inesdorn) May 4, 2031</blockquote></figure>"
    )
    beside = "".join(
        f'<div class="{name}"><p>{BESIDE}</p></div>'
        for name in ("PromoSmall-content", "emailSignup", "author_bio", "read-more-big", "recommendedStories")
    )
    report = of(f"<article>{TITLE}{p(*FIRST)}{post}{beside}{p(*SECOND)}</article>")
    assert "We heard it fall" in report.text and BESIDE not in report.text


def test_one_of_several_articles_is_read_and_it_is_said() -> None:
    other = f"<article><h1>Ferry fares to rise</h1>{p(BESIDE, BESIDE.replace('north', 'south'), BESIDE)}</article>"
    report = of(f"<main><article>{TITLE}{p(*FIRST, *SECOND)}</article>{other}</main>")
    assert body(report) == [*FIRST, *SECOND] and report.notes == ("several-articles",)
    teasers = f"<article><h2>Ferry fares to rise</h2><p>{BESIDE}</p></article>" * 2
    report = of(f"<main><article>{TITLE}{p(*FIRST, *SECOND)}{teasers}</article></main>")
    assert body(report) == [*FIRST, *SECOND] and report.notes == ()


def test_comments_are_dropped_though_they_are_longer_than_the_article() -> None:
    said = p(*["I was there and it looked quite different to me, whatever the port office may say of it now."] * 8)
    report = of(f"<div><div class='article'>{TITLE}{p(*FIRST, *SECOND)}</div><div id='comments'>{said}</div></div>")
    assert body(report) == [*FIRST, *SECOND]


def test_lists_and_tables_are_of_the_article() -> None:
    table = "<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Odrel</td><td>14</td></tr></table>"
    items = "<ul><li>The southern basin opens on Friday</li><li>The main quay stays shut</li></ul>"
    report = of(f"<article>{TITLE}{p(*FIRST)}{items}{p(*SECOND)}{table}</article>")
    assert body(report) == [
        *FIRST,
        "The southern basin opens on Friday",
        "The main quay stays shut",
        *SECOND,
        "Port | Ships",
        "Odrel | 14",
    ]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    report = of(f"<table><tr><td>Menu</td><td>{TITLE}{p(*FIRST, *SECOND)}</td></tr></table>")
    assert body(report) == [*FIRST, *SECOND]


def test_linked_data_stands_in_where_the_page_shows_little() -> None:
    told = "\\n\\n".join((*FIRST, *SECOND)).replace("Nobody", "<b>Nobody</b>")
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{told}"}}</script>'
    assert body(of(f"{TITLE}<div id='app'></div>", script)) == [*FIRST, *SECOND]


def test_the_headline_is_what_the_page_shows() -> None:
    head = '<meta property="og:site_name" content="Odrel Post"><meta property="og:title" content="{}">'
    article = f"<article>{TITLE}{p(*FIRST, *SECOND)}</article>"
    for told in (
        "Crane falls across Odrel quay | Odrel Post",
        "Crane falls across Odrel&amp;nbsp;quay",
        "Crane in Odrel",
    ):
        assert of(article, head.format(told)).headline == "Crane falls across Odrel quay"
    without = of(p(*FIRST, *SECOND), head.format("Crane falls in Odrel - Odrel Post"))
    assert without.headline == "Crane falls in Odrel"


def test_text_is_in_the_order_of_the_page_and_has_no_unseen_characters() -> None:
    marked = "The <em>har<b>bo</b>ur</em> of Od&shy;rel&#8203; was&nbsp;closed on Tues<i>day</i> after it fell."
    report = of(f"<article>{TITLE}{p(marked, *FIRST, *SECOND)}</article>")
    assert body(report)[0] == "The harbour of Odrel was closed on Tuesday after it fell."


def test_an_xhtml_page_that_declares_its_charset_is_read() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?>' + page(f"<article>{TITLE}{p(*FIRST, *SECOND)}</article>")
    assert body(load("page.html", Settings(), data=text.encode())) == [*FIRST, *SECOND]


def test_the_article_alone_as_text_for_measuring() -> None:
    assert reports.article(page(f"<article>{TITLE}{p(*FIRST, *SECOND)}</article>")) == "\n".join((*FIRST, *SECOND))


@pytest.mark.parametrize(
    "inside",
    [
        "<table><tr>" + "<td>12</td>" * 20_000 + "</tr></table>",
        "<div>" * 150 + "".join(f"<div>{SECOND[0]} {n}.</div>" for n in range(3_000)) + "</div>" * 150,
        "<p>" + "<span>word </span>" * 20_000 + ".</p>",
        '<div class="related">' * 150 + p(*(f"{SECOND[0]} {n}." for n in range(3_000))) + "</div>" * 150,
    ],
    ids=["row", "depth", "spans", "names"],
)
def test_a_page_that_is_made_to_cost_time_costs_little(inside: str) -> None:
    started = time.process_time()
    with contextlib.suppress(Refused):
        of(TITLE + p(*FIRST, *SECOND) + inside)
    assert time.process_time() - started < 6
