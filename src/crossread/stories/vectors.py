"""Vectors of headlines and leads: made once, by several processes if asked, and kept in a file for the next run."""

from __future__ import annotations

import hashlib
import multiprocessing
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

from crossread.errors import CrossreadError
from crossread.language import Language, load
from crossread.settings import Settings

Vectors = npt.NDArray[np.float32]
TOGETHER = 500
"""Texts whose vectors are made and kept between two signs of progress: what a kill loses at most."""
DIMENSIONS = 384
KEY, SUM = 16, 4
ROW = KEY + DIMENSIONS * 4 + SUM
"""Bytes of a kept vector: the hash of its text, the vector, a checksum."""


class Kept:
    """A file of vectors that only grows. What a killed run wrote half is cut off when it is opened again."""

    def __init__(self, folder: Path, model: str) -> None:
        self._path = folder / f"vectors-{hashlib.blake2b(model.encode(), digest_size=6).hexdigest()}"
        self._at: dict[bytes, int] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a+b")
            self._file.seek(0)
            while (row := self._file.read(ROW)) and len(row) == ROW and _sound(row):
                self._at[row[:KEY]] = self._file.tell() - ROW + KEY
            self._file.truncate(len(self._at) * ROW)
        except OSError as error:
            raise CrossreadError(f"{self._path} cannot be kept ({error.strerror}): name another folder.") from error

    def get(self, text: str) -> Vectors | None:
        """The vector of a text, or None."""
        place = self._at.get(_key(text))
        if place is None:
            return None
        self._file.seek(place)
        return np.frombuffer(self._file.read(DIMENSIONS * 4), dtype="<f4")

    def put(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Add vectors; they are on disk when this returns."""
        self._file.seek(0, 2)
        for text, vector in zip(texts, vectors, strict=True):
            key = _key(text)
            if key in self._at:
                continue
            self._at[key] = self._file.tell() + KEY
            data = key + vector.astype("<f4").tobytes()
            self._file.write(data + zlib.crc32(data).to_bytes(SUM, "little"))
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class Maker:
    """Texts to vectors. The same for any number of workers, kept or made: each text goes through the model alone."""

    def __init__(self, language: Language, settings: Settings, keep: Path | None = None, workers: int = 1) -> None:
        self._language, self._settings, self._workers = language, settings, workers
        self._kept = Kept(keep, repr(sorted(language.models().items()))) if keep else None
        self._pool: multiprocessing.pool.Pool | None = None

    def __enter__(self) -> Maker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.terminate()
        if self._kept:
            self._kept.close()

    def __call__(self, texts: Sequence[str], tell: Callable[[str, int, int], None]) -> Vectors:
        """A row a text."""
        out = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        wanted: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            known = self._kept.get(text) if self._kept else None
            if known is None:
                wanted.setdefault(text, []).append(number)
            else:
                out[number] = known
        new = sorted(wanted)
        done = 0
        for part, vectors in self._made(new):
            if self._kept:
                self._kept.put(part, vectors)
            for text, vector in zip(part, vectors, strict=True):
                out[wanted[text]] = vector
            done += len(part)
            if len(new) > TOGETHER:
                tell("reading leads", done - 1, len(new))
        return out

    def _made(self, texts: list[str]) -> Iterator[tuple[list[str], Vectors]]:
        parts = [texts[n : n + TOGETHER] for n in range(0, len(texts), TOGETHER)]
        if self._workers == 1 or len(parts) < 2:
            for part in parts:
                yield part, self._language.vectors(part)
            return
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = context.Pool(self._workers, _begin, (self._settings,))
        yield from zip(parts, self._pool.imap(_vectors, parts), strict=True)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=KEY).digest()


def _sound(row: bytes) -> bool:
    return zlib.crc32(row[:-SUM]) == int.from_bytes(row[-SUM:], "little")


# --- in a worker ---

_settings: Settings | None = None


def _begin(settings: Settings) -> None:
    from msgspec.structs import replace

    global _settings
    _settings = replace(settings, threads=1)


def _vectors(texts: list[str]) -> Vectors:
    assert _settings is not None
    return load(_settings).vectors(texts)
