"""The article's text from HTML pages, against the article-extraction-benchmark of Scrapinghub (181 pages).

The measure is the benchmark's own: words in shingles of four as a multiset, true and false positives and negatives of a
page divided by their sum, precision and recall from the means over all pages.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path

from crossread import reports

SHINGLE = 4
WORD = re.compile(r"\w+", re.UNICODE)


def score(folder: Path) -> dict[str, float]:
    """F1, precision and recall over the pages of the benchmark in a folder."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    found = []
    for name in sorted(truth):
        page = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")
        found.append(shares(truth[name]["articleBody"], reports.article(page)))
    true = sum(f[0] for f in found) / len(found)
    false = sum(f[1] for f in found) / len(found)
    missed = sum(f[2] for f in found) / len(found)
    precision, recall = true / (true + false), true / (true + missed)
    return {"f1": 2 * precision * recall / (precision + recall), "precision": precision, "recall": recall}


def shares(wanted: str, got: str) -> tuple[float, float, float]:
    """True positives, false positives and false negatives of one page; they add up to 1 where there is anything."""
    a, b = _shingles(wanted), _shingles(got)
    true = sum((a & b).values())
    false, missed = sum((b - a).values()), sum((a - b).values())
    total = true + false + missed
    return (true / total, false / total, missed / total) if total else (0.0, 0.0, 0.0)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    if 0 < len(words) < SHINGLE:
        return Counter([tuple(words)])
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
