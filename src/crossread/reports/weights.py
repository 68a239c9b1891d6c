"""How much text lies under each element of a page, counted once."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Weights(Struct, frozen=True):
    """Characters of text under each element: in paragraphs, and in all. Elements made or moved later are not in it."""

    paragraphs: dict[Any, int]
    whole: dict[Any, int]


def weigh(tree: Any) -> Weights:
    """One pass over the tree, whatever its depth."""
    elements = list(tree.iter())
    within: dict[Any, bool] = {}
    for element in elements:
        parent = element.getparent()
        within[element] = element.tag == "p" or (parent is not None and within.get(parent, False))
    paragraphs = dict.fromkeys(elements, 0)
    whole = dict.fromkeys(elements, 0)
    for element in reversed(elements):
        own = len((element.text or "").strip()) if isinstance(element.tag, str) else 0
        whole[element] += own
        paragraphs[element] += own if within[element] else 0
        parent = element.getparent()
        if element is not tree and parent is not None:
            tail = len((element.tail or "").strip())
            whole[parent] += whole[element] + tail
            paragraphs[parent] += paragraphs[element] + (tail if within[parent] else 0)
    return Weights(paragraphs, whole)
