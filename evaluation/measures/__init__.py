"""What a dossier is worth against a story's gold: one figure between 0 and 1 for each of ten parts."""

from evaluation.measures.gold import Gold
from evaluation.measures.story import PARTS, Score, score

__all__ = ["PARTS", "Gold", "Score", "score"]
