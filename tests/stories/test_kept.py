"""What is kept is whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.errors import CrossreadError
from crossread.stories.kept import KEY, Kept

KEYS = [bytes([n]) * KEY for n in range(3)]


def test_it_is_found_again_by_the_next_run(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "deep" / "x")
    for key in KEYS:
        kept.put(key, key * 3)
    assert kept.get(KEYS[1]) == KEYS[1] * 3
    again = Kept(tmp_path / "deep" / "x")  # the first was not closed: its process was killed
    assert [again.get(key) for key in KEYS] == [key * 3 for key in KEYS]
    assert again.get(b"?" * KEY) is None


@pytest.mark.parametrize("cut", [1, 20, 70, 80])
def test_what_is_half_written_is_cut_off_and_written_anew(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "x"
    kept = Kept(path)
    for key in KEYS:
        kept.put(key, key * 3)
    kept.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    kept = Kept(path)
    assert len(kept) == (2 if cut < len(whole) // 3 else 1)
    for key in KEYS:
        if kept.get(key) is None:
            kept.put(key, key * 3)
    kept.close()
    assert path.read_bytes() == whole


def test_what_is_damaged_is_not_given(tmp_path: Path) -> None:
    path = tmp_path / "x"
    kept = Kept(path)
    kept.put(KEYS[0], b"abc")
    with path.open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"d")
    assert kept.get(KEYS[0]) is None


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CrossreadError, match="name another folder"):
        Kept(tmp_path / "file" / "x")
