"""The measure of attributions against the reference scorer, where it is there, and its idea of a content's extent."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from crossread.values import Quotation, Reading, Report, Speaker, Stretch
from evaluation import attribution
from evaluation.attribution import Article, Attribution

TEXT = (
    "The harbour will reopen on Friday, Mara Lund said. “We have waited long enough,” she told reporters, “and the "
    "ice is gone.” According to two pilots, that depends on the wind. Officials in Orlun denied that the lights had "
    "failed; that, the union replied, “is simply false”.\n\nNobody asked Ms. Lund about the fees."
)
"""Invented; what is quoted where does not matter, the stretches below are drawn by lot."""


@pytest.mark.parametrize("seed", range(4))
def test_is_the_reference_scorer(seed: int, attribution_scorer: ModuleType, tmp_path: Path) -> None:
    lot = random.Random(seed)
    articles, readings = zip(*[_case(f"a{n}", lot) for n in range(12)], strict=True)
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(_raw(a)) + "\n" for a in articles), "utf-8")
    answer = tmp_path / "answer.jsonl"
    answer.write_text("".join(json.dumps(_answer(r)) + "\n" for r in readings), "utf-8")
    command = [sys.executable, str(attribution_scorer.__file__), str(gold), "--", "sh", "-c", f"cat '{answer}'"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    theirs = [float(figure) for figure in re.findall(r"\d\.\d{3}", said)]
    ours = attribution.measure(articles, readings, [])
    assert list(ours) == ["exact", "overlap", "source", "cue"]
    assert list(ours.values()) == pytest.approx(theirs, abs=0.0005001)
    assert 0 < ours["exact"] < ours["overlap"] < 1


def _stretch(lot: random.Random) -> Stretch:
    words = [m.span() for m in re.finditer(r"\S+", TEXT)]
    first = lot.randrange(len(words))
    return words[first][0], words[min(len(words) - 1, first + lot.randrange(9))][1]


def _bent(stretch: Stretch, lot: random.Random) -> Stretch:
    start = max(0, stretch[0] + lot.choice((0, 0, 0, -6, 3)))
    return start, max(start + 1, min(len(TEXT), stretch[1] + lot.choice((0, 0, 1, 8, -4))))


def _case(name: str, lot: random.Random) -> tuple[Article, Reading]:
    golds = [
        Attribution(
            content=[_stretch(lot)] if lot.random() < 0.9 else [],
            source=[_stretch(lot)] if lot.random() < 0.7 else [],
            cue=[_stretch(lot), _stretch(lot)] if lot.random() < 0.7 else [],
        )
        for _ in range(lot.randrange(8))
    ]
    ours = [
        Quotation(
            id=f"q{n}",
            report="r1",
            start=start,
            end=end,
            text=TEXT[start:end],
            kind="direct",
            speaker=Speaker(),
            source=_bent(gold.source[0], lot) if gold.source and lot.random() < 0.8 else None,
            cue=_bent(gold.cue[0], lot) if gold.cue and lot.random() < 0.8 else None,
        )
        for n, gold in enumerate(golds)
        for start, end in [_bent(gold.content[0], lot) if gold.content else _stretch(lot)]
        if lot.random() < 0.8
    ]
    text = TEXT if lot.random() < 0.9 else TEXT.upper()
    report = Report(id="r1", source=f"{name}.txt", text=text)
    return Article(id=name, text=TEXT, attributions=golds), Reading(report=report, quotations=tuple(ours))


def _raw(article: Article) -> dict[str, object]:
    rows = [{"content": a.content, "source": a.source, "cue": a.cue} for a in article.attributions]
    return {"id": article.id, "text": article.text, "attributions": rows}


def _answer(reading: Reading) -> dict[str, object]:
    rows = [{"start": q.start, "end": q.end, "source": q.source, "cue": q.cue} for q in reading.quotations]
    return {"source": reading.report.source, "text": reading.report.text, "quotations": rows}


@pytest.mark.parametrize(
    ("written", "core"),
    [("“We wait,”", "We wait"), ("that it rains.", "it rains"), ("That’s all…", "That’s all"), ("—“…”", "")],
)
def test_what_does_not_count_at_the_ends(written: str, core: str) -> None:
    start, end = attribution.core(written, (0, len(written)))
    assert written[start:end] == core
