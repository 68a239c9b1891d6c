"""What somebody claimed, as schema.org records that a fact-checker can complete to a ClaimReview.

https://schema.org/ClaimReview. A rating and the review are the fact-checker's own, so they are not in the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crossread.values import Dossier, Report
from crossread.views.tables import source_of

CONTEXT = "https://schema.org"


def claims(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """A Claim for each utterance and each side of a conflict that is shown, with where it appeared."""
    reports = {r.id: r for r in dossier.reports}
    found = {x.id: x for some in (dossier.statements, dossier.quotations) for x in some}
    types = {e.id: e.type for e in dossier.entities}

    def claim(id: str, members: tuple[str, ...], author: dict[str, Any] | None) -> dict[str, Any]:
        first, *others = (found[m] for m in members)
        made: dict[str, Any] = {
            "@context": CONTEXT,
            "@type": "Claim",
            "identifier": id,
            "text": first.text,
            "firstAppearance": _article(reports[first.report]),
            "appearance": [_article(reports[x.report]) for x in others],
        }
        return made | ({"author": author} if author else {})

    for u in (u for u in dossier.utterances if u.shown):
        kind = "Person" if types.get(u.speaker.entity or "") == "person" else "Organization"
        yield claim(u.id, u.members, {"@type": kind, "name": u.speaker.name} if u.speaker.name else None)
    for c in dossier.conflicts:
        if c.shown:
            yield from (claim(f"{c.id}-{n}", side.members, None) for n, side in enumerate(c.sides, 1))


def _article(report: Report) -> dict[str, Any]:
    told = {
        "@type": "NewsArticle",
        "url": source_of(report),
        "headline": report.headline,
        "datePublished": report.published,
        "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
    }
    return {k: v for k, v in told.items() if v}
