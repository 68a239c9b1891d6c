"""Quantities: how much of what."""

import pytest

from crossread import language
from crossread.reading import blocks, quantities, times
from crossread.settings import Settings
from crossread.values import Part, Quantity, Report


def find(text: str) -> tuple[Quantity, ...]:
    report = Report(
        id="r1",
        source="x",
        text=text,
        published="2024-03-03",
        language="en",
        parts=(Part(start=0, end=len(text), kind="body"),),
    )
    parsed = blocks.parse(report, language.load(Settings()))
    found = quantities.find(parsed, times.find(parsed, report))
    assert all(text[q.start : q.end] == q.text for q in found)
    return found


def only(text: str) -> Quantity:
    (found,) = find(text)
    return found


@pytest.mark.parametrize(
    ("text", "low", "high", "bound", "what"),
    [
        ("It keeps 6,000-7,500 soldiers on the border.", 6000, 7500, "range", "soldier"),
        ("Between 300 and 400 homes burned.", 300, 400, "range", "home"),
        ("A couple hundred people came.", 200, 200, "about", "people"),
        ("Two dozen sailors drowned.", 24, 24, "exact", "sailor"),
        ("Half a million people fled.", 500_000, 500_000, "exact", "people"),
        ("Three score sailors drowned.", 60, 60, "exact", "sailor"),
        ("Dozens of sailors drowned.", 24, None, "vague", "sailor"),
        ("The storm cost exceeding 150 ships.", 150, None, "more-than", "ship"),
        ("At least 1,300 cases were reported.", 1300, None, "at-least", "case"),
        ("The hall holds up to 700 guests.", None, 700, "at-most", "guest"),
        ("As many as 13,000 soldiers crossed.", None, 13_000, "at-most", "soldier"),
        ("About 40 guests fell ill.", 40, 40, "about", "guest"),
        ("Fewer than 30 ships sailed.", None, 30, "less-than", "ship"),
        ("Nearly 9,000 homes burned.", None, 9000, "less-than", "home"),
        ("The death toll rose to 12.", 12, 12, "exact", "dead"),
        ("12 of them were killed.", 12, 12, "exact", "dead"),
        ("There were no survivors.", 0, 0, "exact", "survivor"),
        ("All 12 people on board died.", 12, 12, "exact", "people"),
        ("Between 9 and 14 people died.", 9, 14, "range", "people"),
        ("No fewer than 14 houses collapsed.", 14, None, "at-least", "house"),
        ("A hundred-odd guests came.", 100, 100, "about", "guest"),
        ("A dozen or so boats sank.", 12, 12, "about", "boat"),
        ("A family of five drowned.", 5, 5, "exact", "family"),
        ("A further six are missing.", 6, 6, "exact", "missing"),
        ("The 19-strong crew was rescued.", 19, 19, "exact", "crew"),
        ("Hundreds of thousands of people marched.", 200_000, None, "vague", "people"),
        ("The island has a population of 5.9 million.", 5.9e6, 5.9e6, "exact", "population"),
    ],
)
def test_counts(text: str, low: float | None, high: float | None, bound: str, what: str) -> None:
    found = only(text)
    assert (found.low, found.high, found.bound, found.what) == (low, high, bound, what)
    assert (found.kind, found.unit) == ("count", None)


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("The boat cost USD 300.", 300, "USD"),
        ("The plant cost 40 MUSD.", 40e6, "USD"),
        ("She bought a $62K car.", 62_000, "USD"),
        ("The €118.24M bridge opened.", 118.24e6, "EUR"),
        ("Sales reached $11 004 million.", 11_004e6, "USD"),
        ("The gang took S$2.5 million.", 2.5e6, "SGD"),
        ("Police seized RM2.5 million.", 2.5e6, "MYR"),
        ("Tens of millions of euros are missing.", 20e6, "EUR"),
        ("The fine is 3.2bn pounds.", 3.2e9, "GBP"),
        ("The firm paid 4 million Swiss francs.", 4e6, "CHF"),
    ],
)
def test_money(text: str, low: float, unit: str) -> None:
    found = only(text)
    assert (found.low, found.unit, found.kind) == (low, unit, "money")


def test_a_conversion_in_parentheses_is_the_same_amount() -> None:
    found = only("The firm paid €3 million ($3.4 million) in fines.")
    assert found.text == "€3 million"
    assert found.converted is not None
    assert (found.converted.low, found.converted.unit) == (3.4e6, "USD")


def test_a_range_whose_low_end_lacks_its_thousands_is_inferred() -> None:
    found = only("Berths cost $4-9,000.")
    assert (found.low, found.high, found.inferred) == (4000, 9000, True)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "kind"),
    [
        ("The beam ran at 11.5–12.0 TeV.", 11.5, 12.0, "teraelectronvolt", "measure"),
        ("It carried 716 000 t of grain.", 716_000, 716_000, "tonne", "measure"),
        ("The boat is 16.9m long.", 16.9, 16.9, "metre", "measure"),
        ("Some 80 mm of rain fell.", 80, 80, "millimetre", "measure"),
        ("The rocket flew 3,100 km.", 3100, 3100, "kilometre", "measure"),
        ("She was jailed for two and a half years.", 2.5, 2.5, "year", "duration"),
        ("More than half of voters agreed.", 50, None, "%", "share"),
        ("One in five residents left.", 20, 20, "%", "share"),
        ("Some 74.3 per cent of residents agreed.", 74.3, 74.3, "%", "share"),
        ("It fell by 12,5 percent.", 12.5, 12.5, "%", "share"),
        ("Frost of minus 12 degrees Celsius set in.", -12, -12, "degree Celsius", "measure"),
        ("Winds reached 120 km/h.", 120, 120, "kilometre an hour", "measure"),
        ("A 44-year-old man was held.", 44, 44, "year", "age"),
        ("The pilot, aged 43, survived.", 43, 43, "year", "age"),
    ],
)
def test_shares_measures_ages(text: str, low: float, high: float | None, unit: str, kind: str) -> None:
    found = only(text)
    assert (found.low, found.high, found.unit, found.kind) == (low, high, unit, kind)


@pytest.mark.parametrize(
    "text",
    [
        "It was his 500th match.",
        "A Boeing 737 landed.",
        "The Covid-19 wave ended.",
        "Article 4 of the pact applies.",
        "Nothing was the same after 9/11.",
        "The G7 met in Orla.",
        "Flight 370 vanished.",
        "A twin-engine plane took off.",
        "The vote is on Friday, 3 May 2024.",
        "Profits fell in the second half.",
        "One of the ministers resigned.",
        "She won 6-4, 7-5.",
        "Prices rose 20-fold.",
        "They met at Orla Airport Terminal 3.",
    ],
)
def test_names_ranks_and_dates_are_no_quantities(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The bill passed 72-45.",
        "The senate voted 72 to 45 to end the siege.",
        "The motion was carried by 72 votes to 45.",
        "There were 72 votes in favour and 45 against.",
    ],
)
def test_a_tally_is_two_counts_of_votes(text: str) -> None:
    assert [(q.low, q.what) for q in find(text)] == [(72, "vote for"), (45, "vote against")]


def test_a_change_is_an_old_and_a_new_value_and_no_range() -> None:
    assert [(q.low, q.high, q.what) for q in find("The toll rose from 9 to 14.")] == [(9, 9, "dead"), (14, 14, "dead")]
    assert [(q.low, q.unit) for q in find("Prices fell from 80 to 60 euros.")] == [(80, "EUR"), (60, "EUR")]
    assert [(q.low, q.high) for q in find("From 300 to 400 homes burned.")] == [(300, 400)]
