"""Times as EDTF, stated or against the day of the report."""

import datetime as dt

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from crossread import language
from crossread.reading import anchoring, blocks, times
from crossread.settings import Settings
from crossread.values import Part, Report, Time


def find(text: str, published: str | None = "2024-03-03") -> tuple[Time, ...]:
    """Times of one paragraph in a report of a Sunday."""
    report = Report(
        id="r1",
        source="x",
        text=text,
        published=published,
        language="en",
        parts=(Part(start=0, end=len(text), kind="body"),),
    )
    return times.find(blocks.parse(report, language.load(Settings())), report)


def dated(text: str, published: str | None = "2024-03-03") -> list[tuple[str, str | None]]:
    return [(t.text, t.date) for t in find(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DEC. 14, 2021", [("DEC. 14, 2021", "2021-12-14")]),
        ("The ferry sank on 9 November 2023.", [("9 November 2023", "2023-11-09")]),
        ("The pact was signed in early August 2021.", [("early August 2021", "2021-08")]),
        ("It has been mid-2019 since anyone asked.", [("mid-2019", "2019")]),
        ("The league was founded in the 1990s.", [("1990s", "199X")]),
        ("She led the 2012–13 survey.", [("2012–13", "2012/2013")]),
        ("He was mayor from 2010 to 2014.", [("2010 to 2014", "2010/2014")]),
        (
            "Between January and October 2022 the port lost two cranes.",
            [("January and October 2022", "2022-01/2022-10")],
        ),
        ("The rain lasted from Jan. 10 to 13, 2022.", [("Jan. 10 to 13, 2022", "2022-01-10/2022-01-13")]),
        ("The bank has closed branches since 2019.", [("since 2019", "2019/..")]),
        ("In 2021 the mayor fell; that year the harbour froze.", [("2021", "2021"), ("that year", "2021")]),
        ("She was born on Christmas Day 1950.", [("Christmas Day 1950", "1950-12-25")]),
        ("The wall was built in 120 BC.", [("120 BC", "-0119")]),
        ("The fort fell in AD 70.", [("AD 70", "0070")]),
        ("The ’60s were kind to the harbour.", [("’60s", "196X")]),
        ("Profits doubled in the first half of 2022.", [("first half of 2022", "2022-01/2022-06")]),
    ],
)
def test_stated(text: str, expected: list[tuple[str, str]]) -> None:
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry left on Sunday.", [("Sunday", "2024-03-03")]),
        ("The ferry left on Thursday evening.", [("Thursday evening", "2024-02-29")]),
        ("The court will sit on Thursday.", [("Thursday", "2024-03-07")]),
        ("Divers would begin lifting the wreck Tuesday.", [("Tuesday", "2024-03-05")]),
        ("The vote is next Friday afternoon.", [("next Friday afternoon", "2024-03-08")]),
        ("The deal was struck yesterday.", [("yesterday", "2024-03-02")]),
        ("It fell last month, and earlier this year too.", [("last month", "2024-02"), ("earlier this year", "2024")]),
        ("The council met last week.", [("last week", "2024-02-19/2024-02-25")]),
        ("The council met two days ago.", [("two days ago", "2024-03-01")]),
        ("The envoy resigned in June.", [("June", "2023-06")]),
        ("The talks will resume in June.", [("June", "2024-06")]),
        ("Prices have risen since October.", [("since October", "2023-10/..")]),
        ("The wreck was raised on Jan 7.", [("Jan 7", "2024-01-07")]),
        ("They met on Friday (March 1) in Orla.", [("Friday (March 1)", "2024-03-01")]),
        ("It was seen in October and November.", [("October and November", "2023-10/2023-11")]),
        ("The ban starts on 1 July next year.", [("1 July next year", "2025-07-01")]),
        ("Between 14 and 17 February the dam leaked.", [("14 and 17 February", "2024-02-14/2024-02-17")]),
        ("The trial resumes in April.", [("April", "2024-04")]),
        ("A decision is expected by the end of June.", [("June", "2024-06")]),
        ("The first funerals are on Friday.", [("Friday", "2024-03-08")]),
        ("The vote is on 20 May.", [("20 May", "2024-05-20")]),
        ("The funeral was on Friday.", [("Friday", "2024-03-01")]),
        ("The union called a strike for Monday.", [("Monday", "2024-03-04")]),
        ("She is to be sworn in on Saturday.", [("Saturday", "2024-03-09")]),
        ("He was expected in Orla on Saturday but never came.", [("Saturday", "2024-03-02")]),
        ("The mill burned down in April.", [("April", "2023-04")]),
        ("Two dams broke over the weekend.", [("the weekend", "2024-03-02/2024-03-03")]),
        ("The law takes effect at the end of May.", [("May", "2024-05")]),
        ("The siege ended the day before yesterday.", [("the day before yesterday", "2024-03-01")]),
        ("Exports fell in the third quarter of last year.", [("third quarter of last year", "2023-07/2023-09")]),
        ("Accepted 16 Dec, revised 2 Jan.", [("16 Dec", "2023-12-16"), ("2 Jan", "2024-01-02")]),
    ],
)
def test_against_the_day_of_the_report(text: str, expected: list[tuple[str, str]]) -> None:
    assert dated(text) == expected


