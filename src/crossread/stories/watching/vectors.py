"""Vectors of headlines and leads, kept in the archive: each is made once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from crossread.store import Archive
from crossread.stories.likeness import Fixed, Vectors, fixed, loose

Encode = Callable[[list[str]], Vectors]


class Kept:
    """Texts to vectors; the same whether they were kept or have just been made."""

    def __init__(self, archive: Archive, encode: Encode, models: str) -> None:
        """``models`` is what ``encode`` works with: what others made is not taken."""
        self._archive, self._encode, self._models = archive, encode, models

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """A row a text."""
        keys = [self._key(text) for text in texts]
        found: dict[bytes, Fixed] = {
            key: np.frombuffer(data, dtype="<i2") for key, data in self._archive.vectors(set(keys)).items()
        }
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if new:
            made = fixed(self._encode(list(new.values())))
            found |= dict(zip(new, made, strict=True))
            self._archive.keep_vectors([(key, found[key].astype("<i2").tobytes()) for key in new])
        return loose(np.stack([found[key] for key in keys]))

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(f"{self._models}\n{text}".encode("utf-8", "replace"), digest_size=16).digest()
