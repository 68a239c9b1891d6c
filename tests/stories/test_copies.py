"""Copies are folded: the same words, and nearly the same."""

from __future__ import annotations

import random

import numpy as np

from crossread.stories.copies import Sketcher, fold


def text(seed: int, words: int = 300) -> list[str]:
    chosen = random.Random(seed)
    return [f"w{chosen.randrange(5_000)}" for _ in range(words)]


def folded(texts: list[str]) -> list[int]:
    sketch = Sketcher()
    made = [sketch(t) for t in texts]
    return fold([e for e, _ in made], np.stack([s for _, s in made])).tolist()


def test_the_same_words_are_one_text_whatever_their_case_and_marks() -> None:
    assert folded(["The mill burns.", "Rain.", "THE  mill\nburns"]) == [0, 1, 0]


def test_a_changed_paragraph_is_a_near_copy_and_another_text_is_none() -> None:
    first = text(1)
    edited = [*first[:280], *text(2, 20)]
    rewritten = [*first[:150], *text(3, 150)]
    assert folded([" ".join(t) for t in (first, edited, rewritten, text(4))]) == [0, 0, 2, 3]


def test_what_may_not_be_folded_stays() -> None:
    sketch = Sketcher()
    exact, signature = sketch("Home News Sport")
    assert fold([exact, exact], np.stack([signature, signature]), [False, True]).tolist() == [0, 1]


def test_an_empty_text_has_a_signature() -> None:
    assert Sketcher()("")[1].shape == (128,)
