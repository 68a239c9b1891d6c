"""The odds that two neighbours tell of one story before they are compared: they differ from archive to archive.

In an archive of lone reports the nearest neighbour is another story's, in one of few large stories it is one's own. How
many are is told by how alike the neighbours' words are: expectation and maximization over the share of pairs that
belong together (Saerens, Latinne and Decaestecker 2002), by a model of the words alone, since no vectors are made yet.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from crossread.stories.likeness import Flags, Floats, scaled, soon

WORDS, DAYS, BRIEF, BIAS = 17.1, 0.55, 1.1, -10.2
"""Logistic regression on the neighbours among the 826 labelled reports that `likeness` was tuned on."""
SHARE, SHARE_SAMPLED = 0.38, 0.46
"""Of neighbours that belong together there (.45), with some room: below it the odds are lowered. And the same where a
pair counts twice if each is a neighbour of the other."""
STEEPER, FLOOR = 2.0, -2.5
"""The odds fall with the square of the share's, but no further than this; tuned on the labelled reports thinned to 1 to
12 a story, on halves of their stories, and on planted archives of 300 to 25,000 reports."""
THOUGHT = 30
"""Pairs with the usual share that are thought beside the given ones, so that a handful tells little."""
LOWEST, STEPS, BINS = -10, 8, 128
"""Log-odds by their words are counted in steps of an eighth, from -10 to 6."""

Tally = npt.NDArray[np.float64]
"""How many pairs of neighbours have these log-odds. Whole numbers, so that their sum is the same in any order."""

_CENTRES = LOWEST + (np.arange(BINS) + 0.5) / STEPS


def nothing() -> Tally:
    """No pairs."""
    return np.zeros(BINS)


def tally(words: Floats, days: Floats, brief: Flags) -> Tally:
    """Pairs of neighbours counted by the log-odds that they belong together, as far as words, days and brevity tell."""
    z = WORDS * scaled(words) - DAYS * soon(days) + BRIEF * brief + BIAS
    at = np.clip(np.floor((z - LOWEST) * STEPS), 0, BINS - 1).astype(np.int64)
    return np.bincount(at, minlength=BINS).astype(np.float64)


def prior(found: Tally, usual: float = SHARE) -> float:
    """What is added to the bias where neighbours are like these: 0 or less; ``usual`` is the share that needs none."""
    known = math.log(usual / (1.0 - usual))
    shift = 0.0
    for _ in range(200):
        together = float((found / (1.0 + np.exp(-_CENTRES - shift))).sum()) + THOUGHT * usual
        share = together / (float(found.sum()) + THOUGHT)
        before, shift = shift, max(math.log(share / (1.0 - share)) - known, FLOOR)
        if abs(shift - before) < 1e-4:
            break
    return max(min(STEEPER * shift, 0.0), FLOOR)
