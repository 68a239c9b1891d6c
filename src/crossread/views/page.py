"""The dossier as one offline page: findings beside the reports they are extracts of, every line leads to its place."""

from __future__ import annotations

import base64
import functools
import hashlib
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from crossread.values import Dossier, Report
from crossread.views.labels import label, voucher
from crossread.views.outline import Outline, Place
from crossread.views.safe import shown

ASSETS = Path(__file__).with_name("assets")
FIRST = 10
"""Entries of a list that stand open; the rest is folded away."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a report's text that no extract begins or ends inside of, so that any extract is a run of pieces."""

    start: int
    text: str
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A part of a report, in pieces."""

    kind: str
    note: str
    pieces: tuple[Piece, ...]


def render(dossier: Dossier) -> str:
    """The page: HTML with its style and script inside and nothing to fetch."""
    outline = Outline(dossier)
    places: dict[str, set[tuple[int, int]]] = {r.id: set() for r in dossier.reports}

    def link(place: Place) -> Markup:
        places[place.report].add((place.start, place.end))
        return Markup('href="#{}"').format(anchor(place))

    style, script = _asset("page.css"), _asset("page.js")
    template = _environment().get_template("page.html")
    # Links first: they tell where the reports' texts have to be cut.
    if outline.headline:
        link(outline.headline.places[0])
    shared: dict[str, Any] = {"o": outline, "link": link, "FIRST": FIRST}
    findings = Markup(_environment().get_template("findings.html").render(**shared))
    return template.render(
        **shared,
        findings=findings,
        texts=[(r, blocks(r, places[r.id])) for r in dossier.reports],
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
    )


def anchor(place: Place) -> str:
    """The name of a place in the page."""
    return f"{place.report}-{place.start}-{place.end}"


def blocks(report: Report, places: Iterable[tuple[int, int]]) -> list[Block]:
    """A report's whole text, part by part; what lies between parts and is not blank is a block too."""
    places = sorted(places)
    cuts = sorted({c for p in places for c in p})
    found: list[Block] = []
    waiting = list(places)

    def add(kind: str, note: str, start: int, end: int) -> None:
        if not report.text[start:end].strip():
            return
        bounds = [start, *(c for c in cuts if start < c < end), end]
        pieces = []
        for a, b in itertools.pairwise(bounds):
            names = []
            while waiting and waiting[0][0] <= a:
                names.append(anchor(Place(report.id, *waiting.pop(0))))
            pieces.append(Piece(a, report.text[a:b], tuple(names)))
        found.append(Block(kind, note, tuple(pieces)))

    at = 0
    for part in report.parts:
        add("body", "", at, part.start)
        note = label("part", part.kind) if part.kind in ("dropped", "repeat") else ""
        if part.why:
            note += f": {label('dropped', part.why)}"
        add(part.kind, note, part.start, part.end)
        at = part.end
    add("body", "", at, len(report.text))
    return found


def _clean(text: str) -> str:
    """Line ends kept, what could steer a reader's eye shown."""
    return "".join(c if c in "\n\t" else shown(c) for c in text)


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = _clean
    environment.globals.update(label=label, voucher=voucher, count=_count)
    return environment


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


@functools.cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
