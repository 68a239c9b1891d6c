"""Figures of a conflict on one axis."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from crossread.values import Dossier, Quantity
from crossread.views.outline import Outline
from crossread.views.page.plot import LEFT, RIGHT, Plot, _written, plot
from tests.made import dossier


def drawn(*figures: tuple[str, dict[str, Any]]) -> Plot | None:
    """The plot of the conflict over how many were led off, with these figures for s4 (and s7) and s5."""
    made = dossier()
    given = dict(zip(("s4", "s5"), figures, strict=True)) | {"s7": figures[0]}
    statements = tuple(
        replace(s, quantities=(_quantity(s.text, s.start, *given[s.id]),)) if s.id in given else s
        for s in made.statements
    )
    changed: Dossier = replace(made, statements=statements)
    return plot(Outline(changed), changed.conflicts[0])


def _quantity(text: str, start: int, words: str, values: dict[str, Any]) -> Quantity:
    at = start + text.index(words)
    return Quantity(**({"start": at, "end": at + len(words), "text": words, "low": None, "high": None} | values))


ABOUT_40 = ("Some 40", {"low": 40.0, "high": 40.0, "bound": "about"})
ABOUT_60 = ("About 60", {"low": 60.0, "high": 60.0, "bound": "about"})


def test_a_row_for_each_report_in_the_order_of_time() -> None:
    made = drawn(ABOUT_40, ABOUT_60)
    assert made
    assert [(r.report, r.text, r.at, r.who) for r in made.rows] == [
        ("r1", "Some 40", LEFT, ("reporter",)),
        ("r2", "Some 40", LEFT, ("reporter",)),
        ("r3", "About 60", RIGHT, ("a guard",)),
    ]
    assert [t for _, t in made.ticks] == ["40", "45", "50", "55", "60"]
    assert not made.logarithmic


def test_a_bound_is_open_at_its_other_end() -> None:
    made = drawn(("Some 40", {"low": 40.0, "bound": "at-least"}), ABOUT_60)
    assert made and (made.rows[0].at, made.rows[0].to) == (LEFT, None)


def test_far_apart_the_axis_is_logarithmic() -> None:
    made = drawn(ABOUT_40, ("About 60", {"low": 60000.0, "high": 60000.0}))
    assert made and made.logarithmic
    assert [t for _, t in made.ticks] == ["10", "100", "1,000", "10,000", "100,000"]


@pytest.mark.parametrize("other", [{"low": 60.0, "unit": "%"}, {"low": None, "high": None}])
def test_nothing_is_drawn_where_figures_cannot_share_an_axis(other: dict[str, Any]) -> None:
    assert drawn(ABOUT_40, ("About 60", other)) is None


@pytest.mark.parametrize(
    ("ticks", "written"),
    [
        ((0, 10, 20), ["0", "10", "20"]),
        ((0, 2_500_000, 5_000_000), ["0", "2.5m", "5m"]),
        ((1e9, 2e9), ["1bn", "2bn"]),
        ((100_000, 150_000, 200_000, 250_000, 300_000), ["100,000", "", "200,000", "", "300,000"]),
    ],
)
def test_words_below_the_axis_have_room(ticks: tuple[float, ...], written: list[str]) -> None:
    assert _written(ticks) == written
