"""Full-text search over the archive: the same words for both databases, folded here, before either sees them."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Sequence
from itertools import islice

from sqlalchemy import Connection, text

MOST_TEXT = 100_000
"""Characters of a text that are indexed."""
LATEST = 500
"""Of what has the words, so many of the records that were added last are found, whatever an archive's size."""
PREFIX = 3
"""Letters from which a word that is asked for may be the beginning of one."""
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
    words = [(number, folded(title), folded(body[:MOST_TEXT])) for number, title, body in rows]
    if c.dialect.name == "sqlite":
        add = "INSERT INTO record_words (rowid, title, text) VALUES (:record, :title, :text)"
        c.execute(text(add), [{"record": n, "title": " ".join(t), "text": " ".join(b)} for n, t, b in words])
    else:
        vectors = "array_to_tsvector(CAST(:title AS text[])), array_to_tsvector(CAST(:words AS text[]))"
        add = f"INSERT INTO record_words (record, title, words) VALUES (:record, {vectors})"
        c.execute(text(add), [{"record": n, "title": sorted({*t}), "words": sorted({*t, *b})} for n, t, b in words])


def search(c: Connection, words: str) -> dict[int, bool]:
    """The numbers of the records that have all the words, and whether their titles have: the last `LATEST` of both.

    A word of `PREFIX` letters or more is sought as the beginning of a word.
    """
    asked = folded(words)
    if not asked:
        return {}
    if c.dialect.name == "sqlite":
        # each word in double quotes is a string to FTS5 and never an operator
        sought = " ".join(f'"{w}"{"*" * (len(w) >= PREFIX)}' for w in asked)
        query = text("SELECT rowid FROM record_words WHERE record_words MATCH :asked ORDER BY rowid DESC LIMIT :most")
        queries = [(False, query, sought), (True, query, f"title : ({sought})")]
    else:
        matches = "@@ CAST(:asked AS tsquery) ORDER BY record DESC LIMIT :most"
        sought = " & ".join(f"'{w}'{':*' * (len(w) >= PREFIX)}" for w in asked)
        queries = [
            (column == "title", text(f"SELECT record FROM record_words WHERE {column} {matches}"), sought)
            for column in ("words", "title")
        ]
    found: dict[int, bool] = {}
    for in_title, query, sought in queries:
        found.update(dict.fromkeys(c.execute(query, {"asked": sought, "most": LATEST}).scalars(), in_title))
    return found


def excerpt(title: str, body: str, words: str) -> list[str]:
    """Words around the first of those asked for, in the text or else the title; every second stretch was asked for."""
    asked = tuple(folded(words))
    for given in (body[:MOST_TEXT], title):
        found, hits = _around(given, asked)
        if hits:
            break
    else:
        return [" ".join(title.split())]
    behind = given[found[-1].end() :].strip(" .\n")
    out, at = ["…" if given[: found[0].start()].strip() else ""], found[0].start()
    for n in hits:
        out[-1] += given[at : found[n].start()]
        out += [found[n][0], ""]
        at = found[n].end()
    out[-1] += given[at : found[-1].end()] + ("…" if behind else "")
    return [re.sub(r"\s+", " ", part) for part in out]


def _around(given: str, asked: tuple[str, ...]) -> tuple[list[re.Match[str]], list[int]]:
    """The words around the first that begins so, and which of them do."""
    before: deque[re.Match[str]] = deque(maxlen=AROUND + 1)
    words = WORD.finditer(given)
    for word in words:
        before.append(word)
        if _begins(word[0], asked):
            break
    else:
        return [], []
    found = [*before, *islice(words, AROUND)]
    return found, [n for n, word in enumerate(found) if n >= len(before) - 1 and _begins(word[0], asked)]


def _begins(word: str, asked: tuple[str, ...]) -> bool:
    return (word.lower() if word.isascii() else "".join(folded(word))).startswith(asked)
