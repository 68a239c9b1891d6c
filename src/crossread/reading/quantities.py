"""Quantities bound to what they count: bounds, ranges, money with its conversion, shares, measures, ages.

A pattern finds the figure with its bound, currency, magnitude and unit; the tree says what it counts. What words there
are stands in quantities.toml.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from crossread.reading import counted, numerals
from crossread.reading.blocks import Block
from crossread.values import Bound, Quantity, QuantityKind, Time

NO_SHARE = re.compile(r"(?:\b(?:first|second|last|latter|other|next|final|and a) |[\w]-)$", re.IGNORECASE)
PART_OF = re.compile(r",?\s+(?:of|the|its|their|his|her|our|all|that|those|these|as)\b|[.;]|$", re.IGNORECASE)
"""Before and behind a fraction in words: "the second half" is none, "half of the fleet" is one."""


@dataclass(frozen=True)
class Lexicon:
    """The words of quantities.toml and the pattern made of them."""

    bounds: Mapping[str, Bound]
    magnitudes: Mapping[str, float]
    vague: Mapping[str, float]
    shares: Mapping[str, float]
    currencies: Mapping[str, str]
    currency_names: Mapping[str, str]
    units: Mapping[str, str]
    durations: Mapping[str, str]
    names_before: frozenset[str]
    pattern: re.Pattern[str]


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    raw: dict[str, Any] = tomllib.loads((Path(__file__).parent / "quantities.toml").read_text("utf-8"))
    bounds: dict[str, Bound] = {word: name for name, words in raw["bounds"].items() for word in words}
    number = rf"(?:{numerals.DIGITS}|{numerals.WORDS})"
    magnitude = rf"(?:[ -]?(?:{_any(list(raw['magnitudes']))})\b)"
    currency = rf"(?:{_any(list(raw['currencies']))})"
    pattern = re.compile(
        rf"(?P<bound>\b(?:{_any(list(bounds))}) )?(?P<aged>\baged )?(?P<between>\b(?:between|from) )?"
        rf"(?:(?P<vague>\b(?:{_any(list(raw['vague']))})\b)|"
        r"(?P<couple>\b(?:(?:a (?:couple|few)|several) (?:of )?|half an? |an? )"
        r"(?:hundred|dozen|thousand|million|billion)\b)|"
        rf"(?P<share>\b(?:{_any(list(raw['shares']))})\b)|"
        rf"\bno (?P<none>{_any(raw['none']['nouns'])})\b|"
        rf"(?P<ratio>\b(?P<some>{number}) (?:in|out of) (?:every )?(?P<every>{number})\b"
        r"(?! (?:million|thousand|billion)))|"
        rf"(?:(?P<currency>(?<![A-Za-z]){currency})[ \u00a0]?|(?<![\w.,:/]))(?P<low>{number})"
        r"(?P<and_half> and a half\b)?"
        rf"(?P<low_magnitude>{magnitude})?(?:(?: ?[-–—] ?|(?(between)(?: and | to )| to ))"
        rf"(?(currency)(?:{currency}[ \u00a0]?)?)(?P<high>{number})(?P<high_magnitude>{magnitude})?)?"
        rf"(?P<code> ?(?:USD|EUR|GBP|SGD|CHF|MUSD|MEUR)\b)?"
        rf"(?P<old>[- ]years?[- ]olds?\b)?(?P<percent> ?(?:%|percentage points?|per ?cent\b))?"
        rf"(?:[ \u00a0-]?(?P<name>(?:{_any(list(raw['currency_names']))})\b))?"
        rf"(?:[ \u00a0-]?(?P<unit>(?:{_any([*raw['units'], *raw['durations']])})\b))?)",
        re.IGNORECASE,
    )
    return Lexicon(
        bounds,
        raw["magnitudes"],
        raw["vague"],
        raw["shares"],
        {k.upper(): v for k, v in raw["currencies"].items()},
        raw["currency_names"],
        raw["units"],
        raw["durations"],
        frozenset(raw["exclude"]["before"]),
        pattern,
    )


def find(blocks: Sequence[Block], times: Sequence[Time]) -> tuple[Quantity, ...]:
    """The quantities of a report in the order of the text; what dates something is none."""
    found: list[Quantity] = []
    for block in blocks:
        text = block.doc.text
        for match in lexicon().pattern.finditer(text):
            quantity = _quantity(block, match)
            if quantity is None or any(t.start < quantity.end and quantity.start < t.end for t in times):
                continue
            found.append(quantity)
    return tuple(_converted(found, blocks))


def _quantity(block: Block, m: re.Match[str]) -> Quantity | None:
    words, text = lexicon(), block.doc.text
    start, end = m.span()
    start += len(m.group()) - len(m.group().lstrip())
    if m["between"] and not m["high"] and not m["bound"] and not m["aged"]:
        start = m.end("between")
    if _part_of_name(block, m):
        return None
    if _metres(m, text):
        return Quantity(
            start=block.offset + m.start("low"),
            end=block.offset + end,
            text=text[m.start("low") : end],
            low=numerals.value(m["low"]),
            high=numerals.value(m["low"]),
            unit="metre",
            kind="measure",
        )
    low, high, inferred = _worth(m)
    if low is not None and high is not None and low > high:
        return None  # a score or a code, no range
    unit, kind = ("year", "age") if _age_after_name(block, m) else _unit(m)
    bound: Bound = words.bounds.get((m["bound"] or "").strip().lower(), "exact")
    if m["vague"]:
        bound, high = "vague", None
    elif m["couple"] and "several" in m["couple"].lower():
        bound = "vague"
    elif m["couple"] and re.match(r"a (?:couple|few)", m["couple"], re.IGNORECASE):
        bound = "about"
    elif high is not None and high != low:
        bound = "range"
    elif high is None:
        high = low
    if bound in ("at-least", "more-than"):
        high = None
    final: tuple[float | None, float | None] = (None, high) if bound in ("at-most", "less-than") else (low, high)
    what = None if kind in ("money", "age", "measure", "duration") else _counted(block, m)
    if kind == "count" and what is None and not (m["bound"] or m["vague"] or m["low_magnitude"]):
        if (m["low"] or "").isalpha() and not text[end:].startswith(" of "):
            return None
        if _year(m):
            return None
    if kind == "count" and what is not None and _year(m) and what in ("election", "season", "edition"):
        return None
    if m["low"] and m["low"].lower() == "one" and kind == "count" and (what is None or text[end:].startswith(" of ")):
        return None
    return Quantity(
        start=block.offset + start,
        end=block.offset + end,
        text=text[start:end],
        low=final[0],
        high=final[1],
        unit=unit,
        what=what,
        bound=bound,
        kind=kind,
        inferred=inferred,
    )


def _metres(m: re.Match[str], text: str) -> bool:
    """Whether an "m" behind a figure is metres and no millions: "16.9m long"."""
    glued = (m["low_magnitude"] or "").lower() == "m" and not (m["currency"] or m["name"] or m["code"] or m["high"])
    return (
        glued and re.match(r"[ -](?:long|high|wide|tall|deep|away|above|below|from|off)\b", text[m.end() :]) is not None
    )


def _part_of_name(block: Block, m: re.Match[str]) -> bool:
    """Whether the figure is part of a name, a rank, a date or a code."""
    text = block.doc.text
    before, after = text[: m.start()], text[m.end() :]
    figure = m["low"] or ""
    if m["ratio"]:
        return not numerals.value(m["some"]) < numerals.value(m["every"]) <= 100
    if m["share"]:
        return bool(NO_SHARE.search(before)) or not (m["bound"] or PART_OF.match(after))
    if figure and re.match(r"(?:st|nd|rd|th)\b|[A-Za-z]|[:/]\d|[.,]\d|'?s\b|-[A-Za-z]*\d", after):
        return True
    word = re.search(r"([A-Za-z.]+)[-\s]*$", before)
    if word and not m["bound"] and not m["currency"] and word[1].lower() in lexicon().names_before:
        return True
    if re.search(r"[A-Za-z]-$|[#$€£]$|\d[-–/:.,]$", before):
        return True
    if figure and not m["currency"] and not m["unit"] and not m["percent"]:
        at = m.start("low")
        token = next((t for t in block.doc if t.idx <= at < t.idx + len(t.text)), None)
        if token is not None and token.head.i == token.i - 1 and token.head.pos_ == "PROPN" and not m["bound"]:
            return True
        if (
            token is not None
            and token.ent_type_ in ("DATE", "TIME")
            and not m["old"]
            and not m["aged"]
            and not _age_after_name(block, m)
        ):
            return True
        if token is not None and token.head.i == token.i - 1 and token.head.pos_ == "PROPN" and not m["bound"]:
            return True
        if (
            token is not None
            and token.ent_type_ in ("LAW", "PRODUCT", "FAC", "EVENT", "WORK_OF_ART")
            and token.dep_ != "nummod"
        ):
            return True
    return False


def _age_after_name(block: Block, m: re.Match[str]) -> bool:
    """Whether a bare figure between commas follows a person's name: "Mara Holt, 24, was"."""
    text = block.doc.text
    if not re.fullmatch(r"\d{1,3}", m.group().strip()) or not re.match(r",|\)|\.$", text[m.end() :]):
        return False
    comma = re.search(r"(?:,| \() ?$", text[: m.start()])
    if comma is None:
        return False
    before = next((t for t in block.doc if t.idx + len(t.text) == comma.start()), None)
    return before is not None and before.pos_ == "PROPN" and before.ent_type_ not in ("GPE", "LOC", "DATE", "FAC")


