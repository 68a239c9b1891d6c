"""Kinds of pages and scrapes that break extraction tools, each in small; what comes out of each."""

from __future__ import annotations

import codecs

import pytest

from crossread.errors import Refused
from crossread.reports import load
from crossread.settings import Settings
from crossread.values import Report

TITLE = "Crane falls across Odrel quay"
BODY = (
    "The harbour of Odrel was closed on Tuesday after a crane fell across the main quay, the port office said.",
    "Nobody was hurt, and the office hopes to open the southern basin again before the end of the week.",
    "Fishing boats were sent to Little Odrel, where the mayor had asked for volunteers to clear the pier.",
    "The company that runs the crane said that it would look into the fall together with the labour office.",
)


def of(*lines: str) -> Report:
    return load("report.txt", Settings(), data="\n\n".join(lines).encode())


def page(inside: str, head: str = "", html: str = "html") -> Report:
    text = f"<!DOCTYPE html><{html}><head><meta charset='utf-8'>{head}</head><body>{inside}</body></html>"
    return load("page.html", Settings(), data=text.encode())


def article(*paragraphs: str, between: str = "") -> str:
    """A page's article; ``between`` stands after its second paragraph."""
    texts = [f"<p>{x}</p>" for x in paragraphs]
    return f"<article><h1>{TITLE}</h1>" + "".join([*texts[:2], between, *texts[2:]]) + "</article>"


def body(report: Report) -> list[str]:
    return [report.text[x.start : x.end] for x in report.parts if x.kind == "body"]


@pytest.mark.parametrize(
    ("lines", "byline", "agency"),
    [
        (("By Mira Sand", "By Tom Hale"), ("Mira Sand", "Tom Hale"), None),
        (("By MIRA SAND, Harbour Correspondent mira.sand@odrelpost.example",), ("Mira Sand",), None),
        (("Mira Sand", "Harbour Correspondent", "mira@odrelpost.example"), ("Mira Sand",), None),
        (("By Mira Sand and AFP, Reuters",), ("Mira Sand",), "AFP, Reuters"),
        (("By ABBY LUND", "Hours Ago Jon Reyes", "Email The Author"), ("Abby Lund",), None),
    ],
)
def test_bylines(lines: tuple[str, ...], byline: tuple[str, ...], agency: str | None) -> None:
    report = of(TITLE, *lines, *BODY)
    assert (report.byline, report.agency) == (byline, agency)
    assert body(report) == list(BODY)


@pytest.mark.parametrize(
    ("opening", "dateline", "agency"),
    [
        ("ODREL (AP/AFP) — ", "ODREL", "AP, AFP"),
        ("ODREL, LUND — ", "ODREL, LUND", None),
        ("THE HARROW, Lund, May 4 (Reuters) - ", "THE HARROW, Lund", "Reuters"),
        ("WASHINGTON (Reuters) — ", "WASHINGTON", "Reuters"),
    ],
)
def test_datelines(opening: str, dateline: str, agency: str | None) -> None:
    report = of(TITLE, "By Kim Orr", opening + BODY[0], *BODY[1:])
    assert (report.dateline, report.agency, report.byline) == (dateline, agency, ("Kim Orr",))
    assert body(report) == list(BODY)


def test_stamps_and_lines_to_other_stories_between_paragraphs_are_dropped() -> None:
    stamps = ("Published 10:12, 4 May 2031", "Last updated 2 hours ago", "10:12 AM")
    report = of(
        TITLE, *stamps, BODY[0], "Read more: Ferry fares to rise", BODY[1], "READ MORE | Ferry fares", *BODY[2:]
    )
    assert body(report) == list(BODY) and report.published == "2031-05-04T10:12:00"


def test_a_consent_form_in_front_is_no_report() -> None:
    consent = "We and our 812 partners store and/or access information on a device and process personal data."
    report = of("We value your privacy", consent, "Accept all", "Manage preferences", TITLE, *BODY)
    assert report.headline == TITLE and body(report) == list(BODY)


@pytest.mark.parametrize("quote", ["", "> "])
def test_a_forwarded_letter_is_its_report(quote: str) -> None:
    head = ("From: Ines van Dorn <ines@odrel.example>", "Sent: 4 May 2031 10:12", "To: Desk", f"Subject: FW: {TITLE}")
    text = "\n".join(("---------- Forwarded message ---------", *head)) + "\n\n"
    text += "\n\n".join(quote + x for x in BODY) + "\n\n-- \nInes van Dorn\nPress office\nSent from my phone"
    report = load("mail.txt", Settings(), data=text.encode())
    assert (report.headline, report.published) == (TITLE, "2031-05-04T10:12:00")
    assert [x.removeprefix("> ") for x in body(report)] == list(BODY)


def test_what_a_paywall_scrambled_is_left_out_and_said() -> None:
    for scramble in (lambda x: x[::-1], lambda x: codecs.encode(x, "rot13")):
        report = of(TITLE, BODY[0], *map(scramble, BODY[1:]))
        assert body(report) == [BODY[0]] and "paywall" in report.notes
        assert [p.why for p in report.parts if p.kind == "dropped"] == ["scrambled"] * 3
        with pytest.raises(Refused, match="scrambled by a paywall"):
            of(*map(scramble, BODY))


