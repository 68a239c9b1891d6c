"""Which stretches of several texts say the same, against two public sets.

The stretches are given, as the sets have them; the product's model of pairs (comparison/pairs.py) weighs any two. Its
weights are tuned on gold stories and on SuperPAL's development part, never on its test part nor on Discord Questions.
How common a pair that says the same is differs from set to set, and so the probability from which a pair counts as the
same is chosen on other topics of the same set: the development part for the test part, the other questions for a
question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from crossread.comparison import pairs
from crossread.comparison.alignment import Matrix
from evaluation import given
from evaluation.given import Flags, Given
from evaluation.measures.places import f1


def aligned(tuned: Path, measured: Path) -> float:
    """SuperPAL: F1 over pairs of a summary's clause and a report's; the threshold is the best on ``tuned``."""
    bar = _best(_f1, *_weighed(given.topics(tuned)))
    weight, same = _weighed(given.topics(measured))
    return _f1(weight >= bar, same)


def answers(path: Path) -> float:
    """Discord Questions: balanced accuracy over pairs of answers, each question with the others' best threshold."""
    weighed = [_weighed([question]) for question in given.questions(path)]
    found = []
    for n, (weight, _) in enumerate(weighed):
        others = weighed[:n] + weighed[n + 1 :]
        bar = _best(_balanced, np.concatenate([w for w, _ in others]), np.concatenate([s for _, s in others]))
        found.append(weight >= bar)
    return _balanced(np.concatenate(found), np.concatenate([same for _, same in weighed]))


def _weighed(topics: Sequence[Given]) -> tuple[Matrix, Flags]:
    """The probability of each pair, and whether it is the same."""
    weights = [pairs.probability(pairs.features(t.known, t.pairs)) for t in topics]
    return np.concatenate(weights), np.concatenate([t.same for t in topics])


def _best(figure: Callable[[Flags, Flags], float], weight: Matrix, same: Flags) -> float:
    """The threshold with the best figure, the higher one of equals."""
    return float(max(np.unique(weight), key=lambda bar: (figure(weight >= bar, same), bar)))


def _f1(found: Flags, same: Flags) -> float:
    return f1(int((found & same).sum()), int(found.sum()), int(same.sum()))


def _balanced(found: Flags, same: Flags) -> float:
    """The mean of the share of the same that is found and the share of the others that is not."""
    return float(found[same].mean() + (~found[~same]).mean()) / 2
