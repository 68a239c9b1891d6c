"""Conflicts with their kind and nature, from small reports of one event."""

from pathlib import Path

import pytest

from crossread import pipeline
from crossread.comparison.conflicts import amounts, figures
from crossread.comparison.conflicts.draft import reasons
from crossread.comparison.conflicts.spans import apart, span
from crossread.values import Bound, Conflict, Quantity, QuantityKind

FIRST = """{headline}

BRENVA, {day} (Nordwire) - {lead}

The valley road has been closed since the morning, and the district of Upper Sorn has no electricity. Schools stay shut.
"""


def compare(folder: Path, *leads: str, days: tuple[str, ...] = ("4 June 2024", "4 June 2024")) -> tuple[Conflict, ...]:
    for n, (lead, day) in enumerate(zip(leads, days, strict=True)):
        text = FIRST.format(headline=f"Landslide buries hamlet {n}", day=day, lead=lead)
        (folder / f"{n}.txt").write_text(text, "utf-8")
    return pipeline.compare(folder).conflicts


def only(found: tuple[Conflict, ...], kind: str) -> Conflict:
    of_kind = [c for c in found if c.kind == kind]
    assert len(of_kind) == 1, [(c.kind, [s.value for s in c.sides]) for c in found]
    return of_kind[0]


def test_two_figures_for_one_thing(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The landslide killed 12 people in the mountain hamlet of Tervane on Monday night.",
        "The landslide killed 15 people in the mountain hamlet of Tervane on Monday night.",
    )
    conflict = only(found, "number")
    assert {side.value for side in conflict.sides} == {"12", "15"}
    assert conflict.nature == "contradiction"


def test_a_bound_is_no_contradiction(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The landslide killed at least 12 people in the mountain hamlet of Tervane on Monday night.",
        "The landslide killed 12 people in the mountain hamlet of Tervane on Monday night.",
    )
    assert all(c.nature == "precision" for c in found if c.kind == "number")


def test_each_figure_from_another_source(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The rescue service said the landslide had killed 12 people in the mountain hamlet of Tervane.",
        "Mayor Ilka Moren said the landslide had killed 15 people in the mountain hamlet of Tervane.",
    )
    assert only(found, "number").nature == "sources"


def test_equal_figures_are_no_conflict(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The landslide killed 12 people in the mountain hamlet of Tervane on Monday night.",
        "Twelve people were killed by the landslide in the mountain hamlet of Tervane on Monday night.",
    )
    assert not [c for c in found if c.kind == "number"]


def test_one_event_on_two_days(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The slope above the hamlet of Tervane collapsed on Monday after heavy rain.",
        "The slope above the hamlet of Tervane collapsed on Sunday after heavy rain.",
    )
    conflict = only(found, "date")
    assert {side.value for side in conflict.sides} == {"Monday", "Sunday"}


def test_a_denial_stands_beside_what_it_denies(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The quarry company blasted rock above the hamlet of Tervane without a permit, villagers said.",
        "The quarry company denied blasting rock above the hamlet of Tervane without a permit.",
    )
    assert only(found, "status").nature == "sources"


def test_two_offices_of_one_person(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "Interior Minister Ilka Moren visited the mountain hamlet of Tervane on Tuesday.",
        "The mayor, Ilka Moren, visited the mountain hamlet of Tervane on Tuesday.",
    )
    assert only(found, "role").why == "another-office"


def quantity(
    low: float | None, high: float | None, bound: Bound = "exact", unit: str | None = None, kind: QuantityKind = "count"
) -> Quantity:
    return Quantity(start=0, end=1, text="x", low=low, high=high, bound=bound, unit=unit, kind=kind, what="person")


def test_a_conversion_makes_two_units_comparable() -> None:
    miles = quantity(140, 140, unit="mile", kind="measure")
    kilometres = Quantity(
        start=0, end=1, text="x", low=225, high=225, unit="kilometre", kind="measure", what="person", converted=miles
    )
    assert figures.comparable(kilometres, quantity(130, 130, unit="mile", kind="measure"))
    assert amounts.same(kilometres, miles)
    assert not figures.comparable(
        quantity(3, 3, unit="mile", kind="measure"), quantity(3, 3, unit="tonne", kind="measure")
    )


def test_a_year_is_twelve_months() -> None:
    year = quantity(1, 1, unit="year", kind="duration")
    assert amounts.same(year, quantity(12, 12, unit="month", kind="duration"))


def test_a_rounding_has_fewer_digits() -> None:
    exact, about = quantity(480, 480), quantity(500, 500, bound="about")
    assert amounts.precision(exact, about) == "one-is-rounded"
    assert amounts.precision(quantity(4.5, 4.5), quantity(4.4, 4.4, bound="about")) is None
    assert amounts.precision(quantity(8000, None, bound="at-least"), quantity(8200, 8200)) == "one-bounds-the-other"
    assert amounts.precision(quantity(100, None, bound="vague"), quantity(8000, 8000)) is None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2024-06-03", "2024-06-04", True),
        ("2024-06", "2024-06-04", False),
        ("2024-05/..", "2024-06-04", False),
        ("2024-06-04T14:30", "2024-06-04", False),
        ("2023", "2024-06", True),
    ],
)
def test_dates_apart(a: str, b: str, expected: bool) -> None:
    assert apart(a, b) is expected
    assert span("no date") is None


