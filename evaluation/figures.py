"""The kept figures (results.json) as the tables that the README shows between two marks."""

from __future__ import annotations

import json
import re

from evaluation.__main__ import RESULTS
from evaluation.measures import PARTS
from evaluation.suites import MEAN, Figures, Rows

OPEN, CLOSE = "<!-- figures -->", "<!-- end of figures -->"
NAIVE = (0.71, 0.70, 0.13, 0.54, 0.50, 0.53, 0.17, 0.00, 0.61, 0.19, 0.41)
"""Regular expressions and TF-IDF, a hundred lines, on the seven news stories, in the order of PARTS and the mean."""


def within(text: str) -> str:
    """The text with the figures of results.json between the marks; unchanged if it has none."""
    if OPEN not in text:
        return text
    results: dict[str, Rows] = json.loads(RESULTS.read_text("utf-8"))
    start, end = text.index(OPEN) + len(OPEN), text.index(CLOSE)
    return f"{text[:start]}\n{render(results)}\n{text[end:]}"


def render(results: dict[str, Rows]) -> str:
    """Two tables in Markdown: the parts of a dossier, and the public sets."""
    return f"{_dossiers(results)}\n\n{_public(results)}"


def _dossiers(results: dict[str, Rows]) -> str:
    columns = {"examples": "invented stories", "genres": "of other genres", "stories": "news stories"}
    there = [(suite, f"{len(results[suite]) - 1} {name}") for suite, name in columns.items() if results.get(suite)]
    lines = ["| part | " + " | ".join(name for _, name in there) + " | naive, news |", "|---" * (len(there) + 2) + "|"]
    for part, naive in zip((*PARTS, "mean"), NAIVE, strict=True):
        cells = [_cell(results[suite][MEAN].get(part)) for suite, _ in there]
        lines.append(f"| {part} | {' | '.join(cells)} | {_cell(naive)} |")
    return "\n".join(lines)


def _public(results: dict[str, Rows]) -> str:
    lines = ["| public set | measure | figure |", "|---|---|---|"]
    for suite, part, name, measure in (
        ("attribution", "exact", "PolNeAR, 84 articles", "content, exact, F1 (an interrupted quotation as one)"),
        ("attribution", "overlap", "", "content, by overlap, F1"),
        ("attribution", "source", "", "source of those found"),
        ("attribution", "cue", "", "cue of those found"),
        ("extraction", "f1", "181 pages", "article text, F1"),
        ("pairs", "aligned", "SuperPAL, test part", "clauses that say the same, F1"),
        ("pairs", "answers", "Discord Questions, 8 questions", "same answer or not, balanced accuracy"),
        ("clusters", "b3", "826 reports of 79 stories", "stories, in a batch, B³ F1"),
        ("clusters", "pairs", "", "stories, in a batch, F1 over pairs"),
        ("clusters", "live_b3", "", "stories, as a stream, B³ F1"),
        ("clusters", "live_pairs", "", "stories, as a stream, F1 over pairs"),
    ):
        figure = results.get(suite, {}).get(MEAN, _NONE).get(part)
        if figure is not None:
            lines.append(f"| {name} | {measure} | {_cell(figure)} |")
    return "\n".join(lines)


_NONE: Figures = {}


def _cell(figure: float | None) -> str:
    return "–" if figure is None else re.sub(r"^0", "", f"{figure:.2f}")
