"""Records, annotations and claims: exact extracts, ids that join, what other programs take."""

from __future__ import annotations

import csv
import io
import json

from crossread.views import annotations, claims
from crossread.views.tables import TABLES, tables
from tests import made


def test_every_table_is_flat_and_its_extracts_are_exact() -> None:
    dossier = made.dossier()
    texts = {r.id: r.text for r in dossier.reports}
    found = tables(dossier)
    assert list(found) == list(TABLES)
    for name, rows in found.items():
        assert len({tuple(row) for row in rows}) <= 1, name
        for row in rows:
            assert all(v is None or isinstance(v, str | int | float | bool) for v in row.values())
            if "start" in row:
                assert row["text"] == texts[str(row["report"])][int(str(row["start"])) : int(str(row["end"]))]
    assert [r["origin"] for r in found["reports"]] == ["f1", "f1", "r3"]
    assert {r["conflict"] for r in found["conflicts"]} == {c.id for c in dossier.conflicts}


def test_a_table_goes_through_csv_and_back() -> None:
    rows = tables(made.dossier())["points"]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    back = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [r["text"] for r in back] == [r["text"] for r in rows]


def test_an_annotation_finds_its_words_again() -> None:
    dossier = made.dossier()
    texts = {r.source: r.text for r in dossier.reports}
    found = annotations.collection(dossier)
    assert found["total"] == len(found["first"]["items"]) > 3
    for item in found["first"]["items"]:
        for target in item["target"]:
            quote, place = target["selector"]
            text = texts[target["source"]]
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    json.dumps(found)


def test_a_claim_says_who_and_where_first_and_judges_nothing() -> None:
    found = list(claims.claims(made.dossier()))
    said = next(c for c in found if c.get("author"))
    assert said["author"] == {"@type": "Person", "name": "Ilse Noor"}
    assert said["firstAppearance"]["@type"] == "NewsArticle"
    assert not any("reviewRating" in c for c in found)
