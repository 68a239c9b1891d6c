"""Report after report, in the order of time: each joins the live story it is likeliest to tell of, or founds one.

A report joins by the mean likelihood over a story's members. Once a day, the stories that grew are linked anew with
those their reports came near to: what does not hold together is parted, what does is merged, each with a record of why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Literal

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from msgspec import Struct
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from crossread.stories.likeness import Days, Flags, Floats
from crossread.stories.linkage import SAME, cut
from crossread.stories.live import Live, Numbers

FIRST, LATEST = 8, 24
"""A new report is held against so many of a story's first and latest reports."""
LOWERED = 0.25
"""A step of log-odds: when they are a step lower than the day before, all live stories are looked at anew."""
LARGEST = 1_500
"""Reports that are linked anew at once; of more, only the stories that grew are, each on its own."""

TOGETHER = 100_000
"""Pairs of reports of small groups that are compared at once."""
Encode = Callable[[Numbers], npt.NDArray[np.float32]]


class Change(Struct, frozen=True, kw_only=True):
    """Two stories became one, or one two. ``likelihood`` is the mean over the pairs between them."""

    kind: Literal["merged", "parted"]
    story: int
    """The story that goes on: the number of its first report."""
    other: int
    """The story that ended in it, or began with what was parted."""
    day: int
    reports: int
    """How many reports moved."""
    likelihood: float


