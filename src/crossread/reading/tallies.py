"""Tallies of votes: "passed 72-45", "by 72 votes to 45", "72 in favour and 45 against" as two counts."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from crossread.reading import numerals
from crossread.reading.blocks import Block
from crossread.values import Quantity, Stretch

FOR, AGAINST = "vote for", "vote against"
NEAR = 60
"""Characters before a bare tally in which a word of voting must stand, in the same sentence."""


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, re.Pattern[str]]]:
    words = tomllib.loads((Path(__file__).parent / "quantities.toml").read_text("utf-8"))["votes"]
    number = rf"(?:{numerals.DIGITS}|{numerals.WORDS})"
    tally = re.compile(
        rf"(?<![\w.,:/$€£-])(?P<first>{number})(?P<votes> votes)?(?:[-–—]| to )(?P<second>{number})(?![\w%:/]|[.,-]\d)",
        re.IGNORECASE,
    )
    voting = re.compile(rf"\b(?:{'|'.join(words['voting'])})\b", re.IGNORECASE)
    sides = {
        side: re.compile(
            rf"(?<![\w.,:/$€£-])(?P<n>{number}) (?:\w+ ){{0,2}}?(?:{'|'.join(words[key])})\b", re.IGNORECASE
        )
        for side, key in ((FOR, "in_favour"), (AGAINST, "against"))
    }
    return tally, voting, sides


def find(block: Block) -> Iterator[tuple[Quantity, Stretch]]:
    """Counts of votes with the stretch of the paragraph that each is read from, so that nothing else is read there."""
    tally, voting, sides = _patterns()
    text = block.doc.text
    if not voting.search(text):
        return
    for m in tally.finditer(text):
        before = text[max(0, m.start() - NEAR) : m.start()]
        if m["votes"] or voting.search(re.split(r"[.!?]\s", before)[-1]):
            yield _count(block, m.span("first"), FOR), m.span()
            yield _count(block, m.span("second"), AGAINST), m.span()
    for side, pattern in sides.items():
        for m in pattern.finditer(text):
            yield _count(block, m.span("n"), side), m.span("n")


def _count(block: Block, at: Stretch, what: str) -> Quantity:
    written = block.doc.text[slice(*at)]
    worth = numerals.value(written)
    return Quantity(
        start=block.offset + at[0],
        end=block.offset + at[1],
        text=written,
        low=worth,
        high=worth,
        what=what,
        kind="count",
    )
