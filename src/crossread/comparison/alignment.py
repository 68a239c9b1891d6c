"""How much of one statement stands in another: each content word against the nearest in meaning, rare words first.

The idea is BERTScore's (Zhang et al. 2020), with words in place of word pieces and their rarity in the story as weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt

from crossread.comparison.profiles import LIGHT, Profile

Matrix = npt.NDArray[np.float64]
Pair = tuple[int, int]

FLOOR = 0.2
"""Cosine of words up to which they have nothing in common: .2 did as well as .0, and better than .3 and .4."""
LIGHT_WEIGHT = 0.3
"""What a lemma that is shared by chance weighs beside others as rare."""


def shares(profiles: Sequence[Profile], near: Sequence[Pair], rare: Mapping[str, float]) -> Matrix:
    """For each pair (i < j, in order) the share of i's weight that stands in j, and the share of j's that stands in i.

    From 0 to 1. A word counts by the cosine to its nearest word on the other side.
    """
    if not near:
        return np.zeros((0, 2))
    sizes = np.array([len(p.words) for p in profiles])
    ends = np.cumsum(sizes)
    starts = ends - sizes
    words = np.concatenate([p.words for p in profiles])
    weight = np.concatenate([_weights(p, rare) for p in profiles])
    total = np.maximum(np.add.reduceat(weight, starts), 1e-9)
    out = [
        _against(i, others, words, weight, starts, sizes) / np.stack([np.full(len(others), total[i]), total[others]], 1)
        for i, others in _by_first(near)
    ]
    return np.asarray(np.round(np.concatenate(out), 5))


def _weights(p: Profile, rare: Mapping[str, float]) -> Matrix:
    return np.array([rare.get(lemma, 1.0) * (LIGHT_WEIGHT if lemma in LIGHT else 1.0) for lemma in p.lemmas])


def _by_first(near: Sequence[Pair]) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
    for i, pairs in groupby(near, key=lambda pair: pair[0]):
        yield i, np.array([j for _, j in pairs])


def _against(
    i: int,
    others: npt.NDArray[np.int64],
    words: npt.NDArray[np.float32],
    weight: Matrix,
    starts: npt.NDArray[np.int64],
    sizes: npt.NDArray[np.int64],
) -> Matrix:
    """The weight of i's words that stands in each of the others, and of each of the others' in i."""
    own = slice(starts[i], starts[i] + sizes[i])
    theirs = np.concatenate([np.arange(starts[j], starts[j] + sizes[j]) for j in others])
    cosine = np.clip((words[own] @ words[theirs].T - FLOOR) / (1 - FLOOR), 0, 1)
    cuts = np.concatenate([[0], np.cumsum(sizes[others])[:-1]])
    best_of_own = np.maximum.reduceat(cosine, cuts, axis=1)
    best_of_theirs = cosine.max(axis=0) * weight[theirs]
    return np.stack([weight[own] @ best_of_own, np.add.reduceat(best_of_theirs, cuts)], axis=1)
