"""One report read alone: a line of JSON, or its account in the terminal."""

from __future__ import annotations

import msgspec

from crossread.values import Reading


def line(reading: Reading) -> bytes:
    """One line of JSON."""
    report = reading.report
    return msgspec.json.encode(
        {
            "source": report.source,
            "text": report.text,
            "headline": report.headline,
            "standfirst": report.standfirst,
            "outlet": report.outlet,
            "agency": report.agency,
            "byline": report.byline,
            "published": report.published,
            "dateline": report.dateline,
            "language": report.language,
            "url": report.url,
            "notes": report.notes,
            "parts": report.parts,
            "quotations": reading.quotations,
            "statements": reading.statements,
            "entities": reading.entities,
            "times": reading.times,
            "quantities": reading.quantities,
        }
    )


def show(reading: Reading, whole: bool = False, width: int | None = None) -> None:
    """Print it."""
    print(line(reading).decode())
