"""Stories of a labelled stream: B-cubed and pair F1, in a batch and as a stream, with controls beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage

from crossread import language, stories
from crossread.language import Language
from crossread.settings import Settings
from crossread.stories import likeness
from crossread.stories.archive import Columns, block
from crossread.stories.furniture import Site
from crossread.stories.linkage import distances
from crossread.stories.records import Record

Floats = npt.NDArray[np.float64]
CUTS = 97
"""Thresholds that each control is tried at; it is given its best."""


class Row(msgspec.Struct, frozen=True):
    """A labelled report."""

    id: str
    story: str
    url: str = ""
    title: str = ""
    date: str = ""
    text: str = ""


def measure(path: Path) -> dict[str, dict[str, float]]:
    """Figures by the name of the way: batch, stream, and the controls."""
    gold = {row.id: row.story for row in _rows(path)}
    door, settings = language.load(Settings()), Settings()
    found = {}
    for name, stream in (("batch", False), ("stream", True)):
        refused: list[object] = []
        made = stories.cluster([str(path)], door, settings, refused.append, lambda *_: None, stream)
        found[name] = score(gold, [s.reports for s in made.stories])
    return found | _controls(path, gold, door)


def score(gold: Mapping[str, str], found: Iterable[Sequence[str]]) -> dict[str, float]:
    """B-cubed F1 (Bagga and Baldwin 1998) and F1 over pairs. A report in no story is one of its own."""
    mine = {id: f"alone {id}" for id in gold}
    for number, reports in enumerate(found):
        mine.update((id, str(number)) for id in reports if id in gold)
    by_gold, by_mine = Counter(gold.values()), Counter(mine.values())
    both = Counter((gold[id], mine[id]) for id in gold)
    precision = sum(n * n / by_mine[m] for (_, m), n in both.items()) / len(gold)
    recall = sum(n * n / by_gold[g] for (g, _), n in both.items()) / len(gold)
    right, have, want = _pairs(both.values()), _pairs(by_mine.values()), _pairs(by_gold.values())
    return {"b3": 2 * precision * recall / (precision + recall), "pairs": 2 * right / max(1, have + want)}


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def _rows(path: Path) -> list[Row]:
    decode = msgspec.json.Decoder(Row).decode
    return [decode(line) for line in path.read_bytes().splitlines() if line.strip()]


def _controls(path: Path, gold: Mapping[str, str], door: Language) -> dict[str, dict[str, float]]:
    """What simpler ways reach, each at the threshold that suits it best on these very reports."""
    records = [Record(id=r.id, url=r.url, title=r.title, date=r.date, text=r.text) for r in _rows(path)]
    columns = Columns([block(records, Site())])
    counts = columns.counts
    seen = np.bincount(counts.indices, minlength=counts.shape[1]).astype(float)
    words = likeness.weighted(counts, seen, len(records))
    vectors = door.vectors(columns.leads)
    apart = likeness.apart(columns.days[:, None], columns.days[None, :])
    ways: dict[str, Callable[[], Floats]] = {
        "time only": lambda: 1.0 / (1.0 + apart),
        "TF-IDF": lambda: np.asarray((words @ words.T).todense(), dtype=np.float64),
        "MiniLM": lambda: (vectors @ vectors.T).astype(np.float64),
    }
    found = {"all alone": score(gold, [])}
    for name, like in ways.items():
        tree = linkage(distances(np.clip(like(), 0.0, 1.0)), "average")
        tried = []
        for cut in np.linspace(0.02, 0.98, CUTS):
            groups: dict[int, list[str]] = {}
            for id, label in zip(columns.ids, fcluster(tree, cut, "distance").tolist(), strict=True):
                groups.setdefault(label, []).append(id)
            tried.append(score(gold, groups.values()))
        found[name] = max(tried, key=lambda f: f["b3"] + f["pairs"])
    return found
