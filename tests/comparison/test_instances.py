"""Another one of a kind."""

import pytest

from crossread.comparison import instances


@pytest.mark.parametrize(
    ("a", "b", "other"),
    [
        ("The first train left at 9 a.m.", "The second train left at 11 a.m.", True),
        ("The 2nd train left.", "The second train left at 11 a.m.", False),
        ("The first train left.", "The train left at 9 a.m.", False),
    ],
)
def test_ordinals(a: str, b: str, other: bool) -> None:
    assert instances.differ(a, b) is instances.differ(b, a) is other


def test_one_more_of_a_kind() -> None:
    assert instances.repeats("Three men were held on Monday.", "A fourth man was held on Tuesday.")
    assert instances.repeats("She came on Monday.", "She came again on Tuesday.")
    assert not instances.repeats("She came on Monday.", "She came on Tuesday.")
