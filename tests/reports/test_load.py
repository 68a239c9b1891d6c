"""A source becomes a report: what is kept, what is dropped and why, and what a report tells of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.errors import Refused
from crossread.reports import load
from crossread.settings import Settings
from crossread.values import Report

BODY = (
    "The harbour of Odrel was closed on Tuesday after a crane fell across the main quay, the port office said.",
    "Nobody was hurt, and the office hopes to open the southern basin again before the end of the week.",
    "Fishing boats were sent to Little Odrel, where the mayor had asked for volunteers to clear the pier.",
)


def of(text: str, name: str = "report.txt", **settings: int) -> Report:
    return load(name, Settings(**settings), data=text.encode())


def kinds(report: Report) -> dict[str, tuple[str, str | None]]:
    return {report.text[p.start : p.end]: (p.kind, p.why) for p in report.parts}


def test_a_plain_scrape_has_headline_body_and_nothing_else() -> None:
    report = of("Crane falls across Odrel quay\n\n" + "\n\n".join(BODY))
    assert report.headline == "Crane falls across Odrel quay"
    assert [p.kind for p in report.parts] == ["headline", "body", "body", "body"]
    assert (report.published, report.byline, report.agency, report.outlet) == (None, (), None, None)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2 min read", "reading-time"),
        ("Leave a Reply", "form"),
        ("Advertisement", "advert"),
        ("Read more: Ferry fares to rise in Odrel", "related"),
        ("Share on Facebook", "share"),
        ("Back to top", "menu"),
        ("https://www.odrelpost.example/2031/05/04/crane-falls", "url"),
        ("Lowbridge, KS 67003", "address"),
        ("fr_FRFrançais", "language-switch"),
        ("The fallen crane at Odrel on Tuesday. (Mira Sand / Getty Images)", "caption"),
        ("© 2031 Odrel Publishing. All rights reserved.", "copyright"),
        ("We use cookies to improve your experience.", "cookies"),
        ("Tags: Odrel, port, cranes", "tags"),
        ("Just watched Cranes of the north Replay More videos Must watch 01:12", "video"),
        ("In accordance with the Lund press code", "disclaimer"),
        ("Have you got a story? E-mail us at desk@odrelpost.example", "contact"),
        ("(Reporting by Mira Sand; editing by Tom Hale)", "credit"),
    ],
)
def test_furniture_is_dropped_with_its_reason(line: str, why: str) -> None:
    report = of("Crane falls across Odrel quay\n\n" + "\n\n".join((*BODY[:2], line, BODY[2])))
    assert kinds(report)[line] == ("dropped", why)
    assert sum(p.kind == "body" for p in report.parts) == 3


def test_a_sentence_that_opens_like_furniture_stays() -> None:
    line = "Share prices of the port company fell by a tenth before trading was halted, brokers said."
    others = (
        "Win Aresh, the mayor of Odrel, asked for volunteers on Tuesday evening.",
        "A message from the president was read out on the quay at noon.",
        "This video was filmed by a sailor, the port office said.",
    )
    said = '"Sign up for what? Nobody asked us," the skipper of a trawler said on the quay.'
    report = of("Crane falls across Odrel quay\n\n" + "\n\n".join((*BODY, line, *others, said)))
    assert [kinds(report)[x] for x in (line, *others)] == [("body", None)] * 4
    assert kinds(report)[said] == ("body", None)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By MIRA SAND", ("Mira Sand",)),
        ("by Mira Sand May 4, 2031 10:55 PM 2 min read", ("Mira Sand",)),
        ("By Mira Sand, Tom Hale and Ines van Dorn", ("Mira Sand", "Tom Hale", "Ines van Dorn")),
        ("Author: Mira Sand", ("Mira Sand",)),
        ("By Mira Sand, Reporter", ("Mira Sand",)),
        ("By AFP", ()),
        ("By Staff Reporter", ()),
    ],
)
def test_a_byline_names_persons_only(line: str, byline: tuple[str, ...]) -> None:
    report = of("Crane falls across Odrel quay\n\n" + line + "\n\n" + "\n\n".join(BODY))
    assert report.byline == byline
    assert report.agency == ("AFP" if "AFP" in line else None)


@pytest.mark.parametrize(
    ("opening", "dateline", "agency"),
    [
        ("ODREL, Lund (Reuters) - ", "ODREL, Lund", "Reuters"),
        ("ODREL (AP) — ", "ODREL", "AP"),
        ("ODREL: ", "ODREL", None),
        ("Odrel, May 4 (Xinhua) -- ", "Odrel", "Xinhua"),
        ("ODREL, May 4 — ", "ODREL", None),
    ],
)
def test_a_dateline_is_metadata(opening: str, dateline: str, agency: str | None) -> None:
    report = of("Crane falls across Odrel quay\n\n" + opening + "\n\n".join(BODY))
    assert (report.dateline, report.agency) == (dateline, agency)
    first = next(p for p in report.parts if p.kind == "body")
    assert report.text[first.start : first.end] == BODY[0]


def test_a_sign_off_names_the_agency_and_a_photo_credit_does_not() -> None:
    caption = "The quay on Tuesday. Photo: Mira Sand/Reuters"
    report = of("\n\n".join(("Crane falls across Odrel quay", caption, BODY[0], BODY[1] + " — Bernama")))
    assert report.agency == "Bernama"
    assert [report.text[p.start : p.end] for p in report.parts if p.kind == "body"] == [BODY[0], BODY[1]]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2031-05-04", "2031-05-04"),
        ("Published: 12:04 EDT, 4 May 2031 | Updated: 15:10 EDT, 5 May 2031", "2031-05-04T12:04:00-04:00"),
        ("Updated 5 May 2031, published 4 May 2031", "2031-05-04"),
        ("May 4, 2031 10:55 PM", "2031-05-04T22:55:00"),
        ("Tuesday", None),
    ],
)
def test_published_is_what_is_stated(line: str, published: str | None) -> None:
    report = of("\n\n".join(("Crane falls across Odrel quay", line, *BODY)))
    assert report.published == published


def test_a_url_torn_over_two_lines_gives_outlet_and_date() -> None:
    url = "https://www.odrelpost.com/2031/05/04/crane-falls-\nacross-the-main-quay"
    report = of("\n\n".join(("Crane falls across Odrel quay", *BODY)) + "\n\nOriginal url:\n\n" + url)
    assert (report.outlet, report.published) == ("odrelpost.com", "2031-05-04")
    assert all(p.kind != "body" for p in report.parts if p.start > report.text.index("Original"))


def test_a_second_copy_of_a_paragraph_is_a_repeat_of_the_first() -> None:
    report = of("\n".join(("Crane falls across Odrel quay", *BODY, BODY[1])))
    repeat = report.parts[-1]
    assert (repeat.kind, repeat.of) == ("repeat", report.text.index(BODY[1]))


def test_a_wrapped_paragraph_is_one_part_and_a_line_a_paragraph_elsewhere() -> None:
    wrapped = (
        "The harbour of Odrel was closed on Tuesday after a crane\n"
        "fell across the main quay, the port office said, and it\n"
        "was not clear when ships would be able to berth there\nagain in the coming days.\n\n"
        "Nobody was hurt, and the office hopes to open the basin\n"
        "in the south again before the end of the week, when the\n"
        "first ferries of the summer are due in the harbour town."
    )
    assert [p.kind for p in of("Crane falls across quay\n\n" + wrapped).parts] == ["headline", "body", "body"]
    assert len(of("\n".join(BODY)).parts) == 3


def test_offsets_are_code_points_and_line_ends_single() -> None:
    report = load(
        "r.txt", Settings(), data=("Crane falls 🏗️ across Odrél quay\r\n\r\n" + "\r\n".join(BODY)).encode("utf-8-sig")
    )
    assert "\r" not in report.text
    assert not report.text.startswith("\ufeff")
    assert [report.text[p.start : p.end] for p in report.parts][1:] == list(BODY)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"%PDF-1.7 something", "binary"),
        (bytes(range(256)) * 40, "binary"),
        (b"x " * 600, "max_file_bytes"),
        (b"<html><body><ul><li>One</li><li>Two</li></ul></body></html>", "no article"),
        (b"<html><body>" + b"<div>" * 700 + b"deep", "max_html_depth"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    limit = 1000 if b"x x" in data else 1_000_000
    with pytest.raises(Refused) as refused:
        load("odd", Settings(max_file_bytes=limit), data=data)
    assert said in refused.value.message and "\n" not in refused.value.message


def test_size_is_looked_at_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(300_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(Refused, match="max_file_bytes"):
        load(str(large), Settings())
    with pytest.raises(Refused, match="does not exist"):
        load(str(tmp_path / "none.txt"), Settings())


def test_a_paywalled_stub_is_said() -> None:
    report = of("\n\n".join(("Crane falls across Odrel quay", BODY[0], "Subscribe to continue reading")))
    assert "paywall" in report.notes


def test_an_unknown_wire_in_the_dateline_is_the_agency_and_its_date_the_stamp() -> None:
    told = '"It fell slowly," the skipper of a trawler told Brellin by telephone from the quay.'
    opening = "ODREL, Lund, May 4, 2031 (Brellin) - "
    report = of("\n\n".join(("Crane falls across Odrel quay", "By Mira Sand", opening + BODY[0], *BODY[1:], told)))
    assert (report.agency, report.published, report.byline) == ("Brellin", "2031-05-04", ("Mira Sand",))
    assert report.dateline == "ODREL, Lund"


def test_one_word_as_a_byline_is_an_agency_if_somebody_told_it_something() -> None:
    told = '"It fell slowly," the skipper of a trawler told Brellin by telephone from the quay.'
    head = ("Odrel Courier", "Crane falls across Odrel quay and closes it", "By Brellin")
    assert of("\n\n".join((*head, *BODY, told))).agency == "Brellin"
    assert of("\n\n".join((*head, *BODY))).agency is None


@pytest.mark.parametrize(
    ("told", "host", "outlet"),
    [
        ("told the Odrel Lantern", "Got a story? Email desk@odrellantern.example", "Odrel Lantern"),
        ("told the Lantern", "https://www.odrellantern.example/news/crane-falls", "odrellantern.example"),
        ("told the Merrin Times", "https://www.odrellantern.example/news/crane-falls", "odrellantern.example"),
        ("told the Merrin Times", "Leave a comment", None),
    ],
)
def test_a_newspaper_that_was_told_is_the_outlet_if_a_host_bears_its_name(told: str, host: str, outlet: str) -> None:
    said = f"The crane had been inspected in March, the owner {told}."
    assert of("\n\n".join(("Crane falls across Odrel quay", *BODY, said, host))).outlet == outlet


def test_a_menu_shown_twice_is_no_part_of_the_article() -> None:
    menu = ("Harbour", "Tides", "Letters")
    report = of("\n\n".join((*menu, "Crane falls across Odrel quay", *BODY, *menu)))
    assert report.headline == "Crane falls across Odrel quay"
    assert [kinds(report)[line] for line in menu] == [("dropped", "menu")] * 3


def test_the_story_before_and_the_story_after_are_furniture() -> None:
    lines = ("Previous: Mill bridge closed for repairs", "Next: Choir sings at the pier", "2 Comments")
    report = of("\n\n".join(("Crane falls across Odrel quay", *BODY, *lines, "Log in to leave a comment")))
    assert [kinds(report)[line][0] for line in lines] == ["dropped"] * 3
    assert [p.kind for p in report.parts if p.start > report.text.index("Log in")] == []


def test_recommended_stories_within_the_body_are_dropped() -> None:
    others = ("Ferry fares to rise again in June", "Who owns the pier of Little Odrel?")
    report = of("\n\n".join(("Crane falls across Odrel quay", *BODY[:2], "Recommended stories", *others, BODY[2])))
    assert [kinds(report)[line] for line in others] == [("dropped", "related")] * 2
    assert kinds(report)[BODY[2]] == ("body", None)


def test_a_live_blog_and_an_unread_language_are_said() -> None:
    assert "live-blog" in of("Crane falls across Odrel quay: live updates\n\n" + "\n\n".join(BODY)).notes
    german = (
        "Der Hafen von Odrel wurde am Dienstag gesperrt, nachdem ein Kran auf den Kai gestürzt war.",
        "Verletzt wurde niemand, und das Hafenamt will das südliche Becken noch in dieser Woche wieder öffnen.",
        "Nach Klein-Odrel wurden Fischerboote geschickt, weil die Bürgermeisterin um Freiwillige gebeten hatte.",
    )
    report = of("Kran stürzt auf den Kai von Odrel\n\n" + "\n\n".join(german))
    assert (report.language, "unread-language" in report.notes) == ("de", True)
    assert "unread-language" not in of("Crane falls across Odrel quay\n\n" + "\n\n".join(BODY)).notes


def test_bytes_of_no_encoding_are_refused() -> None:
    page = b'<meta charset="no-such-thing">' + bytes(range(128, 256)) * 20
    with pytest.raises(Refused) as refused:
        load("odd.txt", Settings(), data=page + b"\x81\x8d\x8f\x90\x9d\xff\xfe" * 30)
    assert "cannot be decoded" in refused.value.message or "binary" in refused.value.message


@pytest.mark.parametrize(
    ("name", "data", "setting"),
    [
        ("lines.txt", b"ab\n" * 200_000, "max_paragraphs"),
        ("tags.html", b"<html><body>" + b"<b>a</b>" * 150_000, "max_html_tags"),
    ],
)
def test_hostile_sizes_are_refused_with_the_setting(name: str, data: bytes, setting: str) -> None:
    with pytest.raises(Refused, match=setting):
        load(name, Settings(), data=data)


def test_a_very_long_paragraph_is_body_and_costs_no_time() -> None:
    report = of("A." * 200_000 + "\n" + "\n".join(BODY))
    assert report.parts[0].kind == "body"


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (("By Brellin News Agency", *BODY), "Brellin News Agency"),
        (("By Brellin", *BODY, "– Brellin"), "Brellin"),
        (("(Brellin) - " + BODY[0], *BODY[1:]), "Brellin"),
        (("(Updated) " + BODY[0], *BODY[1:]), None),
        (("ODREL, May 4 (Lund Herald) - " + BODY[0], *BODY[1:]), None),
    ],
)
def test_an_agency_of_no_list_is_told_by_where_it_stands(lines: tuple[str, ...], agency: str | None) -> None:
    assert of("\n\n".join(("Crane falls across Odrel quay", *lines))).agency == agency


def test_a_masthead_with_a_date_above_the_headline_is_outlet_and_stamp() -> None:
    head = ("The Odrel Lantern | Tuesday, 4 May 2031", "Crane falls across Odrel quay")
    report = of("\n\n".join((*head, *BODY)))
    assert (report.outlet, report.published, report.headline) == ("The Odrel Lantern", "2031-05-04", head[1])


def test_the_language_of_a_short_text_is_told_only_where_it_is_sure() -> None:
    german = "Der Kran am Hafen ist am Montag umgestürzt. Drei Arbeiter wurden leicht verletzt, teilte die Polizei mit."
    assert of(f"Kran stürzt um\n\n{german}\n").language == "de"
    assert of("Crane falls\n\nTwo hurt at Odrel quay.\n").language is None
