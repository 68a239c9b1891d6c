"""How alike two quotations are: a short list of features anyone can read, weighed by a logistic model.

The weights stand in sayings.toml with what they were tuned on; ``evaluation/tune_sayings.py`` remakes them.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from crossread.comparison.passages import WORD, fold
from crossread.comparison.profiles import CONTENT, LIGHT
from crossread.comparison.story import Story
from crossread.values import Quotation

FEATURES = (
    "cosine",
    "rank",
    "shared_content",
    "contained_content",
    "rarest_shared",
    "shared_run",
    "quoted_in_other",
    "quoted_apart",
    "wording",
    "same_speaker",
    "speaker_cosine",
    "other_speaker",
    "few",
    "other_negation",
    "other_figures",
    "length_ratio",
    "same_report",
    "both_direct",
    "overlapping",
)
NEGATIONS = frozenset({"no", "not", "n't", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"})

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Saying:
    """A quotation as the pair features see it. ``words`` are folded, ``content`` are lemmas in lower case."""

    quotation: Quotation
    words: tuple[str, ...]
    quoted: tuple[str, ...]
    """The words between quotation marks."""
    content: frozenset[str]
    figures: frozenset[str]
    negated: bool
    speaker: str | None
    """Entity, or the name's words, lower case; None if unknown."""
    related: frozenset[str]
    """Entities that the speaker speaks for."""
    offices: frozenset[str]
    """The words of the roles of a speaker who is named."""
    vector: npt.NDArray[np.float32]
    few: float
    """1 over the number of quotations of its speaker in its report, 0 if the speaker is unknown."""


def of(story: Story, quotations: Sequence[Quotation]) -> list[Saying]:
    """The sayings of a story's quotations, in their order."""
    if not quotations:
        return []
    speaks_for = {e.id: e.of for e in story.entities}
    roles = {e.id: frozenset(fold(w) for r in e.roles for w in WORD.findall(r)) for e in story.entities}
    vectors = story.language.vectors([q.text for q in quotations])
    told = Counter((q.report, speaker(q)) for q in quotations)
    return [
        _saying(q, story, speaks_for, roles, row, told[q.report, speaker(q)])
        for q, row in zip(quotations, vectors, strict=True)
    ]


def speaker(q: Quotation) -> str | None:
    """Who said it: the entity, else the name in lower case; None if unknown."""
    return q.speaker.entity or (q.speaker.name.casefold() if q.speaker.name else None)


def _saying(
    q: Quotation,
    story: Story,
    speaks_for: Mapping[str, str | None],
    roles: Mapping[str, frozenset[str]],
    vector: npt.NDArray[np.float32],
    told: int,
) -> Saying:
    table = story.words(q)
    lemmas = [w.lemma for w in table if w.pos in CONTENT and any(c.isalnum() for c in w.lemma)]
    text = story.reports[q.report].text
    fragments = q.fragments or (((q.start, q.end),) if q.kind == "direct" else ())
    above = speaks_for.get(q.speaker.entity) if q.speaker.entity else None
    return Saying(
        quotation=q,
        words=tuple(fold(w) for w in WORD.findall(q.text)),
        quoted=tuple(fold(w) for a, b in fragments for w in WORD.findall(text[a:b])),
        content=frozenset(x for x in lemmas if x not in LIGHT),
        figures=frozenset(w for w in (fold(x) for x in WORD.findall(q.text)) if w[0].isdigit()),
        negated=any(w.lemma in NEGATIONS for w in table),
        speaker=speaker(q),
        related=frozenset({above} if above else ()),
        offices=roles.get(q.speaker.entity, frozenset()) if q.speaker.entity else frozenset(),
        vector=vector,
        few=1 / told if speaker(q) else 0.0,
    )


def rarity(sayings: Sequence[Saying]) -> Mapping[str, float]:
    """How much sharing a lemma tells: its inverse frequency over the quotations of the story, 0 to 1."""
    counts = Counter(lemma for s in sayings for lemma in s.content)
    most = math.log(1 + len(sayings))
    return {lemma: math.log((1 + len(sayings)) / (1 + n)) / most for lemma, n in counts.items()}


