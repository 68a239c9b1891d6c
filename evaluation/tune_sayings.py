"""Remake the weights that tell whether two quotations are one utterance, and say what they reach on stories left out.

    python -m evaluation.tune_sayings [--write]

Needs scikit-learn (``pip install 'crossread[tune]'``) and gold stories: those of the shared folder and the project's
own. Each story is looked at twice: with the gold's quotations and speakers, and with those that Crossread finds. Prints
the utterances' F1 of both, each story scored by weights fitted on the others; ``--write`` puts the weights fitted on
all stories into sayings.toml.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from crossread import comparison, language, reading
from crossread.comparison import sayings, utterances
from crossread.comparison.linkage import Edge
from crossread.comparison.passages import QUOTED
from crossread.comparison.story import Story
from crossread.reports import load
from crossread.settings import Settings
from crossread.values import Dossier, MadeBy, Quotation, QuotationKind, Speaker, Stretch, Utterance
from evaluation import corpora, weights
from evaluation.measures import quotations as measures
from evaluation.measures.gold import Gold, Ground
from evaluation.measures.places import best_iou

KINDS: dict[str, QuotationKind] = {"direct": "direct", "mixed": "mixed", "indirect": "indirect"}
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """One story's pairs of quotations: features, whether the gold joins them, whether it tells."""

    name: str
    gold: Gold
    dossier: Dossier
    near: list[Edge]
    rows: Numbers
    right: npt.NDArray[np.bool_]
    told: npt.NDArray[np.bool_]


def samples(folder: Path) -> tuple[Sample, Sample]:
    """The pairs of one gold story: of the gold's quotations, and of those found."""
    gold = Gold.load(folder)
    door, settings = language.load(Settings()), Settings()
    files = sorted(str(folder / r.file) for r in gold.reports.values())
    reports = [load(file, settings, id=f"r{n}") for n, file in enumerate(files, 1)]
    story, _ = comparison.lay_out([reading.read(report, door) for report in reports], door, settings)
    return _sample(folder.name, gold, _told(gold, story)), _sample(folder.name, gold, story)


def _told(gold: Gold, story: Story) -> Story:
    """The story with the gold's quotations in place of those found."""
    ground = Ground(gold, _dossier(story))
    readings = []
    for r in story.readings:
        found: dict[Stretch, Quotation] = {}
        for q in gold.quotations:
            if q.report != ground.key.get(r.report.id):
                continue
            at = next(((p.start, p.end) for p in ground.find(q.report, q.text) if (p.start, p.end) not in found), None)
            if at is None:
                continue
            marked = [m.span() for m in QUOTED.finditer(r.report.text, max(0, at[0] - 1), at[1] + 1)]
            found[at] = Quotation(
                id=q.id,
                report=r.report.id,
                start=at[0],
                end=at[1],
                text=r.report.text[at[0] : at[1]],
                kind=KINDS[q.kind],
                speaker=Speaker(name=q.speaker, entity=q.speaker),
                fragments=tuple((a + 1, b - 1) for a, b in marked) if q.kind == "mixed" else (),
            )
        readings.append(msgspec.structs.replace(r, quotations=tuple(found[at] for at in sorted(found))))
    return Story(readings=tuple(readings), language=story.language, settings=story.settings)


def _dossier(story: Story) -> Dossier:
    return Dossier(
        made_by=MadeBy(crossread=""),
        reports=tuple(r.report for r in story.readings),
        quotations=tuple(q for r in story.readings for q in r.quotations),
    )


def _sample(name: str, gold: Gold, story: Story) -> Sample:
    dossier = _dossier(story)
    near, rows = utterances.candidates(story, dossier.quotations)
    ground = Ground(gold, dossier)
    spans = [ground.find(q.report, q.text) for q in gold.quotations]
    nearest = [
        max(((best_iou(ground.quotations[q.id], places), n) for n, places in enumerate(spans)), default=(0.0, -1))
        for q in dossier.quotations
    ]
    which = [gold.quotations[n].id if value >= measures.LOOSE else None for value, n in nearest]
    firm = {frozenset(e) for u in gold.utterances if not u.optional for e in combinations(u.members, 2)}
    loose = {frozenset(e) for u in gold.utterances for e in combinations(u.members, 2)} - firm
    pairs = [(which[i], which[j]) for i, j in near]
    return Sample(
        name,
        gold,
        dossier,
        near,
        np.array(rows),
        np.array([frozenset(p) in firm for p in pairs]),
        np.array([None not in p and p[0] != p[1] and frozenset(p) not in loose for p in pairs]),
    )


def fit(known: list[Sample]) -> LogisticRegression:
    """A logistic model on all pairs; a story weighs as the root of the number of its pairs that are one utterance."""
    rows = np.vstack([s.rows[s.told] for s in known])
    right = np.concatenate([s.right[s.told] for s in known])
    weight = np.concatenate([np.full(s.told.sum(), max(1, s.right[s.told].sum()) ** -0.5) for s in known])
    model = LogisticRegression(max_iter=5000, C=3.0)
    return model.fit(rows, right, sample_weight=weight * len(weight) / weight.sum())


def utterances_f1(s: Sample, model: LogisticRegression) -> float:
    """The utterances' F1 of a story under these weights."""
    edges = {e: float(p) for e, p in zip(s.near, model.predict_proba(s.rows)[:, 1], strict=True)}
    made = tuple(
        Utterance(id=f"u{n}", speaker=Speaker(), members=tuple(s.dossier.quotations[i].id for i in group))
        for n, group in enumerate(utterances.group(s.dossier.quotations, edges))
    )
    return (
        measures.measure(Ground(s.gold, msgspec.structs.replace(s.dossier, utterances=made)), [])["utterances"] or 0.0
    )


def write(model: LogisticRegression, stories: int) -> None:
    """Put the weights into sayings.toml."""
    said = [
        "Weights of the pair features (sayings.py) in a logistic model: do two quotations report one act of saying",
        f"one thing? Tuned on {stories} stories of 4 to 6 reports by evaluation/tune_sayings.py, on quotations",
        "marked by hand and on those found. Features are between 0 and 1.",
    ]
    weights.write(model, sayings.FEATURES, sayings, said)


def main() -> int:
    """Fit, report, and on request write."""
    folders = corpora.stories(corpora.CORPORA / "stories") + corpora.stories(corpora.EXAMPLES)
    known = [samples(folder) for folder in folders]
    models = [fit([s for other in known if other is not pair for s in other]) for pair in known]
    for n, what in enumerate(("marked by hand", "found")):
        reached = [utterances_f1(pair[n], model) for pair, model in zip(known, models, strict=True)]
        cells = "  ".join(f"{pair[n].name[:12]} {value:.2f}" for pair, value in zip(known, reached, strict=True))
        print(f"{what:15} mean {sum(reached) / len(reached):.3f}  {cells}")
    whole = fit([s for pair in known for s in pair])
    weights.show(whole, sayings.FEATURES)
    if "--write" in sys.argv:
        write(whole, len(known))
    return 0


if __name__ == "__main__":
    sys.exit(main())
