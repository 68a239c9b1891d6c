"""Whether two statements state one fact: a short list of features anyone can read, weighed by a logistic model.

The weights stand in pairs.toml with what they were tuned on; ``evaluation/tune_pairs.py`` remakes them.
"""

from __future__ import annotations

import functools
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from crossread.comparison import alignment, profiles
from crossread.comparison.alignment import Matrix, Pair
from crossread.comparison.profiles import Profile

FEATURES = (
    "cosine",
    "aligned",
    "aligned_most",
    "company",
    "rank",
    "distance",
    "length_ratio",
    "shared_verbs",
    "same_figures",
    "other_figures",
    "other_names",
    "same_time",
    "other_time",
)
LEAST_COSINE = 0.25
"""Below it no pair of the tuning stories stated one fact often enough to be worth a look."""
MOST_NEIGHBOURS = 100
"""Statements of other reports that one is held against: the nearest by cosine. A story of up to a dozen reports has no
more that are near; beyond, the cost grows with the statements and not with their square."""
ROWS = 512
"""Rows of the table of cosines that are held at a time."""


def one_fact(known: Sequence[Profile], least: float = LEAST_COSINE) -> dict[Pair, float]:
    """How probably the statements of a pair (i < j, of different reports) state one fact; pairs left out do not.

    Pairs with a cosine below ``least`` are left out. What is rare, who else says it and which is nearest is seen among
    the given statements: those of one story, or answers to one question.
    """
    near = candidates(known, least)
    return dict(zip(near, map(float, probability(features(known, near))), strict=True))


def candidates(known: Sequence[Profile], least: float) -> list[Pair]:
    """Pairs of different reports, near enough to be looked at: (i, j), i < j, in order."""
    if not known:
        return []
    vectors = np.stack([p.vector for p in known])
    numbers = {name: n for n, name in enumerate(sorted({p.statement.report for p in known}))}
    report = np.array([numbers[p.statement.report] for p in known])
    found: set[Pair] = set()
    for start in range(0, len(known), ROWS):
        cosine = np.round(vectors[start : start + ROWS] @ vectors.T, 5)
        cosine[report[start : start + ROWS, None] == report[None, :]] = -np.inf
        if len(known) > MOST_NEIGHBOURS:
            bar = np.partition(cosine, -MOST_NEIGHBOURS, axis=1)[:, -MOST_NEIGHBOURS]
            cosine[cosine < bar[:, None]] = -np.inf
        rows, columns = np.nonzero(cosine >= least)
        found.update((min(i, j), max(i, j)) for i, j in zip((rows + start).tolist(), columns.tolist(), strict=True))
    return sorted(found)


def features(known: Sequence[Profile], near: Sequence[Pair]) -> Matrix:
    """The features of each pair, a row each, in the order of FEATURES; all between 0 and 1."""
    if not near:
        return np.zeros((0, len(FEATURES)))
    shares = alignment.shares(known, near, profiles.rarity(known))
    aligned = 2 * shares.prod(axis=1) / np.maximum(shares.sum(axis=1), 1e-9)
    told = np.array([_told(known[i], known[j]) for i, j in near])
    return np.column_stack([told[:, 0], aligned, shares.max(axis=1), *_among(known, near, aligned), told[:, 1:]])


def _told(a: Profile, b: Profile) -> list[float]:
    """What the two alone tell: the cosine, and the features from ``distance`` on."""
    s, t = a.statement, b.statement
    length_a, length_b = s.end - s.start, t.end - t.start
    return [
        max(0.0, round(float(a.vector @ b.vector), 5)),
        abs(a.position - b.position),
        min(length_a, length_b) / max(length_a, length_b),
        float(bool(a.verbs & b.verbs)),
        float(bool(a.figures & b.figures)),
        float(bool(a.figures and b.figures and not a.figures & b.figures)),
        float(bool(a.names and b.names and not a.names & b.names)),
        float(s.time is not None and s.time == t.time),
        float(s.time is not None and t.time is not None and s.time != t.time),
    ]


def _among(known: Sequence[Profile], near: Sequence[Pair], aligned: Matrix) -> tuple[Matrix, Matrix]:
    """What the others tell: ``company``, how well the best third statement goes with both; and ``rank``, the mean of
    1/position of each among the n statements of the other's report, less 1/n: to be the first of few says little."""
    of: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), value in zip(near, aligned.tolist(), strict=True):
        of[i][j] = of[j][i] = value
    size = Counter(p.statement.report for p in known)
    place: dict[Pair, float] = {}
    for i, others in of.items():
        seen: Counter[str] = Counter()
        for j in sorted(others, key=lambda j: (-others[j], j)):
            report = known[j].statement.report
            seen[report] += 1
            place[i, j] = 1 / seen[report] - 1 / size[report]
    company = [_company(of[i], of[j]) for i, j in near]
    return np.array(company), np.array([(place[i, j] + place[j, i]) / 2 for i, j in near])


def _company(a: dict[int, float], b: dict[int, float]) -> float:
    return max((min(a[k], b[k]) for k in a.keys() & b.keys()), default=0.0)


@functools.cache
def weights() -> tuple[tuple[float, ...], float]:
    """Weights in the order of FEATURES, and the intercept."""
    raw = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text("utf-8"))
    return tuple(raw["weights"][name] for name in FEATURES), raw["intercept"]


def probability(rows: Matrix) -> Matrix:
    """How probably each pair states one fact."""
    w, intercept = weights()
    return np.asarray(np.round(1 / (1 + np.exp(-(rows @ np.array(w) + intercept))), 6))