def ranks(sayings: Sequence[Saying]) -> Matrix:
    """For each pair the mean of 1/position of each among the other's report's quotations by cosine."""
    vectors = np.stack([s.vector for s in sayings]) if sayings else np.zeros((0, 1), dtype=np.float32)
    cosine = np.round((vectors @ vectors.T).astype(np.float64), 6)
    np.fill_diagonal(cosine, -1.0)
    report = np.array([s.quotation.report for s in sayings])
    place = np.zeros_like(cosine)
    for name in sorted(set(report.tolist())):
        columns = np.flatnonzero(report == name)
        order = np.argsort(-cosine[:, columns], axis=1, kind="stable")
        position = np.empty_like(order)
        np.put_along_axis(position, order, np.arange(len(columns))[None, :].repeat(len(sayings), 0), axis=1)
        place[:, columns] = 1 / (1 + position)
    return np.asarray((place + place.T) / 2)


def features(a: Saying, b: Saying, rank: float, rare: Mapping[str, float]) -> list[float]:
    """The features of a pair, in the order of FEATURES; all between 0 and 1."""
    shared = a.content & b.content
    weight_a, weight_b, weight = (math.fsum(sorted(rare[x] for x in c)) for c in (a.content, b.content, shared))
    shorter, longer = sorted((len(a.words), len(b.words)))
    p, q = a.quotation, b.quotation
    same = a.speaker is not None and a.speaker == b.speaker
    kin = a.speaker in b.related or b.speaker in a.related or _one_name(p.speaker.name, q.speaker.name)
    kin = kin or _office_of(p, b) or _office_of(q, a)
    joint, held = _quoted(a, b)
    cosine = max(0.0, round(float(a.vector @ b.vector), 6))
    return [
        cosine,
        rank,
        weight / max(1e-9, weight_a + weight_b - weight),
        weight / max(1e-9, min(weight_a, weight_b)),
        max((rare[x] for x in shared), default=0.0),
        _run(a.words, b.words) / max(1, shorter),
        held,
        joint,
        fuzz.token_set_ratio(" ".join(a.words), " ".join(b.words)) / 100,
        float(same or kin),
        cosine * (same or kin),
        float(a.speaker is not None and b.speaker is not None and not same and not kin),
        math.sqrt(a.few * b.few) * (same or kin),
        float(a.negated != b.negated),
        float(bool(a.figures and b.figures and not a.figures & b.figures)),
        shorter / max(1, longer),
        float(p.report == q.report),
        float(p.kind == "direct" and q.kind == "direct"),
        float(p.report == q.report and p.start < q.end and q.start < p.end),
    ]


def _one_name(a: str | None, b: str | None) -> bool:
    """Whether one name holds the other's last word and nothing in it speaks against: "Ms. Lind", "Anna Lind"."""
    if not a or not b:
        return False
    x, y = ([fold(w) for w in WORD.findall(n)] for n in (a, b))
    if len(x) > len(y):
        x, y = y, x
    short = [w for w in x if len(w) == 1]
    full = [w for w in x if len(w) > 1]
    return bool(full) and set(full) <= set(y) and all(any(w.startswith(c) for w in y) for c in short)


def _office_of(q: Quotation, other: Saying) -> bool:
    """Whether a speaker who is only described has an office of the other's: "minister", "Anna Lind, water minister"."""
    if q.speaker.entity or not q.speaker.name:
        return False
    return {fold(w) for w in WORD.findall(q.speaker.name)} <= other.offices


def _quoted(a: Saying, b: Saying) -> tuple[float, float]:
    """How far the words between marks differ, and how much of one's quoted words the other has in one run."""
    held = 0.0
    for x, y in ((a, b), (b, a)):
        if x.quoted:
            held = max(held, _run(x.quoted, y.words) / len(x.quoted))
    if not a.quoted or not b.quoted:
        return 0.0, held
    common = Counter(a.quoted) & Counter(b.quoted)
    return 1 - sum(common.values()) / min(len(a.quoted), len(b.quoted)), held


def _run(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest common run of words, by halving: a run of n words holds all shorter ones."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        size = (low + high + 1) // 2
        runs = {tuple(a[i : i + size]) for i in range(len(a) - size + 1)}
        if any(tuple(b[i : i + size]) in runs for i in range(len(b) - size + 1)):
            low = size
        else:
            high = size - 1
    return low


@functools.cache
def weights() -> tuple[tuple[float, ...], float]:
    """Weights in the order of FEATURES, and the intercept."""
    raw = tomllib.loads((Path(__file__).parent / "sayings.toml").read_text("utf-8"))
    return tuple(raw["weights"][name] for name in FEATURES), raw["intercept"]


def probability(rows: Sequence[Sequence[float]]) -> Matrix:
    """How probably the quotations of each pair report one act of saying one thing."""
    if not rows:
        return np.zeros(0)
    w, intercept = weights()
    return np.asarray(1 / (1 + np.exp(-(np.array(rows, dtype=np.float64) @ np.array(w) + intercept))))
