"""Vectors of sentences and of the word pieces in them: all-MiniLM-L6-v2, int8, on onnxruntime.

Cosine of sentences finds candidates; it does not decide.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Encoding, Tokenizer

from crossread.language.manifest import check

MODEL = "all-MiniLM-L6-v2-int8"
KEPT = 20_000
"""Vectors that are kept for the next call (30 MB): several rules of the comparison ask for the same sentences."""
LONGEST = 128
"""Word pieces of a text that are read; what follows is cut off. Upstream trains on 128."""

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Pieces:
    """The word pieces of a text, as the last layer sees them in their sentence.

    ``offsets`` has a row of start and end (code points of the text) for each, ``vectors`` a row of 384 dimensions, not
    of unit length; ``whole`` is the text's own unit vector.
    """

    whole: Vectors
    offsets: npt.NDArray[np.int64]
    vectors: Vectors


class Encoder:
    """Texts to unit vectors of 384 dimensions."""

    def __init__(self, threads: int) -> None:
        folder = check(MODEL)
        options = onnxruntime.SessionOptions()
        # texts go side by side, each in one thread: two threads at one take twice the processor time and no less time
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        self._threads = threads
        self._known: dict[str, Vectors] = {}

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """One row a text; an empty list gives an array of no rows.

        Each text goes through alone: int8 activations are scaled per batch, so that in a batch a text's vector would
        depend on its neighbours, and on this size of model batches are no faster.
        """
        out = np.zeros((len(texts), 384), dtype=np.float32)
        # another thread may empty what is kept at any time
        known = {text: kept for text in set(texts) if (kept := self._known.get(text)) is not None}
        unique = sorted(set(texts) - known.keys())
        found = self._side_by_side(self._tokenizer.encode_batch(unique), ["vector"])
        known |= {text: vector for text, (vector,) in zip(unique, found, strict=True)}
        if len(self._known) > KEPT:
            self._known.clear()
        self._known.update(known)
        for row, text in enumerate(texts):
            out[row] = known[text]
        return out

    def pieces(self, texts: Sequence[str]) -> Iterator[Pieces]:
        """The word pieces of each text, without the two marks that frame it; the texts' own vectors are kept too.

        A few at a time, for those of a long story together would fill the memory.
        """
        for start in range(0, len(texts), self._threads):
            some = texts[start : start + self._threads]
            encodings = self._tokenizer.encode_batch(list(some))
            for text, encoding, (whole, pieces) in zip(
                some, encodings, self._side_by_side(encodings, ["vector", "tokens"]), strict=True
            ):
                self._known[text] = whole
                yield Pieces(whole, np.array(encoding.offsets[1:-1], dtype=np.int64).reshape(-1, 2), pieces[1:-1])

    def _side_by_side(self, encodings: Sequence[Encoding], outputs: list[str]) -> list[list[Vectors]]:
        if self._threads < 2 or len(encodings) < 2:
            return [self._run(encoding, outputs) for encoding in encodings]
        return list(self._pool.map(self._run, encodings, repeat(outputs)))

    @functools.cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads)

    def _run(self, encoding: Encoding, outputs: list[str]) -> list[Vectors]:
        ids = np.array([encoding.ids], dtype=np.int64)
        found = self._session.run(outputs, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return [array[0] for array in found]
