"""Sentence vectors: all-MiniLM-L6-v2, int8, on onnxruntime. Cosine finds candidates; it does not decide."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from crossread.language.manifest import check

MODEL = "all-MiniLM-L6-v2-int8"
KEPT = 20_000
"""Vectors that are kept for the next call (30 MB): several rules of the comparison ask for the same sentences."""
LONGEST = 128
"""Word pieces of a text that are read; what follows is cut off. Upstream trains on 128."""

Vectors = npt.NDArray[np.float32]


class Encoder:
    """Texts to unit vectors of 384 dimensions."""

    def __init__(self, threads: int) -> None:
        folder = check(MODEL)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        self._known: dict[str, Vectors] = {}

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """One row a text; an empty list gives an array of no rows.

        Each text goes through alone: int8 activations are scaled per batch, so that in a batch a text's vector would
        depend on its neighbours, and on this size of model batches are no faster.
        """
        out = np.zeros((len(texts), 384), dtype=np.float32)
        known = self._known
        if len(known) > KEPT:
            known.clear()
        unique = sorted(set(texts) - known.keys())
        encoded = {text: e.ids for text, e in zip(unique, self._tokenizer.encode_batch(unique), strict=True)}
        for text in unique:
            ids = np.array([encoded[text]], dtype=np.int64)
            known[text] = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        for row, text in enumerate(texts):
            out[row] = known[text]
        return out