def _year(m: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", m["low"] or "")) and not m["bound"]


def _worth(m: re.Match[str]) -> tuple[float | None, float | None, bool]:
    """Low, high (None if there is one figure), and whether the low end's magnitude was inferred from the high end's."""
    words = lexicon()
    if m["vague"]:
        return words.vague[m["vague"].lower()], None, False
    if m["share"]:
        return words.shares[m["share"].lower()], None, False
    if m["couple"]:
        written = m["couple"].lower()
        times = next(
            (n for word, n in (("couple", 2), ("few", 3), ("several", 2), ("half", 0.5)) if word in written), 1
        )
        amount = times * words.magnitudes[written.split()[-1]]
        return amount, None if "several" in written else amount, False
    if m["none"]:
        return 0.0, 0.0, False
    if m["ratio"]:
        share = 100 * numerals.value(m["some"]) / numerals.value(m["every"])
        return share, share, False
    low, magnitude = numerals.value(m["low"]) + (0.5 if m["and_half"] else 0), _magnitude(m["low_magnitude"])
    if not m["high"]:
        code = (m["code"] or "").strip().upper()
        return low * magnitude * (1e6 if code.startswith("M") else 1), None, False
    high = numerals.value(m["high"])
    top = _magnitude(m["high_magnitude"])
    inferred = False
    if magnitude == 1 and top != 1 and low < high * top:
        magnitude = top
    elif magnitude == 1 and top == 1 and m["currency"] and low < 100 and high >= 1000 and high % 1000 == 0:
        magnitude, inferred = 1000, True  # "$5-8,000"
    return low * magnitude, high * top, inferred


def _magnitude(written: str | None) -> float:
    return lexicon().magnitudes[written.strip(" -").lower()] if written else 1


def _unit(m: re.Match[str]) -> tuple[str | None, QuantityKind]:
    words = lexicon()
    if m["vague"] or m["couple"] or m["none"]:
        return None, "count"
    if m["share"] or m["ratio"]:
        return "%", "share"
    if m["currency"]:
        return words.currencies[m["currency"].upper()], "money"
    if m["code"]:
        return m["code"].strip().upper().removeprefix("M"), "money"
    if m["name"]:
        return words.currency_names[m["name"].lower()], "money"
    if m["percent"]:
        return "%", "share"
    if m["old"] or m["aged"]:
        return "year", "age"
    if m["unit"]:
        unit = m["unit"].lower()
        return (words.durations[unit], "duration") if unit in words.durations else (words.units[unit], "measure")
    return None, "count"


def _counted(block: Block, m: re.Match[str]) -> str | None:
    """The lemma of the noun that a figure counts."""
    group = next(g for g in ("none", "high", "low", "vague", "share", "couple", "every") if m[g])
    at = m.end(group) - 1
    token = next((t for t in block.doc if t.idx <= at < t.idx + len(t.text)), None)
    if token is None:
        return None
    if m["none"]:
        return counted.lemma(token)
    if m["percent"]:
        after = next((t for t in block.doc if t.idx >= m.end()), None)
        if after is not None and after.pos_ in ("PROPN", "ADJ", "NOUN"):
            return counted.lemma(after)
    return counted.noun(token, m.end())


def _converted(found: Sequence[Quantity], blocks: Sequence[Block]) -> Iterator[Quantity]:
    """Each amount with the conversion in parentheses behind it ("€2 million ($2.6 million)") as one."""
    skip = False
    for n, quantity in enumerate(found):
        if skip:
            skip = False
            continue
        following = found[n + 1] if n + 1 < len(found) else None
        if following is not None and _in_parentheses(quantity, following, blocks):
            skip = True
            yield replace(quantity, converted=following)
        else:
            yield quantity


def _in_parentheses(a: Quantity, b: Quantity, blocks: Sequence[Block]) -> bool:
    if a.kind != b.kind or a.kind not in ("money", "measure") or a.unit == b.unit or b.start - a.end > 12:
        return False
    block = next(x for x in blocks if x.offset <= a.start < x.offset + len(x.doc.text))
    between = block.doc.text[a.end - block.offset : b.start - block.offset]
    return bool(re.fullmatch(r"\s*\((?:about |or |some |around )?", between))
