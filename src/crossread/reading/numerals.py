"""Numbers as they are written: digits with separators, words, magnitudes."""

from __future__ import annotations

import re

from text_to_num import text2num

DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?![\d,])|"
    r"\d{1,3},\d{1,2}(?= ?(?:%|per ?cent\b))|\d+(?:\.\d+)?"
)
"""A comma before one or two digits is a decimal one, and only trusted before a per cent."""
_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SIMPLE = "|".join([*_UNITS.split(), *_TENS.split()])
WORDS = (
    rf"(?:(?:{'|'.join(_TENS.split())})[- ](?:{'|'.join(_UNITS.split()[:9])})|{_SIMPLE})"
    rf"(?:[ -]hundred(?: and (?:(?:{'|'.join(_TENS.split())})[- ])?(?:{_SIMPLE}))?)?"
)
"""Numbers in words up to 999; magnitudes above stand behind as with digits."""


def value(written: str) -> float:
    """What a number of DIGITS or WORDS is worth. Raises ValueError for anything else."""
    if re.fullmatch(r"\d{1,3},\d{1,2}", written):
        return float(written.replace(",", "."))  # a decimal comma
    digits = re.sub(r"[,\s]", "", written)
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return float(digits)
    return float(text2num(written.lower().replace("-", " "), "en"))
