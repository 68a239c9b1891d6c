"""Copies are folded: the same words, and nearly the same."""

from __future__ import annotations

import random

import numpy as np

from crossread.stories.copies import SIZE, fold, sketches


def text(seed: int, words: int = 300) -> list[str]:
    chosen = random.Random(seed)
    return [f"w{chosen.randrange(5_000)}" for _ in range(words)]


def folded(texts: list[str]) -> list[int]:
    return fold(*sketches(texts)).tolist()


def test_the_same_words_are_one_text_whatever_their_case_and_marks() -> None:
    assert folded(["The mill burns.", "Rain.", "THE  mill\nburns"]) == [0, 1, 0]


def test_a_changed_paragraph_is_a_near_copy_and_another_text_is_none() -> None:
    first = text(1)
    edited = [*first[:280], *text(2, 20)]
    rewritten = [*first[:150], *text(3, 150)]
    assert folded([" ".join(t) for t in (first, edited, rewritten, text(4))]) == [0, 0, 2, 3]


def test_what_may_not_be_folded_stays() -> None:
    exact, signatures = sketches(["Home News Sport"] * 2)
    assert fold(exact, signatures, [False, True]).tolist() == [0, 1]


def test_a_text_s_sketch_is_its_own_whatever_is_sketched_beside_it() -> None:
    texts = [
        "",
        "Rain",
        "one two three four",
        " ".join(text(5, 9_000)),
        "— ’",
        *(" ".join(text(n, 200)) for n in range(80)),
    ]
    exact, signatures = sketches(texts)
    assert signatures.shape == (len(texts), SIZE)
    for n, alone in enumerate(texts):
        one, signature = sketches([alone])
        assert one == [exact[n]] and np.array_equal(signature[0], signatures[n])
    assert sketches([])[1].shape == (0, SIZE)
    assert exact[1] != exact[2] and exact[0] == exact[4]
