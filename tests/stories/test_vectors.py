"""Vectors are made once: kept, made by several processes, or made anew, they are the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from crossread import language
from crossread.language import Language
from crossread.settings import Settings
from crossread.stories import vectors
from crossread.stories.executors import chosen
from crossread.stories.likeness import Fixed
from crossread.stories.vectors import ROW, Kept, Maker

TEXTS = [f"Report {n} of the mill at Orsk" for n in range(12)]


class Counting(Language):
    """Counts the texts whose vectors are made; fails after some."""

    def __init__(self, most: int = 1_000) -> None:
        super().__init__(Settings())
        self.made = 0
        self.most = most

    def vectors(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        if self.made + len(texts) > self.most:
            raise KeyboardInterrupt
        self.made += len(texts)
        return np.stack([np.full(384, int(text.split()[1]) / 32, dtype=np.float32) for text in texts])


def made(door: Language, folder: Path | None, workers: int = 1) -> Fixed:
    kept = Kept(folder, door) if folder else None
    with chosen(workers) as executor, Maker(door, Settings(), kept, executor if workers > 1 else None) as make:
        return make(TEXTS, lambda *_: None)


def test_a_run_that_was_killed_anywhere_goes_on_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "TOGETHER", 2)
    whole = made(Counting(), None)
    chosen = random.Random(3)
    for turn in range(20):
        folder = tmp_path / str(turn)
        with pytest.raises(KeyboardInterrupt):
            made(Counting(most=chosen.randrange(2, 11)), folder)
        (kept,) = folder.iterdir()
        size = kept.stat().st_size
        with kept.open("r+b") as file:  # the kill came in the middle of a write
            file.truncate(size - chosen.randrange(0, ROW))
        left = kept.stat().st_size // ROW
        door = Counting()
        assert np.array_equal(made(door, folder), whole)
        assert door.made == len(TEXTS) - left
        assert kept.stat().st_size == len(TEXTS) * ROW


def test_a_broken_vector_is_made_anew(tmp_path: Path) -> None:
    whole = made(Counting(), tmp_path)
    (kept,) = tmp_path.iterdir()
    data = bytearray(kept.read_bytes())
    data[5 * ROW + 40] ^= 1
    kept.write_bytes(data)
    door = Counting()
    assert np.array_equal(made(door, tmp_path), whole)
    assert door.made == len(TEXTS) - 5


def test_workers_make_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "TOGETHER", 4)
    door = language.load(Settings())
    assert np.array_equal(made(door, None, workers=2), made(door, None))