def test_a_weekday_of_the_day_after_is_that_of_an_event_further_east() -> None:
    assert dated("A rocket crossed the island on Monday.") == [("Monday", "2024-03-04")]


@pytest.mark.parametrize(
    ("text", "date", "zone"),
    [
        ("The gates open tomorrow 08:30 CST.", "2024-03-04T08:30", "CST"),
        ("The tremor struck Tuesday at 1:30 am ET.", "2024-02-27T01:30", "ET"),
        ("It went dark at 9 PM EST on Friday.", "2024-03-01T21:00", "EST"),
        ("The tremor struck at 2130 GMT Tuesday.", "2024-02-27T21:30", "GMT"),
        ("The ferry left around noon local time on Friday.", "2024-03-01", "local time"),
    ],
)
def test_times_of_day_keep_their_zone(text: str, date: str, zone: str) -> None:
    (time,) = find(text)
    assert (time.date, time.zone) == (date, zone)


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May praised Lena, who may lead the party.",
        "They march for the second most important cause.",
        "Judge April Holt dismissed the case.",
        "It cost $2015 and drew about 2000 people.",
        "The film runs 02:39",
        "Call the helpline at 1799.",
        "It was the worst storm in a decade.",
        "She won 6-4, 7-5 on court 12.",
        "Patience matters in today's fast-paced world.",
    ],
)
def test_what_dates_nothing(text: str) -> None:
    assert dated(text) == []


def test_what_cannot_be_dated_is_not_guessed() -> None:
    assert dated("The accord is expected within days.") == [("within days", None)]
    (time,) = find("The ferry left on Friday.", published=None)
    assert (time.date, time.evidence) == (None, "no-anchor")
    assert times.redate(time, "2024-03-03").date == "2024-03-01"


def test_until_monday_is_the_monday_ahead_of_the_report() -> None:
    assert dated("The bridge is shut until Monday.", "2024-02-21") == [("until Monday", "2024-02-26")]


@given(day=st.dates(dt.date(1900, 1, 8), dt.date(2100, 1, 1)), weekday=st.integers(0, 6))
def test_a_weekday_depends_on_the_day_of_the_report_alone(day: dt.date, weekday: int) -> None:
    ahead = anchoring.resolve(f"weekday:{weekday}:future", day.isoformat())
    behind = anchoring.resolve(f"weekday:{weekday}:past", day.isoformat())
    assert ahead is not None and behind is not None
    assert dt.date.fromisoformat(ahead).weekday() == dt.date.fromisoformat(behind).weekday() == weekday
    assert 0 <= (dt.date.fromisoformat(ahead) - day).days <= 6
    assert -5 <= (dt.date.fromisoformat(behind) - day).days <= 1


def test_every_date_is_edtf_and_every_text_an_extract() -> None:
    text = (
        "Élan 🚢: the 1990s, mid-2019, this summer, last week, since October, until Monday, 2012–13, next Friday "
        "at 9 am GMT, 30 February 2024, the past three months, New Year's Eve."
    )
    for time in find(text):
        assert text[time.start : time.end] == time.text
        if time.date is not None:
            # the library wants seconds in a time of day and an open end empty
            parse_edtf(f"{time.date}:00" if "T" in time.date else time.date.removesuffix(".."))
