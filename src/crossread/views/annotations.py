"""A dossier's findings as W3C Web Annotations: each extract by its words, what stands around them, and its position.

https://www.w3.org/TR/annotation-model/ (TextQuoteSelector, TextPositionSelector). Ends are exclusive, offsets count
code points of the report's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crossread.judgements.anchors import AROUND
from crossread.values import Dossier, Quotation, Report, Statement
from crossread.views.labels import label
from crossread.views.tables import source_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def collection(dossier: Dossier) -> dict[str, Any]:
    """All findings as one AnnotationCollection with its only page."""
    items = list(records(dossier))
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    return {"@context": CONTEXT, "type": "AnnotationCollection", "total": len(items), "first": page}


def records(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """An annotation a point, utterance, conflict and dated event, with all its extracts as targets.

    What an analyst dismissed is none.
    """
    found = {x.id: x for some in (dossier.statements, dossier.quotations) for x in some}
    reports = {r.id: r for r in dossier.reports}

    def one(id: str, members: Iterable[str], words: str, motivation: str = "describing") -> dict[str, Any]:
        return {
            "@context": CONTEXT,
            "id": f"urn:crossread:{id}",
            "type": "Annotation",
            "motivation": motivation,
            "body": {"type": "TextualBody", "value": words, "format": "text/plain", "language": "en"},
            "target": [target(reports[found[m].report], found[m]) for m in members],
        }

    for p in (p for p in dossier.points if p.shown):
        yield one(p.id, p.members, f"{label('standing', p.standing)}; origins: {p.origins}")
    for u in (u for u in dossier.utterances if u.shown):
        yield one(u.id, u.members, f"said by {u.speaker.name}" if u.speaker.name else "said by someone not named")
    for c in (c for c in dossier.conflicts if c.shown or not c.judged):
        members = [m for side in c.sides for m in side.members]
        words = (
            f"{label('conflict', c.kind)}: {' / '.join(side.value for side in c.sides)} ({label('nature', c.nature)})"
        )
        yield one(c.id, members, words, "questioning")
    for e in dossier.timeline:
        yield one(e.id, e.members, e.date, "classifying")


def target(report: Report, extract: Statement | Quotation) -> dict[str, Any]:
    """An extract as a SpecificResource."""
    start, end, text = extract.start, extract.end, report.text
    return {
        "type": "SpecificResource",
        "source": source_of(report),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }
