"""The one door to models: syntax and entities (spaCy), vectors (ONNX). Lazy, batched; nothing is downloaded."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crossread.errors import CrossreadError
from crossread.language import manifest
from crossread.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    from crossread.language.vectors import Encoder, Pieces, Vectors

__all__ = ["READ_LANGUAGES", "Language", "load"]

SYNTAX = "en_core_web_sm-3.8.0"
BATCH = 8
"""Texts a batch: keeps 20,000 words at 225 MB where spaCy's default reached 590."""
READ_LANGUAGES = frozenset({"en"})
"""Languages the embedded pipeline reads."""


class Language:
    """Models, loaded when first asked for."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @functools.cached_property
    def _pipeline(self) -> Pipeline:
        import spacy

        name = self._settings.pipeline
        if name is None:
            return spacy.load(manifest.check(SYNTAX))
        try:
            return spacy.load(name)
        except OSError as error:
            raise CrossreadError(
                f"The spaCy pipeline {name!r} is not installed: install it, or leave out the setting 'pipeline'."
            ) from error

    @functools.cached_property
    def _encoder(self) -> Encoder:
        from crossread.language.vectors import Encoder

        return Encoder(self._settings.threads)

    def parse(self, texts: Sequence[str], *, names: bool = True) -> list[Doc]:
        """Tokens, tags, trees, sentences and, unless left out, named entities of each text."""
        return list(self._pipeline.pipe(texts, batch_size=BATCH, disable=[] if names else ["ner"]))

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, one row a text: their dot product is the cosine."""
        return self._encoder(texts)

    def pieces(self, texts: Sequence[str]) -> Iterator[Pieces]:
        """The word pieces of each text with a vector each, as they are meant in their sentence."""
        return self._encoder.pieces(texts)

    def models(self) -> dict[str, str]:
        """What a dossier's ``made_by`` says of the models."""
        from crossread.language.vectors import MODEL

        syntax = (
            {SYNTAX: manifest.fingerprint(SYNTAX)} if self._settings.pipeline is None else {self._settings.pipeline: ""}
        )
        return syntax | {MODEL: manifest.fingerprint(MODEL)}


@functools.cache
def load(settings: Settings) -> Language:
    """The models under these settings; the same settings give the same loaded models."""
    return Language(settings)