def test_text_in_another_language_is_not_scrambled() -> None:
    told = "Ontem um guindaste caiu sobre o cais de Odrel, e o porto vai ficar fechado o dia todo, disse um fiscal."
    assert told in body(of(TITLE, *BODY, told))


def test_a_paywalled_stub_of_a_page_is_read_and_said() -> None:
    head = '<script type="application/ld+json">{"@type": ["NewsArticle"], "isAccessibleForFree": "False"}</script>'
    report = page(article(BODY[0]) + "<div class='subscribe-box'><p>Subscribe to read on.</p></div>", head)
    assert body(report) == [BODY[0]] and report.notes == ("paywall",)


def test_a_live_blog_is_said_to_be_one_and_its_posts_are_read() -> None:
    head = f'<script type="application/ld+json">{{"@type": "LiveBlogPosting", "headline": "{TITLE}"}}</script>'
    posts = "".join(
        f"<article><h2>10:{n} The port office speaks</h2><p>{x}</p></article>" for n, x in enumerate(BODY, 10)
    )
    report = page(f"<article><h1>{TITLE}</h1>{posts}</article>", head)
    assert body(report) == list(BODY) and report.notes == ("live-blog",)


def test_a_front_page_is_refused() -> None:
    teaser = '<li><a href="/{n}"><h3>Crane number {n} falls across the quay</h3></a><span>{n} hours ago</span></li>'
    with pytest.raises(Refused, match="no article"):
        page("<main><h1>Odrel news</h1><ul>" + "".join(teaser.format(n=n) for n in range(40)) + "</ul></main>")


def test_an_amp_page_is_read() -> None:
    scripts = '<style amp-boilerplate>body{opacity:0}</style><script async src="https://cdn.example/v0.js"></script>'
    inside = "<amp-img src='x.jpg'></amp-img>" + article(*BODY[:2], '<amp-ad width="300">Advert</amp-ad>', *BODY[2:])
    assert body(page(inside, scripts, "html amp lang='en'")) == list(BODY)


def test_a_drop_cap_is_no_word_of_its_own() -> None:
    for cap in ('<span class="dropcap">T</span>', "<b>T</b>", '<font size="7">T</font>'):
        assert body(page(article(cap + BODY[0][1:], *BODY[1:]))) == list(BODY)


def test_quotations_in_blockquotes_are_kept_each_once() -> None:
    said = "We were lucky that it fell at noon, when nobody works on the quay."
    quotes = (
        said,
        f"<p>{said}</p>",
        f"<p>{said}</p><footer>Ines van Dorn</footer>",
        f"<blockquote>{said}</blockquote>",
    )
    for quote in quotes:
        report = page(article(*BODY, between=f"<blockquote>{quote}</blockquote>"))
        assert report.text.count(said) == 1 and said in "\n".join(body(report))


def test_entities_that_were_escaped_twice_are_read() -> None:
    twice = BODY[0].replace("main quay", "&amp;#8220;main quay&amp;#8221; &amp;amp; pier")
    assert body(page(article(twice, *BODY[1:])))[0] == BODY[0].replace("main quay", "“main quay” & pier")


def test_what_a_script_would_write_is_not_read() -> None:
    script = f"<script>document.write('<p>{BODY[0].replace('Odrel', 'Nowhere')}</p>');</script>"
    report = page(article(BODY[0], script, *BODY[1:]))
    assert body(report) == list(BODY) and "Nowhere" not in report.text


@pytest.mark.parametrize("name", ["standfirst", "ArticleHeader__dek", "article-subtitle"])
def test_a_standfirst_in_the_header_is_read_as_one(name: str) -> None:
    below = "The southern basin may open again this week; nobody was hurt"
    header = f"<header><h1>{TITLE}</h1><p class='{name}'>{below}</p></header>"
    report = page(article(*BODY).replace(f"<h1>{TITLE}</h1>", header))
    assert (report.headline, report.standfirst) == (TITLE, below) and body(report) == list(BODY)


def test_captions_stay_apart() -> None:
    figure = (
        "<figure><img src='x.jpg'><figcaption>The fallen crane at Odrel on Tuesday. Mira Sand/AFP</figcaption></figure>"
    )
    report = page(article(*BODY, between=figure))
    assert body(report) == list(BODY)


def test_a_list_inside_an_article_keeps_what_reads_like_furniture() -> None:
    items = ("Sign up for the clearing of the pier at the town hall", "Share a boat if you can", "Video of the fall")
    listed = "<ul>" + "".join(f"<li>{x}</li>" for x in items) + "<li>Read more: Ferry fares to rise</li></ul>"
    report = page(article(*BODY, between=listed))
    assert body(report) == [*BODY[:2], *items, *BODY[2:]]


def test_guillemets_at_the_start_are_no_menu() -> None:
    said = "« We were lucky that it fell at noon, when nobody works on the quay », the mayor told reporters."
    assert said in body(of(TITLE, *BODY, said))
