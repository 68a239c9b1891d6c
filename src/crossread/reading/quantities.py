"""Quantities bound to what they count: bounds, ranges, money with its conversion, shares, measures, ages.

A pattern finds the figure with its bound, currency, magnitude and unit; the tree says what it counts. What words there
are stands in quantities.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from crossread.reading import counted, numerals, tallies
from crossread.reading.blocks import Block
from crossread.reading.quantitywords import lexicon
from crossread.values import Bound, Quantity, QuantityKind, Time

ROUGHLY = re.compile(r"(?:[- ]odd| or so|[- ]plus)$", re.IGNORECASE)
NO_SHARE = re.compile(r"(?:\b(?:first|second|last|latter|other|next|final|and a) |[\w]-)$", re.IGNORECASE)
PART_OF = re.compile(r",?\s+(?:of|the|its|their|his|her|our|all|that|those|these|as)\b|[.;]|$", re.IGNORECASE)
"""Before and behind a fraction in words: "the second half" is none, "half of the fleet" is one."""


def find(blocks: Sequence[Block], times: Sequence[Time]) -> tuple[Quantity, ...]:
    """The quantities of a report in the order of the text; what dates something is none."""
    found: list[Quantity] = []
    for block in blocks:
        text = block.doc.text
        votes = list(tallies.find(block))
        here = [vote for vote, _ in votes]
        for match in lexicon().pattern.finditer(text):
            if any(a < match.end() and match.start() < b for _, (a, b) in votes):
                continue
            here += _changed(block, match) or filter(None, [_quantity(block, match)])
        found += sorted(
            (q for q in here if not any(t.start < q.end and q.start < t.end for t in times)), key=lambda q: q.start
        )
    return tuple(_converted(found, blocks))


def _changed(block: Block, m: re.Match[str]) -> list[Quantity]:
    """The old and the new value of "rose from 9 to 14"; none where it is a range."""
    if not m["high"] or not re.match(r"\s*from\b", m["between"] or "", re.IGNORECASE):
        return []
    at = next((t for t in block.doc if t.idx >= m.start("between") and t.lower_ == "from"), None)
    if at is None or not {at.head.lemma_.lower(), at.head.head.lemma_.lower()} & lexicon().changes:
        return []
    unit, kind = _unit(m)
    what = None if kind in ("money", "age", "measure", "duration") else _counted(block, m)
    low, high, _ = _ends(m)
    return [
        Quantity(
            start=block.offset + start,
            end=block.offset + end,
            text=block.doc.text[start:end],
            low=worth,
            high=worth,
            unit=unit,
            what=what,
            kind=kind,
        )
        for worth, start, end in (
            (low, m.start("low"), m.end("low_magnitude") if m["low_magnitude"] else m.end("low")),
            (high, m.start("high"), m.end()),
        )
    ]


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
    if m["minus"]:
        low, high = -low if low is not None else None, None
    if m["vague"]:
        bound, high = "vague", None
    elif m["couple"] and "several" in m["couple"].lower():
        bound = "vague"
    elif m["couple"] and m["couple"].lower().endswith("plus"):
        bound = "at-least"
    elif m["couple"] and re.match(r"a (?:couple|few)|.*\b(?:odd|or so)$", m["couple"], re.IGNORECASE):
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
    if m["minus"] and not (m["unit"] or "").lower().startswith(("degree", "°")):
        return True
    if figure and re.match(r"(?:st|nd|rd|th)\b|-?fold\b|[A-Za-z]|[:/]\d|[.,]\d|'?s\b|-[A-Za-z]*\d", after):
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
            and not (m["between"] and m["high"])
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
        amount = times * next(worth for word, worth in words.magnitudes.items() if re.search(rf"\b{word}\b", written))
        return amount, None if "several" in written else amount, False
    if m["none"]:
        return 0.0, 0.0, False
    if m["ratio"]:
        share = 100 * numerals.value(m["some"]) / numerals.value(m["every"])
        return share, share, False
    if not m["high"]:
        code = (m["code"] or "").strip().upper()
        low = numerals.value(m["low"]) + (0.5 if m["and_half"] else 0)
        return low * _magnitude(m["low_magnitude"]) * (1e6 if code.startswith("M") else 1), None, False
    return _ends(m)


def _ends(m: re.Match[str]) -> tuple[float, float, bool]:
    """Both figures of two; the first takes its magnitude from the second where it has none and would be larger else."""
    low, high = numerals.value(m["low"]), numerals.value(m["high"])
    magnitude, top = _magnitude(m["low_magnitude"]), _magnitude(m["high_magnitude"])
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
    if m["vague_name"]:
        return words.currency_names[m["vague_name"].lower()], "money"
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
    if group == "couple" and not lexicon().magnitudes.get(m["couple"].split()[-1].lower()):
        at = (
            m.start("couple")
            + re.sub(r"(?:[- ]odd| or so|[- ]plus)$", "", m["couple"], flags=re.IGNORECASE).__len__()
            - 1
        )
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
