"""What changed between two versions: exact, in order, readable, and quick where the text is long or odd."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from crossread.stories.differences import Difference, differences

FIRST = (
    "The mill at Orsk burned on Monday morning. Forty workers were led out, and the mayor said nobody was hurt.\nMore."
)
LATER = (
    "UPDATE\nThe mill at Orsk burned on Monday. Fifty workers were led out, and two had burns, a doctor said.\nMore."
)


def shown(earlier: str, later: str) -> list[tuple[str, str]]:
    return [(d.was[2], d.now[2]) for d in differences(earlier, later)]


def test_what_went_and_what_came() -> None:
    assert shown(FIRST, LATER) == [
        ("", "UPDATE"),
        ("morning", ""),
        ("Forty", "Fifty"),
        ("the mayor said nobody was hurt", "two had burns, a doctor said"),
    ]
    assert differences("Rates at 5%", "Rates at 5.25%") == (Difference(was=(9, 10, "5"), now=(9, 13, "5.25")),)


def test_white_space_makes_no_difference_and_case_does() -> None:
    assert differences("One day.\n\nAnother  day.", "One day. Another day.\n") == ()
    assert shown("The mill", "the mill") == [("The", "the")]
    assert shown("", "All new.") == [("", "All new.")]


@given(st.text("ab.\n ’", max_size=60), st.text("ab.\n ’", max_size=60))
def test_one_text_is_made_of_the_other(earlier: str, later: str) -> None:
    found = differences(earlier, later)
    made, at = "", 0
    for change in found:
        for text, (start, end, extract) in ((earlier, change.was), (later, change.now)):
            assert text[start:end] == extract
        made += earlier[at : change.was[0]] + f" {change.now[2]} "
        at = change.was[1]
    assert "".join((made + earlier[at:]).split()) == "".join(later.split())


def test_long_and_odd_texts_take_no_time() -> None:
    made = random.Random(3)
    words = [made.choice("abcdefgh") * made.randrange(1, 5) for _ in range(60_000)]
    changed = ["new" if made.random() < 0.01 else word for word in words]
    began = time.process_time()
    for text in (" ".join(words), "a" + " " * 300_000 + "b" + " " * 300_000, "!" * 300_000, "\n" * 300_000):
        differences(text, f"x {text}")
        differences(text, text[: len(text) // 2] + "x" + text[len(text) // 2 :])
    differences(". ".join(words), ". ".join(changed))
    assert time.process_time() - began < 5
