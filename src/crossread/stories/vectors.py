"""Vectors of headlines and leads: made once, by whoever the executor says, and kept in a file for the next run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from crossread.language import Language, load
from crossread.settings import Settings
from crossread.stories import kept
from crossread.stories.executors import Executor
from crossread.stories.kept import KEY
from crossread.stories.likeness import Fixed, fixed

TOGETHER = 500
"""Texts whose vectors are made and kept between two signs of progress: what a kill loses at most."""
SHARES, LEAST = 16, 20
"""Jobs that fewer texts are shared out in, and the fewest texts that are worth one."""
DIMENSIONS = 384
ROW = kept.HEAD + DIMENSIONS * 2
"""Bytes of a kept vector in its file."""


class Keeper(Protocol):
    """Where vectors are kept between runs."""

    def some(self, texts: Sequence[str]) -> list[Fixed | None]:
        """The vector of each text, or None."""
        ...

    def put(self, texts: Sequence[str], vectors: Fixed) -> None:
        """Add vectors; they are kept when this returns."""
        ...

    def close(self) -> None:
        """Nothing is kept any more."""
        ...


def model_of(language: Language) -> str:
    """The models that vectors are made with: those of others are of no use."""
    return repr(sorted(language.models().items()))


class Kept:
    """Vectors in a file of a folder, for the next run."""

    def __init__(self, folder: Path, language: Language) -> None:
        model = hashlib.blake2b(model_of(language).encode(), digest_size=6).hexdigest()
        self._kept = kept.Kept(folder / f"vectors-{model}")

    def some(self, texts: Sequence[str]) -> list[Fixed | None]:
        """The vector of each text, or None."""
        found = [self._kept.get(_key(text)) for text in texts]
        return [None if data is None else np.frombuffer(data, dtype="<i2") for data in found]

    def put(self, texts: Sequence[str], vectors: Fixed) -> None:
        """Add vectors; they are on disk when this returns."""
        for text, vector in zip(texts, vectors, strict=True):
            key = _key(text)
            if key not in self._kept:
                self._kept.put(key, vector.astype("<i2").tobytes())

    def close(self) -> None:
        """Close the file."""
        self._kept.close()


class Wanted(Struct, frozen=True):
    """Texts whose vectors are wanted, and how the models are loaded."""

    texts: list[str]
    settings: Settings


def encoded(job: Wanted) -> Fixed:
    """A row a text, made with one thread: many do it side by side."""
    return fixed(load(replace(job.settings, threads=1)).vectors(job.texts))


class Maker:
    """Texts to vectors. The same whoever makes them, kept or made: each text goes through the model alone.

    Without an executor ``language`` makes them, with the threads that the settings say.
    """

    def __init__(
        self, language: Language, settings: Settings, keep: Keeper | None = None, executor: Executor | None = None
    ) -> None:
        self._language, self._settings, self._executor, self._kept = language, settings, executor, keep

    def __enter__(self) -> Maker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._kept:
            self._kept.close()

    def __call__(self, texts: Sequence[str], tell: Callable[[str, int, int], None]) -> Fixed:
        """A row a text."""
        out = np.zeros((len(texts), DIMENSIONS), dtype=np.int16)
        wanted: dict[bytes, list[int]] = {}
        for start in range(0, len(texts), TOGETHER):
            part = texts[start : start + TOGETHER]
            known = self._kept.some(part) if self._kept else [None] * len(part)
            for number, (text, vector) in enumerate(zip(part, known, strict=True), start):
                if vector is None:
                    wanted.setdefault(_key(text), []).append(number)
                else:
                    out[number] = vector
        new = [numbers[0] for numbers in wanted.values()]
        done = 0
        for numbers, vectors in self._made(texts, new):
            if self._kept:
                self._kept.put([texts[number] for number in numbers], vectors)
            for number, vector in zip(numbers, vectors, strict=True):
                out[wanted[_key(texts[number])]] = vector
            done += len(numbers)
            if len(new) > TOGETHER:
                tell("reading leads", done - 1, len(new))
        return out

    def _made(self, texts: Sequence[str], new: list[int]) -> Iterator[tuple[list[int], Fixed]]:
        size = TOGETHER if self._executor is None else min(TOGETHER, max(LEAST, len(new) // SHARES))
        parts = [new[n : n + size] for n in range(0, len(new), size)]
        if self._executor is None or len(parts) < 2:
            for part in parts:
                yield part, fixed(self._language.vectors([texts[number] for number in part]))
            return
        jobs = (Wanted([texts[number] for number in part], self._settings) for part in parts)
        yield from zip(parts, self._executor.map(encoded, jobs), strict=True)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=KEY).digest()
