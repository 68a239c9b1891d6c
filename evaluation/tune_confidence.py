"""Count again how many conflicts of each sort are right, and say how well the shares foretell stories left out.

    python -m evaluation.tune_confidence [--write]

Needs gold stories: those of the shared folder and the project's own. A conflict is right if two of its sides fall on
two of a gold conflict's, firm or optional. ``--write`` puts the counts into comparison/conflicts/confidence.toml.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from crossread import comparison, language, reading
from crossread.comparison import conflicts, points, utterances
from crossread.comparison.conflicts import confidence
from crossread.reports import load
from crossread.settings import Settings
from crossread.values import Dossier, MadeBy
from evaluation import corpora
from evaluation.measures.conflicts import agree
from evaluation.measures.gold import Gold, Ground


@dataclass(frozen=True)
class Sample:
    """One story's conflicts: of which sort each is, and whether it is right."""

    name: str
    found: tuple[tuple[str, bool], ...]


def sample(folder: Path) -> Sample:
    """The conflicts of one gold story."""
    gold = Gold.load(folder)
    door, settings = language.load(Settings()), Settings()
    files = sorted(str(folder / r.file) for r in gold.reports.values())
    reports = [load(file, settings, id=f"r{n}") for n, file in enumerate(files, 1)]
    story, _ = comparison.lay_out([reading.read(report, door) for report in reports], door, settings)
    dossier = Dossier(
        made_by=MadeBy(crossread=""),
        reports=tuple(r.report for r in story.readings),
        statements=tuple(s for r in story.readings for s in r.statements),
        quotations=tuple(q for r in story.readings for q in r.quotations),
    )
    ground = Ground(gold, dossier)
    wanted = [[ground.places(side.members) for side in c.sides] for c in gold.conflicts]
    found = []
    for draft in conflicts.drafts(story, points.find(story), utterances.find(story)):
        sides = [ground.located(tuple(h.member.id for h in side)) for side in draft.sides]
        found.append((confidence.key(draft), any(agree(sides, theirs) for theirs in wanted)))
    return Sample(folder.name, tuple(found))


def count(samples: Sequence[Sample]) -> dict[str, tuple[int, int]]:
    """How many of each sort are right, of how many found."""
    right, found = Counter[str](), Counter[str]()
    for s in samples:
        for sort, is_right in s.found:
            found[sort] += 1
            right[sort] += is_right
    return {sort: (right[sort], found[sort]) for sort in sorted(found)}


def left_out(samples: Sequence[Sample], least: float) -> tuple[int, int, int, float]:
    """Of the conflicts of each story, by the counts of the others: right and shown, shown, found; and the mean square
    of what the probabilities are off by."""
    shown, off = [], []
    for n, s in enumerate(samples):
        known: Mapping[str, tuple[int, int]] = count([*samples[:n], *samples[n + 1 :]])
        for sort, right in s.found:
            p = confidence.probability(sort, known)
            off.append((p - right) ** 2)
            if p >= least:
                shown.append(right)
    return sum(shown), len(shown), len(off), sum(off) / max(1, len(off))


def write(known: Mapping[str, tuple[int, int]], stories: int) -> None:
    """Put the counts into confidence.toml."""
    lines = [
        f"# How many conflicts of each sort were right, of how many found, on {stories} stories with gold;",
        "# remade by evaluation/tune_confidence.py.",
        "",
        "[counts]",
        *(f"{msgspec.json.encode(sort).decode()} = [{right}, {found}]" for sort, (right, found) in known.items()),
    ]
    assert confidence.__file__ is not None
    Path(confidence.__file__).with_suffix(".toml").write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Count, report, and on request write."""
    places = (corpora.CORPORA / "stories", corpora.EXAMPLES, corpora.GENRES)
    samples = [sample(folder) for place in places for folder in corpora.stories(place)]
    known = count(samples)
    for sort, (right, found) in known.items():
        print(f"{sort:45} {right:3} of {found:3}   {confidence.probability(sort, known):.2f}")
    right, shown, found, off = left_out(samples, Settings().show_confidence)
    print(f"left out in turn: {right} of {shown} shown are right, {found} found; Brier score {off:.3f}")
    if "--write" in sys.argv:
        write(known, len(samples))
    return 0


if __name__ == "__main__":
    sys.exit(main())
