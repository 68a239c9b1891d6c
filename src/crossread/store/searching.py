"""Full-text search over what the stories' dossiers hold: reports, quotations and points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import Connection, text

from crossread.values import Dossier

MOST_TEXT = 100_000
"""Characters of a report that are indexed."""


class Entry(Struct, frozen=True, kw_only=True):
    """Something that can be searched for: kind ``report``, ``quotation`` or ``point``, its id in the dossier."""

    kind: str
    finding: str
    text: str


class Hit(Struct, frozen=True, kw_only=True):
    """Something found. ``excerpt`` is a list of stretches of its text, every second one a word that was asked for."""

    story: str
    title: str
    kind: str
    finding: str
    excerpt: list[str]


def entries(dossier: Dossier) -> Iterator[Entry]:
    """What can be searched for in a dossier."""
    for report in dossier.reports:
        body = "\n".join(report.text[p.start : p.end] for p in report.parts if p.kind != "dropped")
        yield Entry(kind="report", finding=report.id, text=body[:MOST_TEXT])
    for q in dossier.quotations:
        yield Entry(kind="quotation", finding=q.id, text=f"{q.speaker.name or ''}: {q.text}")
    statements = {s.id: s.text for s in dossier.statements}
    for point in dossier.points:
        yield Entry(kind="point", finding=point.id, text=statements.get(point.clearest, ""))


def search(c: Connection, words: str, most: int) -> list[Hit]:
    """All that has all the words, each as the beginning of a word, the best first."""
    asked = re.findall(r"\w+", words)
    if not asked:
        return []
    if c.dialect.name == "sqlite":
        # each word in double quotes is a string to FTS5 and never an operator
        rows = c.execute(
            text(
                "SELECT f.story, s.title, f.kind, f.finding, snippet(words, 0, char(2), char(3), '…', 24) AS excerpt "
                "FROM words JOIN found f ON f.rowid = words.rowid JOIN stories s ON s.id = f.story "
                "WHERE words MATCH :asked ORDER BY bm25(words), f.story, f.rowid LIMIT :most"
            ),
            {"asked": " ".join(f'"{w}"*' for w in asked), "most": most},
        )
    else:
        rows = c.execute(
            text(
                "SELECT f.story, s.title, f.kind, f.finding, ts_headline('english', f.text, q.query, "
                "'StartSel=' || chr(2) || ', StopSel=' || chr(3) || ', MaxWords=24, MinWords=8') AS excerpt "
                "FROM found f JOIN stories s ON s.id = f.story, to_tsquery('english', :asked) AS q(query) "
                "WHERE to_tsvector('english', f.text) @@ q.query "
                "ORDER BY ts_rank(to_tsvector('english', f.text), q.query) DESC, f.story, f.rowid LIMIT :most"
            ),
            {"asked": " & ".join(f"{w}:*" for w in asked), "most": most},
        )
    return [
        Hit(
            story=r.story,
            title=r.title,
            kind=r.kind,
            finding=r.finding,
            excerpt=re.split("[\x02\x03]", r.excerpt or ""),
        )
        for r in rows
    ]
