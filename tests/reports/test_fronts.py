"""What stands above and below an article in a scrape: menus, mottos, stamps, buttons, biographies, press contacts."""

from __future__ import annotations

import pytest

from crossread.reports import controls, load
from crossread.settings import Settings
from crossread.values import Report

BODY = (
    "A landslide cut the only road to the mining town of Orsk on Monday, the roads authority said.\n\n"
    "No one was hurt when the slope above the Orsk road gave way after a week of rain, the authority said.\n\n"
    "Miners will be flown in from the coast until the road to Orsk opens again, said the owner of the mine.\n\n"
    "The authority hopes to clear the landslide within ten days, it said in a statement to the town.\n"
)
TITLE = "Landslide cuts the road to Orsk"


def read(text: str) -> Report:
    return load("scrape.txt", Settings(), data=text.encode())


@pytest.mark.parametrize(
    "above",
    [
        "News   Weather   Sport   Watch live\n\n",
        "Town hall > Press releases\n\n",
        "HOLT & SONS\nSurveyors to the northern provinces\nHome / Services / Our people / Contact\nSkip to content\n\n",
        "A letter on what the mountains do to us\n\n",
        "Listen live Programmes News Frequencies Jobs\n\n",
    ],
)
def test_menus_trails_and_mottos_are_no_headline(above: str) -> None:
    report = read(f"{above}{TITLE}\n\n{BODY}")
    assert report.headline == TITLE
    assert not any(p.kind in ("body", "standfirst") for p in report.parts if p.end < report.text.index(TITLE))


def test_a_headline_with_a_colon_is_no_dateline() -> None:
    title = "ROAD OF MUD: Town cut off as hillside comes down on only way in"
    report = read(f"{title}\n\n{BODY}")
    assert (report.headline, report.dateline) == (title, None)


@pytest.mark.parametrize(
    ("stamp", "published"),
    [
        ("Orsk, 7 April 2025", "2025-04-07"),
        ("07.04.2025 | Posted by: admin | Category: News", "2025-04-07"),
        ("EMBARGOED UNTIL 00:01 ON WEDNESDAY, 9 APRIL 2025\n\nOrsk, 7 April 2025", "2025-04-07"),
    ],
)
def test_stamps(stamp: str, published: str) -> None:
    assert read(f"{TITLE}\n\n{stamp}\n\n{BODY}").published == published


@pytest.mark.parametrize(
    "below",
    [
        "Mara Holt writes about mountains and keeps bees.",
        "Mara Holt is a geologist. She has no interests to declare, except a dislike of tunnels.",
        "Holt reported from Orsk.",
        "Contact for the media: Lene Fabrig, Roads Authority, phone 0555 0142",
        "Also read: The ten steepest streets of the coast",
        "The slope above Orsk on Monday. — Coastwire pic",
        "Share: Chirp / Mail / Print",
        "Print | Send to a friend | Viewed: 11 204",
        "♡ 214 💬 36 ↻ 18 Share",
    ],
)
def test_what_follows_an_article_is_dropped(below: str) -> None:
    report = read(f"{TITLE}\n\nBy Mara Holt\n\n{BODY}\n{below}\n")
    start = report.text.index(below)
    assert [p.kind for p in report.parts if p.start <= start < p.end] == ["dropped"]
    assert report.byline == ("Mara Holt",)


def test_the_lines_of_a_publisher_follow_its_contact() -> None:
    about = "The Roads Authority of Orsk, founded in 1902, keeps 900 kilometres of road."
    report = read(f"{TITLE}\n\n{BODY}\nContact for the press: Lene Fabrig, phone 0555 0142\n\n{about}\n")
    assert [p.why for p in report.parts if p.kind == "dropped"] == ["contact", "boilerplate"]
    assert all(p.kind != "dropped" for p in read(f"{TITLE}\n\n{BODY}\n{about}\n").parts)


@pytest.mark.parametrize(
    "line",
    ["Sport shares its home with politics", "Watch", "The news from the press office", "Orsk", "Live and let live"],
)
def test_words_of_an_article_are_no_controls(line: str) -> None:
    assert controls.why(line) is None
