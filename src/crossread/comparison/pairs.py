"""How alike two statements are: a short list of features anyone can read, weighed by a logistic model.

The weights stand in pairs.toml with what they were tuned on; ``evaluation/tune_pairs.py`` remakes them.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from crossread.comparison.profiles import Profile

FEATURES = (
    "cosine",
    "clause_cosine",
    "rank",
    "shared_content",
    "contained_content",
    "shared_names",
    "other_names",
    "shared_heads",
    "same_predicate",
    "shared_verbs",
    "same_figures",
    "other_figures",
    "same_time",
    "other_time",
    "other_polarity",
    "other_modality",
    "wording",
    "distance",
    "length_ratio",
)

Matrix = npt.NDArray[np.float64]


def _weighed(lemmas: frozenset[str], rare: Mapping[str, float]) -> float:
    return math.fsum(sorted(rare.get(lemma, 1.0) for lemma in lemmas))


def features(a: Profile, b: Profile, rank: float, rare: Mapping[str, float]) -> list[float]:
    """The features of a pair, in the order of FEATURES; all between 0 and 1.

    ``rank`` is 1 where each is the other's nearest in its report.
    """
    shared = a.content & b.content
    weight_a, weight_b, weight = (_weighed(x, rare) for x in (a.content, b.content, shared))
    names = a.names & b.names
    all_names = a.names | b.names
    s, t = a.statement, b.statement
    length_a, length_b = s.end - s.start, t.end - t.start
    return [
        float(a.vector @ b.vector),
        float((a.clauses @ b.clauses.T).max()),
        rank,
        weight / max(1e-9, weight_a + weight_b - weight),
        weight / max(1e-9, min(weight_a, weight_b)),
        len(names) / max(1, len(all_names)),
        float(bool(a.names and b.names and not names)),
        len(a.heads & b.heads) / max(1, len(a.heads | b.heads)),
        float(s.predicate is not None and s.predicate == t.predicate),
        float(bool(a.verbs & b.verbs)),
        float(bool(a.figures & b.figures)),
        float(bool(a.figures and b.figures and not a.figures & b.figures)),
        float(s.time is not None and s.time == t.time),
        float(s.time is not None and t.time is not None and s.time != t.time),
        float(s.negated != t.negated),
        float(s.modality != t.modality),
        fuzz.token_set_ratio(s.text.lower(), t.text.lower()) / 100,
        abs(a.position - b.position),
        min(length_a, length_b) / max(length_a, length_b),
    ]


@functools.cache
def weights() -> tuple[tuple[float, ...], float]:
    """Weights in the order of FEATURES, and the intercept."""
    raw = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text("utf-8"))
    return tuple(raw["weights"][name] for name in FEATURES), raw["intercept"]


def probability(rows: Sequence[Sequence[float]]) -> Matrix:
    """How probably each pair states one fact."""
    if not rows:
        return np.zeros(0)
    w, intercept = weights()
    logit = np.array(rows, dtype=np.float64) @ np.array(w) + intercept
    return np.asarray(1 / (1 + np.exp(-logit)))


def candidates(profiles: Sequence[Profile], least: float) -> list[tuple[int, int, float]]:
    """Pairs of different reports that are near enough to be looked at: (i, j, rank), i < j.

    ``rank`` is the mean of 1/position of each among the other's report's statements by cosine.
    """
    vectors = np.stack([p.vector for p in profiles]) if profiles else np.zeros((0, 1), dtype=np.float32)
    cosine = np.round(vectors @ vectors.T, 6)
    report = np.array([p.statement.report for p in profiles])
    place = np.zeros_like(cosine, dtype=np.float64)
    for name in sorted(set(report.tolist())):
        columns = np.flatnonzero(report == name)
        block = cosine[:, columns]
        order = np.argsort(-block, axis=1, kind="stable")
        ranks = np.empty_like(order)
        np.put_along_axis(ranks, order, np.arange(len(columns))[None, :].repeat(len(profiles), 0), axis=1)
        place[:, columns] = 1 / (1 + ranks)
    near = np.argwhere(np.triu(cosine >= least, 1) & (report[:, None] != report[None, :]))
    return [(int(i), int(j), float((place[i, j] + place[j, i]) / 2)) for i, j in near]