class Stream:
    """Live stories. A story is known by the number of its first report."""

    def __init__(self, encode: Encode, same: float = SAME) -> None:
        self.live = Live()
        self.changes: list[Change] = []
        self._encode = encode
        self._same = same
        self._story: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._grown: set[int] = set()
        self._touched: dict[int, set[int]] = defaultdict(set)
        self._day = -1
        self._known: set[int] = set()
        self._changed: set[int] = set()
        self._level = 0

    def add(self, counts: sp.csr_matrix, days: Days, brief: Flags) -> Numbers:
        """New reports in the order of time, a few hundred at most; the numbers of their stories."""
        today = int(days.max())
        if today != self._day and self._day >= 0:
            self.settle(later=today > self.live.today)
        self._day = today
        numbers = self.live.add(counts, days, brief)
        rows, columns, shared = self._hopeful(*self.live.near(numbers))
        values = self.live.likelihood(rows, columns, shared)
        likely = values >= self._same / 2
        self._join(numbers, rows[likely], columns[likely], values[likely])
        return self._stories_of(numbers)

    def restore(self, counts: sp.csr_matrix, days: Days, brief: Flags, story: int) -> None:
        """A report that an earlier run placed, in the same order as there; ``story`` is the number of its first report.

        With all reports that came before the day's first, the stream is as it was when that day began.
        """
        today = int(days.max())
        if today > self.live.today and self._day >= 0:
            self._reckon()
        self._day = today
        number = int(self.live.add(counts, days, brief)[0])
        self._members.setdefault(story, []).append(number)
        self._story.append(story)

    def adopt(self, stories: list[int]) -> None:
        """Takes the stories of all reports as they are given: each by the number of its first report."""
        if stories == self._story:
            return
        self._story = list(stories)
        self._members = {}
        for number, story in enumerate(stories):
            self._members.setdefault(story, []).append(number)

    def members(self, story: int) -> list[int]:
        """The reports of a story, in the order in which they came."""
        return list(self._members[story])

    def changed(self) -> list[int]:
        """The stories that have other reports than when this was last asked; one that ended is not among them."""
        found = sorted(story for story in self._changed if story in self._members)
        self._changed.clear()
        return found

    def alike(self, reports: list[int], others: list[int]) -> float:
        """How likely two reports of both sides tell of one story, on average over those that stand for each."""
        ours, theirs = (np.array(_ends(sorted(side)), dtype=np.int64) for side in (reports, others))
        a, b = np.repeat(ours, len(theirs)), np.tile(theirs, len(ours))
        self._vectors(np.unique(np.concatenate((a, b))))
        return float(self.live.likelihood(a, b).mean())

    @property
    def stories(self) -> Numbers:
        """The number of its story for each report."""
        return np.array(self._story, dtype=np.int64)

    def _stories_of(self, numbers: Numbers) -> Numbers:
        return np.array([self._story[n] for n in numbers.tolist()], dtype=np.int64)

    def _hopeful(self, rows: Numbers, columns: Numbers) -> tuple[Numbers, Numbers, Floats]:
        """The pairs that may be likely once their vectors are known, and the cosine of their words."""
        shared = self.live.shared(rows, columns)
        keep = self.live.hopeful(rows, columns, shared, self._same / 2)
        rows, columns = rows[keep], columns[keep]
        self._vectors(np.unique(np.concatenate((rows, columns))))
        return rows, columns, shared[keep]

    def _vectors(self, numbers: Numbers) -> None:
        new = np.array([n for n in numbers.tolist() if n not in self._known], dtype=np.int64)
        if len(new):
            self.live.encoded(new, self._encode(new))
            self._known.update(new.tolist())

    # --- joining ---

    def _join(self, numbers: Numbers, rows: Numbers, columns: Numbers, values: Floats) -> None:
        first = int(numbers[0])
        within: dict[int, dict[int, float]] = defaultdict(dict)
        wanted: dict[int, set[int]] = defaultdict(set)
        for row, column, value in zip(rows.tolist(), columns.tolist(), values.tolist(), strict=True):
            if column >= first:
                within[row][column] = value
            else:
                wanted[row].add(self._story[column])
        means = self._means(wanted)
        for number in numbers.tolist():
            near = dict(means.get(number, {}))
            fresh: dict[int, float] = defaultdict(float)
            for other, value in within.get(number, {}).items():
                fresh[self._story[other]] += value
            for story, total in fresh.items():
                if story >= first:
                    near[story] = total / len(self._members[story])
                elif story not in near:
                    near[story] = total / min(len(self._members[story]), FIRST)
            best = max(near, key=lambda s: (near[s], -s), default=number)
            if near.get(best, 0.0) < self._same:
                best = number
                self._members[best] = []
            self._members[best].append(number)
            self._story.append(best)
            self._grown.add(best)
            self._changed.add(best)
            for story in near:
                if story != best:
                    self._touched[best].add(story)

    def _means(self, wanted: dict[int, set[int]]) -> dict[int, dict[int, float]]:
        """Mean likelihood of each report with the members of each story it may join."""
        asked = [(number, story) for number, stories in wanted.items() for story in sorted(stories)]
        held = [_ends(self._members[story]) for _, story in asked]
        if not asked:
            return {}
        sizes = np.array([len(h) for h in held])
        a = np.repeat(np.array([n for n, _ in asked], dtype=np.int64), sizes)
        b = np.concatenate([np.array(h, dtype=np.int64) for h in held])
        self._vectors(np.unique(b))
        sums = np.add.reduceat(self.live.likelihood(a, b), np.concatenate(([0], np.cumsum(sizes)[:-1])))
        out: dict[int, dict[int, float]] = defaultdict(dict)
        for (number, story), mean in zip(asked, (sums / sizes).tolist(), strict=True):
            out[number][story] = mean
        return out

    # --- once a day ---

    def settle(self, later: bool = True) -> None:
        """Link the stories that grew anew, with those their reports came near to; a ``later`` day has its own odds."""
        if later and self._reckon():
            self._grown |= {s for s, members in self._members.items() if self.live.open(members[-1])}
        groups = [group for group in self._groups() if sum(len(self._members[s]) for s in group) > 1]
        if groups:
            self._relink(groups)
        self._grown.clear()
        self._touched.clear()

    def _reckon(self) -> bool:
        """Take the odds anew; they are a step lower than they were."""
        self.live.reckon()
        before, self._level = self._level, round(self.live.prior / LOWERED)
        return self._level < before

    def _groups(self) -> list[list[int]]:
        stories = sorted({s for s in self._grown if s in self._members} | self._near_grown())
        if not stories:
            return []
        at = {s: n for n, s in enumerate(stories)}
        links = [(at[a], at[b]) for a, others in self._touched.items() if a in at for b in others if b in at]
        pairs = np.array(links, dtype=np.int64).reshape(-1, 2)
        graph = sp.coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(stories),) * 2)
        _, which = connected_components(graph, directed=False)
        groups: dict[int, list[int]] = defaultdict(list)
        for story, group in zip(stories, which.tolist(), strict=True):
            groups[group].append(story)
        out: list[list[int]] = []
        for group in groups.values():
            if sum(len(self._members[s]) for s in group) <= LARGEST:
                out.append(group)
            else:
                out += [[s] for s in group if len(self._members[s]) <= LARGEST]
        return out

    def _near_grown(self) -> set[int]:
        return {b for a, others in self._touched.items() if a in self._members for b in others if b in self._members}

    def _relink(self, groups: list[list[int]]) -> None:
        """Each group of stories anew; the pairs of many small groups are compared at once."""
        members = [np.array(sorted(n for s in group for n in self._members[s]), dtype=np.int64) for group in groups]
        self._vectors(np.unique(np.concatenate(members)))
        for part in _batches([len(m) for m in members]):
            pairs = [m[np.stack(np.triu_indices(len(m), 1))] for m in members[part]]
            a, b = np.concatenate(pairs, axis=1)
            ends = np.cumsum([p.shape[1] for p in pairs])
            if len(pairs) == 1:
                found = [squareform(self.live.square(members[part][0]), checks=False)]
            else:
                found = np.split(self.live.likelihood(a, b), ends[:-1])
            for group, reports, likelihood in zip(groups[part], members[part], found, strict=True):
                self._part(group, reports, likelihood)

    def _part(self, group: list[int], reports: Numbers, likelihood: Floats) -> None:
        """The stories that a group falls into. ``likelihood``: of the pairs of its reports, in the order of rows."""
        new = reports[cut(1.0 - likelihood, len(reports), self._same)]
        old = self._stories_of(reports)
        if np.array_equal(old, new):
            return
        for story in group:
            del self._members[story]
        for story in np.unique(new).tolist():
            self._members[story] = reports[new == story].tolist()
        for number, story in zip(reports.tolist(), new.tolist(), strict=True):
            self._story[number] = story
        self._changed.update(np.unique(new).tolist())
        self._record(old, new, squareform(likelihood, checks=False))

    def _record(self, old: Numbers, new: Numbers, likelihood: Floats) -> None:
        """What became of the stories: by where the reports of each went."""
        for story in np.unique(new).tolist():
            for came in np.unique(old[new == story]).tolist():
                moved = (new == story) & (old == came)
                rest = (new == story) & (old != came)
                if came != story and rest.any() and not ((old == came) & (new != story)).any():
                    self._change("merged", story, came, moved, rest, likelihood)
                left = (old == came) & (new != story)
                if left.any() and (story != came):
                    self._change("parted", came, story, moved, left, likelihood)

    def _change(
        self,
        kind: Literal["merged", "parted"],
        story: int,
        other: int,
        moved: npt.NDArray[np.bool_],
        rest: npt.NDArray[np.bool_],
        likelihood: Floats,
    ) -> None:
        mean = float(likelihood[np.ix_(moved, rest)].mean())
        self.changes.append(
            Change(kind=kind, story=story, other=other, day=self._day, reports=int(moved.sum()), likelihood=mean)
        )


def _ends(members: list[int]) -> list[int]:
    return members if len(members) <= FIRST + LATEST else members[:FIRST] + members[-LATEST:]


def _batches(sizes: list[int]) -> Iterator[slice]:
    """Groups of so many reports that are compared together; a large one is alone."""
    start = pairs = 0
    for number, size in enumerate(sizes):
        more = size * (size - 1) // 2
        if number > start and pairs + more > TOGETHER:
            yield slice(start, number)
            start, pairs = number, 0
        pairs += more
    yield slice(start, len(sizes))
