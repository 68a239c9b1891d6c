"""Confidence: the share of a conflict's like that is right."""

from __future__ import annotations

from crossread.comparison.conflicts import confidence
from crossread.comparison.conflicts.draft import Draft, reasons


def test_few_found_say_little() -> None:
    known = {"number x": (1, 1), "number y": (90, 100), "number z": (0, 1)}
    one, many, wrong, unknown = (confidence.probability(sort, known) for sort in (*known, "number w"))
    assert wrong < unknown == confidence.PRIOR < one < many < 0.9


def test_a_weak_conflict_is_counted_apart() -> None:
    strong, weak = (Draft("number", "both-cannot-be-true", (), weak=w) for w in (False, True))
    assert confidence.of(weak) < confidence.of(strong)


def test_every_sort_that_was_counted_has_a_reason_of_the_list() -> None:
    for sort, (right, found) in confidence.counts().items():
        assert sort.removesuffix(" weak").split(" ")[1] in reasons()
        assert 0 <= right <= found
