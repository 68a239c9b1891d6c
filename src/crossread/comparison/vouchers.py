"""Who vouches for a point, by names that can be printed: no pronoun, no bare word for a thing."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from crossread.comparison.story import Story
from crossread.values import Statement, Voucher

REPORTER = "reporter"
"""Stands for a report on its own account."""
UNNAMED = "unnamed"
"""Stands for a voucher whom no report names."""


def named(story: Story, members: Sequence[Statement]) -> tuple[str, ...]:
    """All who vouch for these statements, each once by the fullest name: the names sorted, the nameless last."""
    fullest: dict[str, str] = {}
    for statement in members:
        voucher = statement.vouched_by[0] if statement.vouched_by else None
        name = _name(voucher, _source(story, statement)) if voucher else REPORTER
        key = (voucher.entity if voucher and name != UNNAMED else None) or _plain(name)
        fullest[key] = max(fullest.get(key, ""), name, key=lambda n: (len(n), n))
    last = (REPORTER, UNNAMED)
    found = sorted({_plain(n).removesuffix("s"): n for n in sorted(fullest.values())}.values())
    own = [n for n in found if n not in last]
    return (*(n for n in own if not _told_by_another(n, own)), *(n for n in last if n in found))


def _told_by_another(name: str, names: Sequence[str]) -> bool:
    """Whether a bare word ("office", "company") is most likely one of the others, named in full."""
    others = [n for n in names if n != name]
    if name.lower() in _words("bare"):
        return any(n != n.lower() for n in others)
    return name.islower() and any(name in _plain(n).split() for n in others)


def _name(voucher: Voucher, source: str) -> str:
    """A voucher's name; a single word that a report's "she" led to may be a ship's or a town's and is none."""
    name = re.split(r", (?=[a-z])", voucher.name)[0]  # "Orvalla Line, the company behind the route"
    name = re.sub(r" (?:today|yesterday)$", "", name)
    words = _plain(name).split()
    from_source = _plain(source).split()
    if not words or words[0] in _words("pronouns") or words[-1] in _words("things"):
        return UNNAMED
    if words[0] in _words("things") and name[1:].islower():
        return UNNAMED
    if len(words) == 1 and from_source and from_source[0] in _words("pronouns"):
        bare = name[:1].islower() and from_source[0] in _words("possessives")
        place = len(from_source) == 1 and voucher.kind in ("person", "government")
        return UNNAMED if bare or place else name
    return name


def _source(story: Story, statement: Statement) -> str:
    quotation = story.quotations.get(statement.quotation or "")
    if quotation is None or quotation.named is None:
        return ""
    return story.reports[quotation.report].text[slice(*quotation.named)]


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", name.replace("’", "'").lower())


@functools.cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@functools.cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_table()[kind])
