"""Remake the weights of the pair features, and say what they reach on stories and topics left out in turn.

    python -m evaluation.tune_pairs [--write]

Needs scikit-learn (``pip install 'crossread[tune]'``), gold stories, those of the shared folder and the project's own,
and SuperPAL's development part. Prints the points' F1 for several thresholds, each story scored by weights fitted on
the others, on the topics and on pairs across stories; and the best F1 of the topics' pairs, each topic left out in
turn. ``--write`` puts the weights fitted on all into pairs.toml.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from crossread import comparison, language, reading
from crossread.comparison import pairs, points, profiles
from crossread.comparison.alignment import Pair
from crossread.comparison.profiles import Profile
from crossread.reports import load
from crossread.settings import Settings
from crossread.values import Dossier, Point
from evaluation import corpora, given, weights
from evaluation.given import Flags, Given
from evaluation.measures.gold import Gold, Ground
from evaluation.measures.places import inside
from evaluation.measures.points import Mentions, measure

LINKS = (0.5, 0.6, 0.7)
FURTHER = (0.7, 0.8, 0.9)
MIXED = 3.0
"""What the pairs across stories weigh, in stories: with none a seventh of the points of all reports together joined
stories, with 3 a fifteenth, and the points of single stories lost .01."""
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """One story's or topic's pairs: features, whether they state one fact, whether that can be told."""

    rows: Numbers
    right: Flags
    told: Flags
    weight: float = 1.0


@dataclass(frozen=True)
class Told:
    """A gold story: its pairs, and what it takes to make points of them."""

    name: str
    gold: Gold
    dossier: Dossier
    known: list[Profile]
    near: list[Pair]
    sample: Sample


def story(folder: Path) -> Told:
    """The pairs of one gold story."""
    gold = Gold.load(folder)
    door, settings = language.load(Settings()), Settings()
    files = sorted(str(folder / r.file) for r in gold.reports.values())
    reports = [load(file, settings, id=f"r{n}") for n, file in enumerate(files, 1)]
    readings = [reading.read(report, door) for report in reports]
    laid_out, _ = comparison.lay_out(readings, door, settings)
    dossier = comparison.compare(readings, door, settings, version="")
    known = profiles.of(laid_out, points.eligible(laid_out))
    near = pairs.candidates(known, pairs.LEAST_COSINE)
    ground = Ground(gold, dossier)
    mentions = Mentions(ground)
    said = [p for q in gold.quotations if q.kind == "direct" for p in ground.find(q.report, q.text)]
    places = [ground.statements[p.statement.id] for p in known]
    covered = [{mentions.point[i] for i in mentions.covered(place, 0.0)} for place in places]
    spoken = [inside(place, said) for place in places]
    shared = [covered[i] & covered[j] for i, j in near]
    right = [any(not gold.points[p].optional for p in both) for both in shared]
    told = [
        not (both and not firm) and not spoken[i] and not spoken[j]
        for (i, j), both, firm in zip(near, shared, right, strict=True)
    ]
    sample = Sample(pairs.features(known, near), np.array(right), np.array(told))
    return Told(folder.name, gold, dossier, known, near, sample)


def mixed(folders: Sequence[Path]) -> Sample:
    """The reports of all stories as if they were one: pairs across stories, none of which states one fact."""
    door, settings = language.load(Settings()), Settings()
    files = [(str(folder / r.file), folder.name) for folder in folders for r in Gold.load(folder).reports.values()]
    readings = [reading.read(load(file, settings, id=f"r{n}"), door) for n, (file, _) in enumerate(files, 1)]
    of = {f"r{n}": name for n, (_, name) in enumerate(files, 1)}
    laid_out, _ = comparison.lay_out(readings, door, settings)
    known = profiles.of(laid_out, points.eligible(laid_out))
    near = pairs.candidates(known, pairs.LEAST_COSINE)
    across = np.array([of[known[i].statement.report] != of[known[j].statement.report] for i, j in near])
    return Sample(pairs.features(known, near), np.zeros_like(across), across, MIXED)


def topic(stretches: Given) -> Sample:
    """The pairs of one topic of SuperPAL."""
    return Sample(pairs.features(stretches.known, stretches.pairs), stretches.same, np.ones_like(stretches.same))


def fit(samples: Sequence[Sample]) -> LogisticRegression:
    """A logistic model on all pairs, each story or topic with the same total weight."""
    rows = np.vstack([s.rows[s.told] for s in samples])
    right = np.concatenate([s.right[s.told] for s in samples])
    weight = np.concatenate([np.full(s.told.sum(), s.weight / s.told.sum()) for s in samples])
    return LogisticRegression(max_iter=5000, C=10).fit(rows, right, sample_weight=weight * len(weight) / weight.sum())


def points_f1(told: Told, model: LogisticRegression, link: float, further: float) -> float:
    """The points' F1 of a story under these weights and these thresholds."""
    probability = model.predict_proba(told.sample.rows)[:, 1]
    edges = dict(zip(told.near, map(float, probability), strict=True))
    made = tuple(
        Point(
            id=f"p{n}",
            members=tuple(told.known[i].statement.id for i in group),
            clearest=told.known[group[0]].statement.id,
            origins=2,
            standing="reported",
        )
        for n, group in enumerate(points.grouped(told.known, edges, link=link, further=further))
    )
    dossier = msgspec.structs.replace(told.dossier, points=made)
    return measure(Ground(told.gold, dossier), []) or 0.0


def pairs_f1(weight: Numbers, same: Flags) -> float:
    """The best F1 that any threshold reaches."""
    ordered = same[np.argsort(-weight, kind="stable")]
    return float((2 * np.cumsum(ordered) / (np.arange(1, len(same) + 1) + same.sum())).max())


def main() -> int:
    """Fit, report, and on request write."""
    folders = corpora.stories(corpora.CORPORA / "stories") + corpora.stories(corpora.EXAMPLES)
    stories, across = [story(f) for f in folders], mixed(folders)
    topics = [topic(t) for t in given.topics(corpora.CORPORA / "bench" / "pairs" / "dev_MN_only.csv")]
    samples = [s.sample for s in stories] + topics
    models = [fit([across, *(other for other in samples if other is not s)]) for s in samples]
    for link, further in product(LINKS, FURTHER):
        reached = [points_f1(s, model, link, further) for s, model in zip(stories, models, strict=False)]
        cells = "  ".join(f"{s.name[:12]} {value:.2f}" for s, value in zip(stories, reached, strict=True))
        print(f"{link} {further}  mean {sum(reached) / len(reached):.3f}  {cells}")
    weight = [m.predict_proba(t.rows)[:, 1] for t, m in zip(topics, models[len(stories) :], strict=True)]
    print(f"topics, F1 of pairs {pairs_f1(np.concatenate(weight), np.concatenate([t.right for t in topics])):.3f}")
    whole = fit([across, *samples])
    weights.show(whole, pairs.FEATURES)
    if "--write" in sys.argv:
        said = [
            "Weights of the pair features (pairs.py) in a logistic model: does a pair of stretches state one fact?",
            f"Tuned on {len(stories)} stories of 4 to 6 reports and the {len(topics)} topics of SuperPAL's development "
            "part by",
            "evaluation/tune_pairs.py, each with the same total weight, and on pairs across the stories, none of which "
            "does.",
            "Features are between 0 and 1.",
        ]
        weights.write(whole, pairs.FEATURES, pairs, said)
    return 0


if __name__ == "__main__":
    sys.exit(main())
