"""Reported speech as it is found in one report: stretches only, before anyone is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from crossread.values import QuotationKind, Stretch

THAT = re.compile(r"that\s+", re.I)


@dataclass(frozen=True)
class Attribution:
    """Reported speech as found in a report: stretches only.

    ``source`` is as written ("she", "the minister", "who" with what it stands for as ``antecedent``), None if the
    paragraph does not tell; ``follows`` is the index (in the list returned) of the attribution it continues: the next
    piece of an interrupted quotation, or a quotation that stands alone behind it. In one paragraph a follower has the
    source and the cue of what it follows. ``how`` names the construction that gave it, "" for marks alone.
    """

    start: int
    end: int
    kind: QuotationKind
    source: Stretch | None
    cue: Stretch | None
    fragments: tuple[Stretch, ...] = ()
    follows: int | None = None
    antecedent: Stretch | None = None
    how: str = ""


class Teller(NamedTuple):
    """Who is said to say a piece of direct speech: source, cue, and what a relative pronoun stands for."""

    source: Stretch | None = None
    cue: Stretch | None = None
    antecedent: Stretch | None = None


@dataclass(frozen=True)
class Found:
    """An attribution with its paragraph, and for a direct one its place among the quoted stretches."""

    what: Attribution
    paragraph: int
    quoted: int | None = None


def sound(found: Found, text: str) -> Found | None:
    """An attribution if its content has words; its source and its cue only if they have."""
    what = found.what
    if what.kind != "direct":
        lead = THAT.match(text, what.start, what.end)
        what = replace(what, start=lead.end() if lead else what.start)
    if not _worded(text, (what.start, what.end)):
        return None
    source = what.source if what.source and _worded(text, what.source) else None
    cue = what.cue if what.cue and what.cue[0] < what.cue[1] else None
    fragments = tuple(stripped(text, *f) for f in what.fragments if _worded(text, f))
    start, end = stripped(text, what.start, what.end)
    start, end = _balanced(text, (start, end)) if what.kind != "direct" else (start, end)
    source = _balanced(text, source) if source else None
    what = replace(what, start=start, end=end)
    return replace(found, what=replace(what, source=source, cue=cue, fragments=fragments))


def _balanced(text: str, stretch: Stretch) -> Stretch:
    """A stretch with the bracket that closes behind it."""
    inner = text[slice(*stretch)]
    if inner.count("(") > inner.count(")") and text[stretch[1] : stretch[1] + 1] == ")":
        return stretch[0], stretch[1] + 1
    return stretch


def _worded(text: str, stretch: Stretch) -> bool:
    return any(c.isalnum() for c in text[slice(*stretch)])


def stripped(text: str, start: int, end: int) -> Stretch:
    """A stretch without outer white space."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def linked(found: Sequence[Found]) -> list[Attribution]:
    """The attributions in order; direct speech without source follows what is before it, a paragraph back at most."""
    ordered = sorted(found, key=lambda f: (f.what.start, -f.what.end))
    result: list[Attribution] = []
    for index, item in enumerate(ordered):
        what = item.what
        if what.kind == "direct":
            before = next((n for n in range(index - 1, -1, -1) if ordered[n].what.kind != "attitude"), None)
            earlier = ordered[before] if before is not None else None
            if (
                earlier is not None
                and earlier.what.kind == "direct"
                and what.source is not None
                and earlier.what.source == what.source
                and earlier.what.cue == what.cue
            ):
                what = replace(what, follows=before)
            elif what.source is None:
                last = next(
                    (
                        n
                        for n in range(index - 1, -1, -1)
                        if ordered[n].paragraph >= item.paragraph - 1 and _has(result, n)
                    ),
                    None,
                )
                what = replace(what, follows=last)
                if last is not None and ordered[last].paragraph == item.paragraph:
                    teller = result[last]
                    what = replace(what, source=teller.source, cue=teller.cue, antecedent=teller.antecedent)
        result.append(what)
    return result


def _has(result: Sequence[Attribution], index: int) -> bool:
    what = result[index]
    return what.kind != "attitude" and (what.source is not None or what.follows is not None)
