"""Full-text search over the archive: the same words for both databases, folded here, before either sees them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import Connection, text

MOST_TEXT = 100_000
"""Characters of a text that are indexed."""
LATEST = 2_000
"""Of what has the words, so many of the records that were added last are ranked."""
AROUND = 12
"""Words of an excerpt before and behind the first word that was asked for."""
LONGEST = 60
"""Characters of a word that are indexed."""
WORD = re.compile(r"[^\W_]+")


def folded(given: str) -> list[str]:
    """The words of a text without case and accents."""
    if not given.isascii():
        given = "".join(c for c in unicodedata.normalize("NFKD", given) if not unicodedata.combining(c))
    return [word[:LONGEST] for word in WORD.findall(given.casefold())]


def add(c: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Adds the words of records: number, title, text."""
    words = [
        {"record": number, "title": " ".join(folded(title)), "text": " ".join(folded(body[:MOST_TEXT]))}
        for number, title, body in rows
    ]
    if c.dialect.name == "sqlite":
        c.execute(text("INSERT INTO record_words (rowid, title, text) VALUES (:record, :title, :text)"), words)
    else:
        c.execute(
            text(
                "INSERT INTO record_words (record, words) VALUES "
                "(:record, setweight(to_tsvector('simple', :title), 'A') || to_tsvector('simple', :text))"
            ),
            words,
        )


def search(c: Connection, words: str) -> dict[int, float]:
    """The numbers of the records that have all the words, each as the beginning of a word; the better, the higher."""
    asked = folded(words)
    if not asked:
        return {}
    if c.dialect.name == "sqlite":
        # each word in double quotes is a string to FTS5 and never an operator
        rows = c.execute(
            text(
                "SELECT rowid, -bm25(record_words, 4.0, 1.0) FROM record_words WHERE record_words MATCH :asked "
                "ORDER BY rowid DESC LIMIT :most"
            ),
            {"asked": " ".join(f'"{w}"*' for w in asked), "most": LATEST},
        )
    else:
        rows = c.execute(
            text(
                "SELECT record, ts_rank(words, q.query) FROM record_words, to_tsquery('simple', :asked) AS q(query) "
                "WHERE words @@ q.query ORDER BY record DESC LIMIT :most"
            ),
            {"asked": " & ".join(f"{w}:*" for w in asked), "most": LATEST},
        )
    return {number: float(rank) for number, rank in rows}


def excerpt(title: str, body: str, words: str) -> list[str]:
    """Words around the first of those asked for, in the text or else the title; every second stretch was asked for."""
    asked = tuple(folded(words))
    for given in (body[:MOST_TEXT], title):
        found = list(WORD.finditer(given))
        hits = [n for n, m in enumerate(found) if "".join(folded(m[0])).startswith(asked)]
        if hits:
            break
    else:
        return [" ".join(title.split())]
    first, last = max(0, hits[0] - AROUND), min(len(found) - 1, hits[0] + AROUND)
    out, at = ["…" if first else ""], found[first].start()
    for n in (n for n in hits if n <= last):
        out[-1] += given[at : found[n].start()]
        out += [found[n][0], ""]
        at = found[n].end()
    out[-1] += given[at : found[last].end()] + ("…" if last < len(found) - 1 else "")
    return [re.sub(r"\s+", " ", part) for part in out]
