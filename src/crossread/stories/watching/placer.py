"""Records of an archive into stories, one after another as they came; an archive's own stories are where it starts.

What is known lies in the archive alone: a run that was stopped, or killed at any moment, is taken up again by reading
what it placed, and places the rest as if it had never stopped.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from msgspec import Struct

from crossread.store import Archive, Kept, Member
from crossread.store.placing import Moved
from crossread.stories.records import Record
from crossread.stories.stream import Stream
from crossread.stories.watching.originals import Originals
from crossread.stories.watching.prepared import Prepared, Preparer

HISTORY = 180
"""Days back to which an archive is read when it is taken up: three windows, after which hardly a word is remembered."""

Vectors = Callable[[Sequence[str]], npt.NDArray[np.float32]]
Progress = Callable[[str, int, int], None]
Columns = tuple[sp.csr_matrix, npt.NDArray[np.int64], npt.NDArray[np.bool_]]
"""What a stream is given of a record: words, day, whether it is brief."""


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a report, or of two stories (then there is no report)."""

    change: Literal["new", "joined", "copy", "version", "merged", "parted"]
    story: str
    """Where the report is now; the story that goes on."""
    report: str = ""
    title: str = ""
    url: str = ""
    date: str = ""
    other: str = ""
    """The story that ended in ``story``, or that was made of what was parted from it."""
    reports: int = 0
    """Reports of the story now; of two stories, how many moved."""
    likelihood: float | None = None
    number: int = 0
    """The record's, in the archive."""


class Placer:
    """Places what an archive holds and has not placed."""

    def __init__(self, archive: Archive, vectors: Vectors) -> None:
        """``vectors`` makes them of headlines and leads, a row a text."""
        self._archive, self._vectors = archive, vectors
        self._prepare, self._originals = Preparer(), Originals()
        self._stream = Stream(self._lead_vectors)
        self._numbers: list[int] = []
        self._at: dict[int, int] = {}
        self._leads: list[str] = []
        self._beside: dict[int, list[Member]] = defaultdict(list)
        self._latest = -1
        self._last = 0

    # --- taking up ---

    def take_up(self, tell: Progress, note: Callable[[Kept], None]) -> None:
        """Reads what is placed; ``note`` is called with each record, placed or not."""
        since = (dt.datetime.now(dt.UTC) - dt.timedelta(days=HISTORY)).isoformat(timespec="milliseconds")
        total = self._archive.count()
        held: list[tuple[Kept, Prepared, int]] = []
        for number, kept in enumerate(self._archive.records(added=since)):
            tell("taking up", number, total)
            note(kept)
            if kept.story is None:
                continue
            self._last = kept.number
            prepared = self._prepare(_record(kept))
            day = self._day(kept, prepared)
            self._originals.add(prepared, kept.original or kept.number, day)
            if kept.original is None:
                held.append((kept, prepared, day))
            else:
                self._beside[kept.original].append(Member(kept.number, kept.kind, kept.original))
        settled = _last_day(day for _, _, day in held)
        first: dict[str, int] = {}
        for at, (kept, prepared, day) in enumerate(held):
            self._enter(kept.number, prepared)
            if at < settled:
                self._stream.restore(*self._columns(prepared, day), first.setdefault(str(kept.story), at))
            else:
                self._stream.add(*self._columns(prepared, day))
        self._stream.changed()
        self._stream.adopt([first.setdefault(str(kept.story), at) for at, (kept, _, _) in enumerate(held)])

    # --- placing ---

    def place(self) -> Iterator[Event]:
        """Places what has not been placed, record by record; what is told of one is in the archive."""
        for kept in self._archive.records(unplaced=True, after=self._last):
            yield from self._placed(kept)
            self._last = kept.number

    def _placed(self, kept: Kept) -> Iterator[Event]:
        prepared = self._prepare(_record(kept))
        day = self._day(kept, prepared)
        kind, original = self._originals.find(prepared, day)
        if original is None or original not in self._at:
            kind, original = "report", None
        self._originals.add(prepared, original or kept.number, day)
        if original is None:
            self._enter(kept.number, prepared)
            own = int(self._stream.add(*self._columns(prepared, day))[0])
            stories = self._stream.changed()
        else:
            self._beside[original].append(Member(kept.number, kind, original))
            own = int(self._stream.stories[self._at[original]])
            stories = [own]
        groups = [self._group(story) for story in stories]
        done = self._archive.place(groups, self._why)
        for move in done.moves:
            yield _moved(move)
        group = groups[stories.index(own)]
        id = done.stories[stories.index(own)]
        yield Event(
            change=kind if kind != "report" else "new" if len(group) == 1 else "joined",
            story=id,
            report=kept.id,
            title=kept.title,
            url=kept.url,
            date=kept.date,
            reports=sum(member.kind != "version" for member in group),
            number=kept.number,
        )

    def _group(self, story: int) -> list[Member]:
        """All records of a story as they came, copies and versions among them."""
        reports = [self._numbers[at] for at in self._stream.members(story)]
        return sorted([*map(Member, reports), *(m for n in reports for m in self._beside.get(n, ()))])

    def _why(self, moved: Sequence[int], others: Sequence[int]) -> float | None:
        ours, theirs = ([self._at[n] for n in side if n in self._at] for side in (moved, others))
        return round(self._stream.alike(ours, theirs), 3) if ours and theirs else None

    # --- both ---

    def _enter(self, number: int, prepared: Prepared) -> None:
        self._at[number] = len(self._numbers)
        self._numbers.append(number)
        self._leads.append(prepared.lead)

    def _columns(self, prepared: Prepared, day: int) -> Columns:
        return self._prepare.row(prepared), np.array([day], dtype=np.int64), np.array([prepared.brief])

    def _day(self, kept: Kept, prepared: Prepared) -> int:
        """The day of a record. Without one, or with one that has not come yet, that of the record before it."""
        came = dt.date.fromisoformat(kept.added[:10]).toordinal()
        told = prepared.day
        if told is None or told > came + 1:  # it is tomorrow in the east already
            return self._latest
        self._latest = min(told, came)
        return self._latest

    def _lead_vectors(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        return self._vectors([self._leads[n] for n in numbers.tolist()])


def _record(kept: Kept) -> Record:
    return Record(id=kept.id, url=kept.url, title=kept.title, date=kept.date, text=kept.text, other=kept.other)


def _last_day(days: Iterable[int]) -> int:
    """Where the reports of the last day begin: the stream linked its stories anew before the first of them."""
    last, found = None, 0
    for at, day in enumerate(days):
        if day != last:
            last, found = day, at
    return found


def _moved(move: Moved) -> Event:
    return Event(change=move.kind, story=move.story, other=move.other, reports=move.reports, likelihood=move.likelihood)