def test_every_reason_has_a_nature() -> None:
    assert set(reasons().values()) == {"contradiction", "update", "sources", "precision", "scope", "translation"}


def test_a_clause_and_its_negation(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The district office warned the villagers of Tervane, and it closed the mountain road on Monday.",
        "The district office did not warn the villagers of Tervane, and it closed the mountain road on Monday.",
    )
    conflict = only(found, "polarity")
    assert ["did not warn" in side.value for side in conflict.sides] == [True, False]


def test_one_amount_converted_in_two_ways(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The district has to pay 7 million Swiss francs ($7.6 million) after the landslide in Tervane.",
        "After the landslide in Tervane the district has to pay 7 million Swiss francs ($8.1 million).",
    )
    conflict = only(found, "number")
    assert conflict.why == "converted-differently"
    assert {side.value for side in conflict.sides} == {"$7.6 million", "$8.1 million"}


def test_a_toll_is_counted_on_from_report_to_report(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The landslide killed 12 people in the mountain hamlet of Tervane on Monday night.",
        "The death toll from the landslide in the mountain hamlet of Tervane rose to 15.",
        days=("4 June 2024", "5 June 2024"),
    )
    assert only(found, "number").why == "later-report-differs"


def test_the_dead_and_the_missing_are_two_figures(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The landslide in the mountain hamlet of Tervane killed 12 people on Monday night.",
        "After the landslide in the mountain hamlet of Tervane 15 people are missing since Monday night.",
    )
    assert not [c for c in found if c.kind == "number"]


def test_a_sum_of_what_another_tells_apart(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The quarry company was fined 12 million euros and must pay 30 million euros in damages to the villagers.",
        "The quarry company was fined 42 million euros after the landslide in the hamlet of Tervane.",
    )
    conflict = only(found, "number")
    assert conflict.why == "one-adds-them-up"
    assert {side.value for side in conflict.sides} >= {"12 million euros", "42 million euros"}


def test_a_part_of_those_that_another_counts(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "After the landslide 14 people from the hamlet of Tervane were treated in hospital for fractures.",
        "After the landslide nurses treated 31 people from the hamlet of Tervane, 14 of whom went on to hospital.",
    )
    assert [c.nature for c in found if c.kind == "number"] in ([], ["scope"])


def test_the_same_words_from_two_persons(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        'Mayor Ilka Moren went to see the slope. "The mountain had warned us for years," Moren said.',
        'Geologist Anton Brehm went to see the slope. "The mountain had warned us for years," Brehm said.',
    )
    assert {side.value for side in only(found, "attribution").sides} == {"Moren", "Brehm"}


def test_rival_stages_of_one_matter(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "Police questioned the quarry owner, Anton Brehm, about the landslide on Tuesday.",
        "Police detained the quarry owner, Anton Brehm, after the landslide on Tuesday.",
    )
    assert len(only(found, "status").sides) == 2


def test_one_event_at_two_times_of_one_day(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The slope above the hamlet of Tervane collapsed at 4:20 p.m. on Monday after heavy rain.",
        "The slope above the hamlet of Tervane collapsed at 4:45 p.m. on Monday after heavy rain.",
    )
    assert len(only(found, "date").sides) == 2


def test_two_ends_of_one_town(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The slope collapsed above a school in the north of Tervane after heavy rain, the district said.",
        "The slope collapsed above a school in the south of Tervane after heavy rain, the district said.",
    )
    assert {side.value for side in only(found, "place").sides} == {"north", "south"}


def test_a_place_and_its_country_are_no_conflict(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The slope collapsed above a school in Switzerland after heavy rain, the district said.",
        "The slope collapsed above a school in Tervane after heavy rain, the district said.",
    )
    assert not [c for c in found if c.kind == "place"]


def test_a_thing_of_which_one_report_has_none(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The mayor said that no storm warning was in force when the slope above the hamlet collapsed.",
        "A storm warning was issued by the weather office, the slope above the hamlet collapsed later.",
    )
    assert len(only(found, "polarity").sides) == 2


def test_a_vote_without_dissent_and_with_it(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "The district council approved the new mountain road unanimously on Tuesday night.",
        "The district council approved the new mountain road by nine votes to four on Tuesday night.",
    )
    assert len(only(found, "polarity").sides) == 2


def test_two_titles_that_translate_one_office(tmp_path: Path) -> None:
    found = compare(
        tmp_path,
        "Chief operating officer Ilka Moren visited the mountain hamlet of Tervane on Tuesday.",
        "Ilka Moren, the company's operational director, visited the mountain hamlet of Tervane on Tuesday.",
    )
    assert only(found, "role").nature == "translation"
