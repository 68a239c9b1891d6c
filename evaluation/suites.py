"""The suites: what is held against what. Each gives rows of figures, by name of the row and of the part."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from msgspec.structs import replace

from crossread import pipeline
from crossread.views.page import render
from crossread.views.reading import joined
from evaluation import attribution, clusters, corpora, enlarged, extraction, killed, page_cost
from evaluation import cost as costs
from evaluation import reading_cost as reads
from evaluation import same_fact as same
from evaluation.measures import PARTS, Gold, score
from evaluation.measures.story import mean
from tools import chromium

Figures: TypeAlias = dict[str, float | None]
Rows: TypeAlias = dict[str, Figures]
Notes: TypeAlias = list[str]

MEAN = "MEAN"
"""Name of the row that a suite's floors hold."""
SHOWN = "shown"
"""Name of the column of the conflicts that are shown by default."""


class Broken(Exception):
    """A dossier with a broken extract, or from which one had to be left out: no figure makes up for that."""


def gold_stories(folder: Path, notes: Notes) -> Rows:
    """The ten parts of each gold story, and their means; and the share of the conflicts shown by default that are
    right, over all stories in the row of means."""
    rows: Rows = {}
    shown: list[tuple[int, int]] = []
    for story in corpora.stories(folder):
        gold = Gold.load(story)
        dossier = pipeline.compare([str(story / r.file) for r in gold.reports.values()])
        result = score(gold, dossier)
        broken = [*result.broken, *(p.message for p in dossier.problems if not p.source)]
        if broken:
            raise Broken(f"{story.name}: {broken[0]}")
        rows[story.name] = {**result.parts, "mean": result.mean, SHOWN: _share([result.shown])}
        shown.append(result.shown)
        notes += [f"{story.name}: {note}" for note in result.notes]
    if rows:
        parts = (*PARTS, "mean")
        rows[MEAN] = {p: _mean([row[p] for row in rows.values()]) for p in parts} | {SHOWN: _share(shown)}
    return rows


def _share(counts: list[tuple[int, int]]) -> float | None:
    """The share of what is right; None if there is nothing."""
    found = sum(n for _, n in counts)
    return sum(right for right, _ in counts) / found if found else None


def _mean(figures: list[float | None]) -> float | None:
    return mean(figures) if any(f is not None for f in figures) else None


def who_said_what(path: Path, notes: Notes) -> Rows:
    """PolNeAR: quotations with source and cue as stretches."""
    articles = attribution.load(path)
    with tempfile.TemporaryDirectory() as folder:
        readings = []
        for article in articles:
            place = Path(folder) / f"{article.id}.txt"
            place.write_text(article.text, "utf-8", newline="")
            found = pipeline.read(str(place))
            # as `crossread read` shows them, which is what the measure's own scorer is given
            readings.append(replace(found, quotations=joined(found)))
    return {MEAN: dict(attribution.measure(articles, readings, notes))}


def article_text(folder: Path, notes: Notes) -> Rows:
    """The article-extraction benchmark: the article's text out of pages."""
    return {MEAN: dict(extraction.score(folder))}


def same_fact(folder: Path, notes: Notes) -> Rows:
    """SuperPAL and Discord Questions: which stretches say the same."""
    return {
        MEAN: {
            "aligned": same.aligned(folder / "dev_MN_only.csv", folder / "test_MN_only.csv"),
            "answers": same.answers(folder / "nanco_dataset.json"),
        }
    }


def labelled_stream(path: Path, notes: Notes) -> Rows:
    """Reports to stories, in a batch and as a stream (``live_…``), with simpler ways beside them."""
    found = clusters.measure(path)
    rows: Rows = {name: dict(figures) for name, figures in found.items() if name not in ("batch", "stream")}
    rows[MEAN] = {**found["batch"], **{f"live_{part}": figure for part, figure in found["stream"].items()}}
    return rows


def cost(story: Path, notes: Notes) -> Rows:
    """Seconds and megabytes of one story from cold. It has no mean row: no floor hangs on how busy a machine is."""
    return {story.name: costs.measure([story / r.file for r in Gold.load(story).reports.values()])}


def sizes(folder: Path, notes: Notes) -> Rows:
    """The same of 5, 20 and 80 reports, made out of one story's."""
    sources = [folder / r.file for r in Gold.load(folder).reports.values()]
    rows: Rows = {}
    for count in (5, 20, 80):
        with tempfile.TemporaryDirectory() as made:
            rows[f"{count} reports"] = costs.measure(enlarged.write(sources, count, Path(made)))
    return rows


def page(folder: Path, notes: Notes) -> Rows:
    """What the page of 10 and of 20 reports, made out of one story's, costs whoever opens it; no floor either."""
    sources = [folder / r.file for r in Gold.load(folder).reports.values()]
    rows: Rows = {}
    for count in (10, 20):
        with tempfile.TemporaryDirectory() as made:
            dossier = pipeline.compare([str(p) for p in enlarged.write(sources, count, Path(made))])
            file = Path(made) / "page.html"
            file.write_text(render(dossier), "utf-8")
            rows[f"{count} reports"] = page_cost.measure(file)
    return rows


def reading_cost() -> Rows:
    """Reading against spaCy alone, and the memory of a long report; no floor, as with `cost`."""
    stories = corpora.stories(corpora.EXAMPLES)
    return {"examples": reads.measure([s / r.file for s in stories for r in Gold.load(s).reports.values()])}


Suite: TypeAlias = Callable[[Notes], Rows]


def found() -> Iterator[tuple[str, Suite | None]]:
    """The suites in the order of the table; None in place of one whose data are not here."""
    shared = corpora.CORPORA
    yield "examples", lambda notes: gold_stories(corpora.EXAMPLES, notes)
    yield "genres", lambda notes: gold_stories(corpora.GENRES, notes)
    yield "stories", _if_there(shared / "stories", gold_stories)
    yield "attribution", _if_there(shared / "bench" / "polnear-dev.jsonl", who_said_what)
    yield "extraction", _if_there(shared / "bench" / "extraction", article_text)
    yield "pairs", _if_there(shared / "bench" / "pairs", same_fact)
    yield "clusters", _if_there(shared / "bench" / "newscope-dev.jsonl", labelled_stream)
    yield "reading", lambda notes: reading_cost()
    yield (
        "cost",
        _if_there(shared / "stories" / "moscow-talks", cost) or _if_there(corpora.EXAMPLES / "ferry-lunna", cost),
    )
    yield "killed", lambda notes: {"twenty kills": dict(killed.measure())}
    yield "sizes", _if_there(corpora.EXAMPLES / "ferry-lunna", sizes)
    yield "page", _if_there(corpora.EXAMPLES / "ferry-lunna", page) if chromium.where() else None


def _if_there(path: Path, suite: Callable[[Path, Notes], Rows]) -> Suite | None:
    return (lambda notes: suite(path, notes)) if path.exists() else None
