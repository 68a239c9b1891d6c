"""Stories of any size for measuring cost: reports of an example, their paragraphs in another order, words renamed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

NAMES = ("Aldermoor", "Bexhollow", "Corvane", "Dunmarrow", "Elsgarth", "Farrowick", "Gormley", "Hathersby")
"""Invented; put in place of names, other ones in every report."""
KEPT = 2
"""Of so many names one is left as it is, so that the reports still tell of one event."""
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")


def write(sources: Sequence[Path], count: int, folder: Path) -> list[Path]:
    """So many reports as files of a folder: the sources themselves, then reworded ones; the same bytes each time."""
    made = []
    for n in range(count):
        text = sources[n % len(sources)].read_text("utf-8")
        made.append(folder / f"{n:03d}.txt")
        made[-1].write_text(_reworded(text, n // len(sources)), "utf-8", newline="")
    return made


def _reworded(text: str, turn: int) -> str:
    """A headline and its paragraphs, from another one on and without one of them, with some names exchanged."""
    if not turn:
        return text
    head, *body = text.split("\n\n")
    at = turn % max(1, len(body))
    body = [*body[at + 1 :], *body[:at]]
    known = sorted(set(_NAME.findall(text)))
    new = {name: NAMES[(n + turn) % len(NAMES)] for n, name in enumerate(known) if (n + turn) % KEPT}
    return _NAME.sub(lambda hit: new.get(hit.group(), hit.group()), "\n\n".join([head, *body]))
