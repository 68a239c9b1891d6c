"""The judgements of a run and, as the comparison goes on, what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crossread.judgements import bearing
from crossread.judgements.bearing import Bearing
from crossread.values import Judgeable, Judgement, JudgementState, Outcome, Problem, Report

AGAIN = "judge it again, or withdraw it"
SHOWN = 80
"""Characters of what was looked for that a message shows."""


class Docket:
    """What is told of a judgement is told once: the first word holds, and each method may be called for any of them."""

    def __init__(self, judgements: Sequence[Judgement], reports: Sequence[Report]) -> None:
        self._all = bearing.latest_first(judgements)
        back = bearing.withdrawn(self._all)
        self._state: dict[str, JudgementState] = {}
        self._said: dict[str, list[str]] = {}
        self._touched: dict[str, tuple[str, ...]] = {}
        self._machine: dict[str, tuple[tuple[str, ...], ...]] = {}
        known = {j.id for j in self._all}
        for j in self._all:
            if j.id in back:
                self._state[j.id] = "withdrawn"
            elif j.kind == "withdraw" and j.withdraws not in known:
                self.settle(j.id, "unmatched", f"no judgement {j.withdraws} was given: give the file that holds it")
            elif j.kind == "withdraw":
                self._state[j.id] = "applied"
        open_ = [j for j in self._all if j.id not in self._state]
        self._bearings = bearing.find(open_, reports)
        for b in self._bearings:
            if not b.enough:
                self.settle(b.judgement.id, "unmatched", _missing(b))
            elif b.lost:
                self.remark(b.judgement.id, f"in part only: {_missing(b)}")

    def on(self, *things: Judgeable) -> list[Bearing]:
        """The judgements of such things that are still in force, the latest first."""
        return [b for b in self._bearings if b.judgement.on in things and b.judgement.id not in self._state]

    def in_force(self, id: str) -> bool:
        """Whether a judgement has not been settled otherwise."""
        return id not in self._state

    def settle(self, id: str, state: JudgementState, why: str = "") -> None:
        """What became of a judgement, and why it is not applied."""
        self._state.setdefault(id, state)
        if why:
            self.remark(id, why)

    def remark(self, id: str, why: str) -> None:
        """What an analyst has to know of it."""
        self._said.setdefault(id, []).append(why)

    def touch(self, id: str, ids: Iterable[str], machine: Iterable[tuple[str, ...]] = ()) -> None:
        """What it bears on, and the groups that it changed."""
        self._touched[id] = tuple(dict.fromkeys((*self._touched.get(id, ()), *ids)))
        self._machine[id] = (*self._machine.get(id, ()), *machine)

    def touching(self, id: str) -> tuple[str, ...]:
        """The judgements that bear on a finding, the earliest first."""
        return tuple(j.id for j in reversed(self._all) if id in self._touched.get(j.id, ()))

    def _became(self, j: Judgement) -> JudgementState:
        bears = self._touched.get(j.id) or self._machine.get(j.id)
        return self._state.get(j.id, "applied" if bears else "moot")

    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of all, the earliest first. What touches nothing, though its words are there, is moot."""
        return tuple(
            Outcome(
                id=j.id,
                kind=j.kind,
                state=self._became(j),
                at=j.at,
                on=j.on,
                by=j.by,
                note=j.note,
                speaker=j.speaker,
                touched=self._touched.get(j.id, ()),
                machine=self._machine.get(j.id, ()),
            )
            for j in reversed(self._all)
        )

    def problems(self) -> tuple[Problem, ...]:
        """What is to be said of them, a sentence each."""
        return tuple(
            Problem(source=f"judgement {j.id} ({j.kind})", message="; ".join(dict.fromkeys(said)), refused=False)
            for j in self._all
            if (said := self._said.get(j.id) or self._gone(j))
        )

    def _gone(self, j: Judgement) -> list[str]:
        """That there is nothing left that it is about; a finding that was judged wrong is not missed."""
        missed = j.kind in ("confirm", "join", "same", "note") and self._became(j) == "moot"
        return [f"the words stand, but there is no such finding any more: {AGAIN}"] if missed else []


def _missing(b: Bearing) -> str:
    first = b.lost[0]
    words = " ".join(first.anchor.exact.split())
    words = words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"
    more = f" (and {len(b.lost) - 1} more of it)" if len(b.lost) > 1 else ""
    why = first.why
    where = first.anchor.report.source
    return f"“{words}” was looked for in {where}{more}, but {why}: {AGAIN}"
