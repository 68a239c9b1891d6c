"""Texts by number, on disk: an archive has more of them than memory should hold."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterable, Sequence
from typing import BinaryIO, overload

import numpy as np
import numpy.typing as npt


class Texts(Sequence[str]):
    """A sequence that grows at its end, until it is put in order."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
        self._starts = array("Q", [0])
        self._order: npt.NDArray[np.int64] | None = None

    def extend(self, texts: Iterable[str]) -> None:
        """Add texts."""
        data = [text.encode("utf-8", "surrogatepass") for text in texts]
        for one in data:
            self._starts.append(self._starts[-1] + len(one))
        self._file.seek(0, 2)
        self._file.write(b"".join(data))

    def put(self, order: npt.NDArray[np.int64]) -> None:
        """From now on the text of this number comes first, and so on."""
        self._order = order

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        place = number % len(self) if self._order is None else int(self._order[number])
        start, end = self._starts[place], self._starts[place + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")

    def some(self, numbers: npt.NDArray[np.int64]) -> Some:
        """The texts of these numbers, still on disk."""
        return Some(self, numbers)

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()


class Some(Sequence[str]):
    """Some of the texts, by their places among them."""

    def __init__(self, texts: Texts, numbers: npt.NDArray[np.int64]) -> None:
        self._texts, self._numbers = texts, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self._texts[n] for n in self._numbers[number].tolist()]
        return self._texts[int(self._numbers[number])]
