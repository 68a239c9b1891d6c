"""Collation: columns in which no token of any witness is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.comparison.collation import collate, tokens
from crossread.values import Column, Quotation, Speaker


def said(*texts: str) -> list[Quotation]:
    return [
        Quotation(
            id=f"q{n}", report=f"r{n}", start=0, end=len(t), text=t, kind="direct", speaker=Speaker(name="Ada Brook")
        )
        for n, t in enumerate(texts, 1)
    ]


def rows(members: list[Quotation], columns: tuple[Column, ...]) -> list[list[str]]:
    """One row a column: what each witness has there."""
    return [[q.text[v.start : v.end] for q, v in zip(members, c.variants, strict=True)] for c in columns]


def test_a_word_meets_its_like_and_never_a_mark() -> None:
    members = said("tall, green, old gate", "tall, narrow, green gate")
    table = rows(members, collate(members))
    assert ["green", "green"] in [[cell.strip(" ,") for cell in row] for row in table]
    for row in table:
        words = [any(c.isalnum() for c in cell) for cell in row if cell]
        assert len(set(words)) <= 1


def test_another_rendering_stands_in_one_column() -> None:
    members = said(
        "We trust in a swift success in their holy fight.", "We trust in a swift success in their sacred struggle."
    )
    found = [(row, c.same) for row, c in zip(rows(members, collate(members)), collate(members), strict=True)]
    assert (["holy fight", "sacred struggle"], False) in found
    assert (["We trust in a swift success in their"] * 2, True) in found


def test_case_and_typography_are_no_variant() -> None:
    members = said("It’s the Council’s choice", "it's the council's choice")
    assert [c.same for c in collate(members)] == [True]


WORDS = st.lists(st.sampled_from(["the", "old", "gate", "gates", "is", ",", "shut", ".", "“", "no"]), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=6))
def test_no_token_is_lost_in_any_witness(witnesses: list[list[str]]) -> None:
    members = said(*(" ".join(w) for w in witnesses))
    columns = collate(members)
    for n, q in enumerate(members):
        at = 0
        held: list[tuple[int, int]] = []
        for column in columns:
            variant = column.variants[n]
            assert variant.quotation == q.id and at <= variant.start <= variant.end
            at = variant.end
            held.append((variant.start, variant.end))
        for start, end, _ in tokens(q):
            assert sum(a <= start and end <= b for a, b in held) == 1
