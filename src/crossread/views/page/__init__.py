"""The dossier as one offline page: findings beside the reports they are extracts of, every line leads to its place."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from crossread.values import Dossier
from crossread.views import dates
from crossread.views.labels import label, labels, voucher
from crossread.views.outline import Outline, Place
from crossread.views.page import inline
from crossread.views.page.arcs import drawing
from crossread.views.page.collation import runs
from crossread.views.page.coverage import alone, matrix
from crossread.views.page.facets import Facets
from crossread.views.page.findings import Findings
from crossread.views.page.places import Places
from crossread.views.page.plot import plot
from crossread.views.page.texts import blocks
from crossread.views.passages import Passages
from crossread.views.safe import escaped, shown
from crossread.views.sections import Sections

FIRST = 10
"""Entries of a list that stand open; the rest is folded away."""


@dataclass(frozen=True)
class Frame:
    """What the app puts around the page to make it one that can be edited; what it links to is served beside it."""

    head: Markup
    before: Markup
    after: Markup


def render(dossier: Dossier, frame: Frame | None = None) -> str:
    """The page: HTML with its style and script inside and, unless the app frames it, nothing to fetch."""
    outline = Outline(dossier)
    sections = Sections(outline)
    places = Places(outline.reports)
    facets = Facets(outline)

    def link(place: Place) -> Markup:
        return Markup('href="#{}"').format(places.link(place))

    shared: dict[str, Any] = {
        "o": outline,
        "s": sections,
        "f": Findings(outline, places, facets, sections),
        "facets": facets,
        "link": link,
        "FIRST": FIRST,
        "frame": frame,
        "passages": Passages(outline),
        "copies": sections.copies(),
    }
    # Findings first: they tell where the reports' texts have to be cut, and what can be filtered by.
    head, findings = (
        Markup(_environment().get_template(f"{name}.html").render(**shared)) for name in ("head", "findings")
    )
    return (
        _environment()
        .get_template("page.html")
        .render(
            **shared,
            head=head,
            findings=findings,
            texts=[(r, blocks(r, places.anchors[r.id], places.leading(r.id))) for r in dossier.reports],
            style=Markup(inline.style()),
            script=Markup(inline.script()),
            policy=inline.policy(framed=frame is not None),
            data=Markup(_data(outline)),
        )
    )


def _data(outline: Outline) -> str:
    """What a citation needs, as JSON: each report's text, in which offsets count, and what it is."""
    told = {
        r.id: {
            "text": r.text,
            "name": r.outlet or r.agency,
            "headline": r.headline,
            "published": r.published,
            "source": r.source,
            "url": r.url,
        }
        for r in outline.dossier.reports
    }
    return escaped(json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def _clean(text: str) -> str:
    """Line ends kept, what could steer a reader's eye shown."""
    return "".join(c if c in "\n\t" else shown(c) for c in text)


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(inline.ASSETS / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = _clean
    environment.globals.update(
        label=label,
        labels=labels,
        voucher=voucher,
        count=_count,
        plain=dates.plain,
        span=dates.span,
        plot=plot,
        runs=runs,
        drawing=drawing,
        matrix=matrix,
        alone=alone,
    )
    return environment


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
