"""The archive in a store: records by the hundred thousand, the stories found in them, and why those changed.

    archive = Archive("stories.db")                    # or "postgresql://…"; or store.archive
    added = archive.add(records)                       # one transaction; a few hundred records at a time
    for kept in archive.records(since="2026-11-01"):   # page by page; no lock is held between pages
        …
    placed = archive.place(groups, why)                # the stories as they are now; ids stay
    archive.stories(least=2, most=50)                  # the newest first
    archive.story("s3f")                               # by a prefix; what was merged leads to what it became part of

A process may be killed at any moment: what `add` returned is there, `place` happened whole or not at all, and records
that were added and not placed yet are found by ``records(unplaced=True)``. To place some stories only, name those that
changed: a record that no group names stays with its story, or goes with it if that is merged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Engine, func, or_, select

from crossread.store import engines, finding, indexing, keeping, paging, schema
from crossread.store.errors import Unknown
from crossread.store.paging import PAGE
from crossread.store.placing import Group, Shift, Why
from crossread.store.tables import found_changes, found_stories, members, opened, records, vectors
from crossread.store.values import Added, Content, FoundStory, Given, Kept, Met, Move, Opened, Placed


class Archive:
    """The archive of an open store. Each method that writes is one transaction."""

    def __init__(self, place: str | Engine) -> None:
        """Opens a file's path or a database's address; of an open store take its `archive`. Raises `Unusable`."""
        self._engine = engines.connect(place) if isinstance(place, str) else place
        if isinstance(place, str):
            schema.upgrade(self._engine)
        self._reads = engines.reading(self._engine)

    def close(self) -> None:
        """Lets go of its connections."""
        self._engine.dispose()

    # --- records -----------------------------------------------------------------------------------------------------

    def add(self, given: Sequence[Given]) -> list[Added]:
        """Keeps records, a few hundred at a time; those that are there with the same id and text are left alone."""
        with engines.writing(self._engine, records.name) as c:
            return keeping.add(c, given)

    def records(self, since: str = "", unplaced: bool = False, added: str = "", after: int = 0) -> Iterator[Kept]:
        """The records in the order in which they were added, from a day on, or those that are in no story yet.

        ``added`` is a moment before which what came in is left, ``after`` a number up to which all are.
        """
        last = after
        wanted: list[ColumnElement[bool]] = [records.c.date >= since] if since else []
        if added:
            wanted.append(records.c.added >= added)
        if unplaced:
            wanted.append(members.c.story.is_(None))
        while True:
            page = keeping.kept().where(records.c.number > last, *wanted).order_by(records.c.number).limit(PAGE)
            with self._reads.connect() as c:
                rows = c.execute(page).all()
            yield from map(keeping.as_kept, rows)
            if len(rows) < PAGE:
                return
            last = rows[-1].number

    def record(self, number: int) -> Kept:
        """One record. Raises `Unknown`."""
        with self._reads.connect() as c:
            row = c.execute(keeping.kept().where(records.c.number == number)).first()
        if row is None:
            raise Unknown(f"There is no record {number}.")
        return keeping.as_kept(row)

    def count(self) -> int:
        """How many records there are."""
        with self._reads.connect() as c:
            return c.execute(select(func.count()).select_from(records)).scalar() or 0

    # --- stories -----------------------------------------------------------------------------------------------------

    def place(self, groups: Sequence[Group], why: Why = lambda moved, others: None) -> Placed:
        """Puts records into stories; only what differs from what is there is written.

        A group is all that is known to belong to one story, in the order of time. A story keeps its id when a report
        comes to it, whatever its date; what merges keeps the larger one's id, then the older one's, and what is parted
        leaves it to the larger part.
        """
        groups = [group for group in groups if group]
        likely: dict[Shift, float | None] = {}
        while True:
            with engines.writing(self._engine, found_stories.name) as c:
                made, held = finding.plan(c, groups)
                asked = [shift for shift in made.shifts if shift not in likely]
                if not asked:
                    return finding.write(c, groups, made, held, likely)
            # nothing was written, nothing is locked: ``why`` may take its time, and write
            likely.update({shift: why(shift.records, shift.others) for shift in asked})

    def stories(
        self, since: str = "", until: str = "", least: int = 1, words: str = "", start: int = 0, most: int = 50
    ) -> list[FoundStory]:
        """Found stories that lie in these days at least in part and have so many reports, the newest first.

        With ``words``: those that `search` finds, in its order.
        """
        if words:
            return [met.story for met in self.search(words, since, until, least, start, most)]
        wanted = finding.between(since, until, least)
        order = (found_stories.c.last.desc(), found_stories.c.id.desc())
        with self._reads.connect() as c:
            rows = c.execute(select(found_stories).where(*wanted).order_by(*order).offset(start).limit(most))
            return [paging.as_value(FoundStory, row) for row in rows]

    def how_many(self, since: str = "", until: str = "", least: int = 1) -> int:
        """How many found stories lie in these days at least in part and have so many reports."""
        with self._reads.connect() as c:
            wanted = finding.between(since, until, least)
            return c.execute(select(func.count()).select_from(found_stories).where(*wanted)).scalar() or 0

    def story(self, id: str) -> FoundStory:
        """The story whose id begins so; that of a merged one leads to the story it is part of. Raises `Unknown`."""
        with self._reads.connect() as c:
            return paging.as_value(FoundStory, finding.story(c, id))

    def reports(self, id: str) -> list[Kept]:
        """The records of a story, in the order of their dates, copies and versions among them. Raises `Unknown`."""
        with self._reads.connect() as c:
            here = members.c.story == finding.story(c, id).id
            return [keeping.as_kept(row) for row in c.execute(keeping.kept().where(here).order_by(*keeping.IN_TIME))]

    def contents(self, ids: Sequence[str]) -> dict[str, list[Content]]:
        """Which records are in these stories, in the order of their dates."""
        found: dict[str, list[Content]] = {}
        for part in paging.parts(ids):
            asked = select(members.c.story, records.c.number, records.c.id, members.c.kind, members.c.original)
            asked = asked.join(records, records.c.number == members.c.record).where(members.c.story.in_(part))
            with self._reads.connect() as c:
                for story, *told in c.execute(asked.order_by(*keeping.IN_TIME)):
                    found.setdefault(story, []).append(Content(*told))
        return found

    def moves(self, id: str | None = None) -> list[Move]:
        """What merged and parted, in its order: all of it, or what made a story what it is. Raises `Unknown`."""
        with self._reads.connect() as c:
            asked = select(found_changes).order_by(found_changes.c.number)
            if id is not None:
                about = [finding.story(c, id).id]
                about += c.execute(select(found_stories.c.id).where(found_stories.c.merged == about[0])).scalars()
                asked = asked.where(or_(found_changes.c.story.in_(about), found_changes.c.other.in_(about)))
            return [paging.as_value(Move, row) for row in c.execute(asked)]

    def search(
        self, words: str, since: str = "", until: str = "", least: int = 1, start: int = 0, most: int = 50
    ) -> list[Met]:
        """Found stories of which a report has all of these words, or words that begin so.

        Those first that have them in a title, then the newest.
        """
        with self._reads.connect() as c:
            hits = indexing.search(c, words)
            best: dict[str, tuple[bool, int]] = {}
            for part in paging.parts(sorted(hits)):
                here = select(members.c.record, members.c.story).where(members.c.record.in_(part))
                for number, id in c.execute(here):
                    best[id] = max(best.get(id, (False, 0)), (hits[number], number))
            shown: list[FoundStory] = []
            for ids in paging.parts(sorted(best)):
                wanted = select(found_stories).where(found_stories.c.id.in_(ids), *finding.between(since, until, least))
                shown += [paging.as_value(FoundStory, row) for row in c.execute(wanted)]
            shown.sort(key=lambda s: (best[s.id][0], s.last, s.id), reverse=True)
            shown = shown[start : start + most]
            kept: dict[int, Kept] = {}
            for part in paging.parts([best[story.id][1] for story in shown]):
                rows = c.execute(keeping.kept().where(records.c.number.in_(part)))
                kept.update({row.number: keeping.as_kept(row) for row in rows})
        met: list[Met] = []
        for story in shown:
            record = kept[best[story.id][1]]
            excerpt = indexing.excerpt(record.title, record.text, words)
            met.append(Met(story=story, record=record.number, excerpt=excerpt))
        return met

    # --- opening -----------------------------------------------------------------------------------------------------

    def opened(self, ids: Sequence[str]) -> dict[str, Opened]:
        """Which of these found stories are in the library, by their ids."""
        with self._reads.connect() as c:
            return {o.found: o for part in paging.parts(ids) for o in finding.opened_where(c, opened.c.found.in_(part))}

    def opened_as(self, story: str) -> Opened | None:
        """The found story that a story of the library was opened from; None if it was made by hand."""
        with self._reads.connect() as c:
            return next(iter(finding.opened_where(c, opened.c.story == story)), None)

    # --- vectors -----------------------------------------------------------------------------------------------------

    def vectors(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The vectors that are kept under these keys of 16 bytes."""
        found: dict[bytes, bytes] = {}
        for part in paging.parts(list(keys)):
            with self._reads.connect() as c:
                for row in c.execute(select(vectors).where(vectors.c.key.in_(part))):
                    found[bytes(row.key)] = bytes(row.data)
        return found

    def keep_vectors(self, made: Sequence[tuple[bytes, bytes]]) -> None:
        """Keeps vectors under keys of 16 bytes, each made of a model and what it read."""
        with engines.writing(self._engine, vectors.name) as c:
            paging.insert_new(c, vectors, [{"key": key, "data": data} for key, data in made])
