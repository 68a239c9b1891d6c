"""Remake the weights of the pair features, and say what they reach on stories left out in turn.

    python -m evaluation.tune_pairs [--write]

Needs scikit-learn (``pip install 'crossread[tune]'``) and gold stories: those of the shared folder and the project's
own. Prints the points' F1 at several thresholds, each story scored by weights fitted on the others; ``--write`` puts
the weights fitted on all stories into pairs.toml.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from crossread import comparison, language, reading
from crossread.comparison import linkage, pairs, points, profiles
from crossread.reports import load
from crossread.settings import Settings
from crossread.values import Dossier, Point, Statement
from evaluation import corpora, weights
from evaluation.measures.gold import Gold, Ground
from evaluation.measures.places import inside
from evaluation.measures.points import Mentions, measure

THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """One story's candidate pairs: features, whether they share a firm point of the gold, whether that can be told."""

    name: str
    gold: Gold
    dossier: Dossier
    chosen: list[Statement]
    near: list[tuple[int, int, float]]
    rows: Numbers
    right: npt.NDArray[np.bool_]
    told: npt.NDArray[np.bool_]


def sample(folder: Path) -> Sample:
    """The pairs of one gold story."""
    gold = Gold.load(folder)
    door, settings = language.load(Settings()), Settings()
    files = sorted(str(folder / r.file) for r in gold.reports.values())
    reports = [load(file, settings, id=f"r{n}") for n, file in enumerate(files, 1)]
    readings = [reading.read(report, door) for report in reports]
    story, _ = comparison.lay_out(readings, door, settings)
    dossier = comparison.compare(readings, door, settings, version="")
    chosen = points.eligible(story)
    known = profiles.of(story, chosen)
    rare = profiles.rarity(known)
    near = pairs.candidates(known, points.LEAST_COSINE)
    rows = np.array([pairs.features(known[i], known[j], rank, rare) for i, j, rank in near])
    ground = Ground(gold, dossier)
    mentions = Mentions(ground)
    said = [p for q in gold.quotations if q.kind == "direct" for p in ground.find(q.report, q.text)]
    covered = [{mentions.point[i] for i in mentions.covered(ground.statements[s.id], 0.0)} for s in chosen]
    spoken = [inside(ground.statements[s.id], said) for s in chosen]
    shared = [covered[i] & covered[j] for i, j, _ in near]
    right = [any(not gold.points[p].optional for p in both) for both in shared]
    told = [
        not (both and not firm) and not spoken[i] and not spoken[j]
        for (i, j, _), both, firm in zip(near, shared, right, strict=True)
    ]
    return Sample(folder.name, gold, dossier, chosen, near, rows, np.array(right), np.array(told))


def fit(samples: list[Sample]) -> LogisticRegression:
    """A logistic model on all pairs, each story with the same total weight."""
    rows = np.vstack([s.rows[s.told] for s in samples])
    right = np.concatenate([s.right[s.told] for s in samples])
    weight = np.concatenate([np.full(s.told.sum(), 1 / s.told.sum()) for s in samples])
    return LogisticRegression(max_iter=2000).fit(rows, right, sample_weight=weight * len(weight) / weight.sum())


def points_f1(s: Sample, model: LogisticRegression, least: float) -> float:
    """The points' F1 of a story under these weights and this threshold."""
    probability = model.predict_proba(s.rows)[:, 1]
    edges = {(i, j): float(p) for (i, j, _), p in zip(s.near, probability, strict=True)}
    groups = linkage.groups(len(s.chosen), edges, [x.report for x in s.chosen], least)
    made = tuple(
        Point(
            id=f"p{n}",
            members=tuple(s.chosen[i].id for i in group),
            clearest=s.chosen[group[0]].id,
            origins=2,
            standing="reported",
        )
        for n, group in enumerate(groups)
    )
    dossier = msgspec.structs.replace(s.dossier, points=made)
    return measure(Ground(s.gold, dossier), []) or 0.0


def write(model: LogisticRegression, stories: int) -> None:
    """Put the weights into pairs.toml."""
    said = [
        "Weights of the pair features (pairs.py) in a logistic model: does a pair of sentences state one fact?",
        f"Tuned on {stories} stories of 4 to 6 reports by evaluation/tune_pairs.py, each with the same total weight.",
        "Features are between 0 and 1.",
    ]
    weights.write(model, pairs.FEATURES, pairs, said)


def main() -> int:
    """Fit, report, and on request write."""
    folders = corpora.stories(corpora.CORPORA / "stories") + corpora.stories(corpora.EXAMPLES)
    samples = [sample(folder) for folder in folders]
    models = [fit([other for other in samples if other is not s]) for s in samples]
    for least in THRESHOLDS:
        reached = [points_f1(s, model, least) for s, model in zip(samples, models, strict=True)]
        cells = "  ".join(f"{s.name[:12]} {value:.2f}" for s, value in zip(samples, reached, strict=True))
        print(f"{least:.2f}  mean {sum(reached) / len(reached):.3f}  {cells}")
    whole = fit(samples)
    weights.show(whole, pairs.FEATURES)
    if "--write" in sys.argv:
        write(whole, len(samples))
    return 0


if __name__ == "__main__":
    sys.exit(main())
