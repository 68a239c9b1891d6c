"""The invented stories: their gold stands in their reports, and the examples together show every kind of finding."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from crossread import reports, values
from crossread.settings import Settings
from evaluation import corpora, suites

EXAMPLES = corpora.stories(corpora.EXAMPLES)
STORIES = [*EXAMPLES, *corpora.stories(corpora.GENRES)]


def gold_of(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "gold.json").read_text("utf-8"))


def extracts(gold: dict[str, Any]) -> list[tuple[str, str]]:
    """All (report, text) of a gold."""
    found = [(q["report"], q["text"]) for q in gold["quotations"]]
    holders = [*gold["points"], *gold["timeline"], *(s for c in gold["conflicts"] for s in c["sides"])]
    found += [(m["report"], m["text"]) for holder in holders for m in holder["members"]]
    for key, report in gold["reports"].items():
        found += [(key, t) for t in [*report["drop"], *report["repeat"], *filter(None, [report["headline"]])]]
    return found


def stands_in(extract: str, text: str) -> bool:
    return re.search(r"\s+".join(map(re.escape, extract.split())), text) is not None


@pytest.mark.parametrize("folder", STORIES, ids=lambda p: p.name)
def test_every_extract_stands_in_its_report(folder: Path) -> None:
    gold = gold_of(folder)
    texts = {key: reports.load(str(folder / r["file"]), Settings()).text for key, r in gold["reports"].items()}
    assert [(key, text) for key, text in extracts(gold) if not stands_in(text, texts[key])] == []


@pytest.mark.parametrize("folder", STORIES, ids=lambda p: p.name)
def test_ids_and_reports_exist(folder: Path) -> None:
    gold = gold_of(folder)
    for part in ("quotations", "utterances", "points", "conflicts"):
        ids = [x["id"] for x in gold[part]]
        assert len(ids) == len(set(ids)), part
    quotations = {q["id"]: q for q in gold["quotations"]}
    assert {q["speaker"] for q in gold["quotations"]} <= set(gold["speakers"])
    for utterance in gold["utterances"]:
        assert len(utterance["members"]) >= 2, utterance["gist"]
        assert set(utterance["members"]) <= set(quotations), utterance["gist"]
    for point in gold["points"]:
        assert len({m["report"] for m in point["members"]}) >= 2, point["gist"]
    assert all(len(c["sides"]) >= 2 and all(s["members"] for s in c["sides"]) for c in gold["conflicts"])
    assert {r for pair in gold["lineage"] for r in pair["reports"]} <= set(gold["reports"])


def test_the_examples_show_every_kind_of_finding() -> None:
    golds = [gold_of(folder) for folder in EXAMPLES]
    firm = [c for g in golds for c in g["conflicts"] if not c["optional"]]
    assert {c["kind"] for c in firm} == set(get_args(values.ConflictKind))
    assert {c["nature"] for c in firm} == set(get_args(values.Nature))
    assert {x["relation"] for g in golds for x in g["lineage"] if not x["optional"]} == set(get_args(values.Relation))
    speech = set(get_args(values.QuotationKind)) - {"attitude"}  # the gold knows reported speech alone
    assert {q["kind"] for g in golds for q in g["quotations"]} == speech
    assert any(r["repeat"] for g in golds for r in g["reports"].values())
    assert {Path(r["file"]).suffix for g in golds for r in g["reports"].values()} == {".txt", ".html"}


def test_the_stories_for_measuring_are_a_suite() -> None:
    assert corpora.stories(corpora.GENRES)
    assert dict(suites.found())["genres"] is not None
