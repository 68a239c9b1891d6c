"""The article's elements in a prepared page: trafilatura's precise extraction, its usual one where that loses it."""

from __future__ import annotations

from typing import Any

import trafilatura

TOO_LITTLE = 0.2
"""Share of the usual extraction below which the precise one has lost the article, tuned on half of the benchmark's
pages (.12 to .29 do the same)."""
ENOUGH = 2_000
"""A precise extraction of so many characters is never doubted."""


def extract(tree: Any) -> Any:
    """The body trafilatura finds (its own tags: ``p head quote list item table row cell``), None if none."""
    precise = _extract(tree, precise=True)
    length = _length(precise)
    if length >= ENOUGH or length >= TOO_LITTLE * sum(len(p.text_content()) for p in tree.iter("p")):
        return precise
    usual = _extract(tree, precise=False)
    return usual if length < TOO_LITTLE * _length(usual) else precise


def _extract(tree: Any, precise: bool) -> Any:
    found = trafilatura.bare_extraction(
        tree, favor_precision=precise, include_comments=False, include_tables=True, with_metadata=False
    )
    return getattr(found, "body", None)


def _length(body: Any) -> int:
    return 0 if body is None else len(" ".join("".join(body.itertext()).split()))
