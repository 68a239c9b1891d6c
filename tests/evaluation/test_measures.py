"""The measures against the reference scorer, where it is there, and what they must say of the plainest dossiers."""

from __future__ import annotations

import json
import random
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from evaluation import corpora
from evaluation.measures import PARTS, Gold, score
from evaluation.measures.places import Place, f1, iou, plain, touch
from evaluation.measures.reports import neutral
from tests.evaluation import made_dossiers

STORIES = corpora.stories(corpora.EXAMPLES) + corpora.stories(corpora.CORPORA / "stories")
SEEDS = range(3)


@pytest.mark.parametrize("folder", STORIES, ids=lambda f: f.name)
def test_is_the_reference_scorer(folder: Path, scorer: ModuleType) -> None:
    """All parts of right and of wrong dossiers are worth the same to both, to the last digits."""
    gold = Gold.load(folder)
    raw = json.loads((folder / "gold.json").read_text("utf-8"))
    dossiers = [made_dossiers.of(gold, folder)]
    dossiers += [made_dossiers.of(gold, folder, random.Random(seed), much=0.1 * (1 + seed)) for seed in SEEDS]
    for dossier in dossiers:
        theirs, _ = scorer.score(raw, msgspec.json.decode(msgspec.json.encode(dossier)))
        ours = score(gold, dossier)
        assert {**ours.parts, "mean": ours.mean} == pytest.approx(theirs, abs=1e-9, nan_ok=False)
        assert len(ours.broken) == len(scorer.check_spans(msgspec.to_builtins(dossier)))


@pytest.mark.parametrize("folder", STORIES, ids=lambda f: f.name)
def test_the_gold_itself_is_nearly_perfect(folder: Path) -> None:
    """What is short of 1 are overlapping extracts of the gold itself."""
    gold = Gold.load(folder)
    result = score(gold, made_dossiers.of(gold, folder))
    assert set(result.parts) == set(PARTS)
    assert result.mean > 0.97
    assert not result.broken


def test_an_empty_dossier_is_worth_little() -> None:
    folder = STORIES[0]
    gold = Gold.load(folder)
    full = made_dossiers.of(gold, folder)
    empty = msgspec.structs.replace(
        full, quotations=(), statements=(), points=(), utterances=(), conflicts=(), lineage=(), timeline=()
    )
    result = score(gold, empty)
    assert [result.parts[p] for p in ("quotations", "points", "conflicts", "natures", "timeline")] == [0.0] * 5


def test_a_broken_extract_is_named() -> None:
    folder = STORIES[0]
    gold = Gold.load(folder)
    full = made_dossiers.of(gold, folder)
    first = full.statements[0]
    moved = msgspec.structs.replace(first, start=first.start + 1, end=first.end + 1)
    result = score(gold, msgspec.structs.replace(full, statements=(moved, *full.statements[1:])))
    assert result.broken == [f"{first.id}: its text is not the extract at its offsets"]


def test_places() -> None:
    a, b = Place("x", 0, 10), Place("x", 5, 25)
    assert iou(a, b) == 5 / 25
    assert touch(a, b)
    assert not touch(a, Place("x", 6, 25))
    assert iou(a, Place("y", 0, 10)) == 0.0


@pytest.mark.parametrize(
    ("one", "other"), [("The Harbour Post", "Harbour Post"), ("Ana Ruiz’s", "ana ruiz"), (None, ""), ("U.N.", "UN")]
)
def test_names_that_are_one(one: str | None, other: str) -> None:
    assert plain(one) == plain(other)


def test_f1_of_nothing_is_full() -> None:
    assert f1(0, 0, 0) == 1.0
    assert f1(0, 3, 0) == 0.0


def test_lines_that_count_neither_way() -> None:
    text = "By Mara Lund\nThe bridge is shut.\n2031-03-04\n"
    kept = "".join(c for i, c in enumerate(text) if i not in neutral(text))
    assert kept == "Thebridgeisshut."


@pytest.mark.parametrize("folder", corpora.stories(corpora.EXAMPLES), ids=lambda f: f.name)
def test_what_is_shown_is_counted(folder: Path) -> None:
    gold = Gold.load(folder)
    right = made_dossiers.of(gold, folder)
    hidden = msgspec.structs.replace(
        right, conflicts=tuple(msgspec.structs.replace(c, shown=False) for c in right.conflicts)
    )
    found, given = score(gold, right).shown
    assert given == len(right.conflicts)
    assert found > 0.9 * given
    assert score(gold, hidden).shown == (0, 0)
