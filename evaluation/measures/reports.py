"""Part *reports*: metadata, and which text is no article."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from crossread.values import Report
from evaluation.measures.gold import GoldReport, Ground
from evaluation.measures.places import any_of, f1, plain

CLEAN_ENOUGH = 0.9
"""Below this the furniture of a report is worth a note."""


def measure(ground: Ground, notes: list[str]) -> float:
    """Mean over the gold's reports of two halves: the share of five fields that are right, and the cleanness."""
    by_key = {ground.key[r.id]: r for r in ground.dossier.reports if r.id in ground.key}
    total = 0.0
    for key, gold in ground.gold.reports.items():
        report = by_key.get(key)
        if report is None:
            notes.append(f"report {key}: absent")
            continue
        right = fields(report, gold)
        notes += [
            f"report {key}: {name} is {getattr(report, name)!r}, gold {getattr(gold, name)!r}"
            for name, ok in right.items()
            if not ok
        ]
        clean = cleanness(
            report, {i for text in gold.drop for p in ground.find(key, text) for i in range(p.start, p.end)}
        )
        if clean < CLEAN_ENOUGH:
            notes.append(f"report {key}: dropped text {clean:.2f}")
        total += (sum(right.values()) / len(right) + clean) / 2
    return total / len(ground.gold.reports)


def fields(report: Report, gold: GoldReport) -> dict[str, bool]:
    """Which of the five fields are right. The day of ``published`` counts, not the hour."""
    day = (report.published or "")[:10]
    return {
        "headline": plain(report.headline) == plain(gold.headline),
        "outlet": plain(report.outlet) in any_of(gold.outlet),
        "agency": plain(report.agency) in any_of(gold.agency),
        "byline": set(map(plain, report.byline)) == set(map(plain, gold.byline or [])),
        "published": day == (gold.published or "")[:10],
    }


def cleanness(report: Report, furniture: set[int]) -> float:
    """How well the dropped characters are the furniture: mean of F1 and of the share of the text that is judged right.

    Without furniture in the gold F1 would be all or nothing, and the share stands alone.
    """
    dropped = {i for part in report.parts if part.kind == "dropped" for i in range(part.start, part.end)}
    neither = neutral(report.text)
    furniture, dropped = furniture - neither, dropped - neither
    share = 1 - len(furniture ^ dropped) / max(1, len(report.text))
    if not furniture:
        return share
    return (f1(len(furniture & dropped), len(dropped), len(furniture)) + share) / 2


def neutral(text: str) -> set[int]:
    """White space, and the lines that hold only a date, a byline, a sign-off or a credit: they count neither way."""
    found = {i for i, character in enumerate(text) if character.isspace()}
    start = 0
    for line in text.split("\n"):
        if _neutral_line().fullmatch(line):
            found.update(range(start, start + len(line)))
        start += len(line) + 1
    return found


@cache
def _neutral_line() -> re.Pattern[str]:
    lines: list[str] = tomllib.loads((Path(__file__).parent / "neutral.toml").read_text("utf-8"))["lines"]
    return re.compile(rf"[ \t]*(?:{'|'.join(lines)})[ \t]*", re.IGNORECASE)
