"""Found stories in the store: written where they differ from what is there, looked up by the beginning of an id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, insert, or_, select, update

from crossread.store import paging, placing
from crossread.store.errors import Unknown
from crossread.store.keeping import IN_TIME
from crossread.store.placing import Group, Moved, Shift
from crossread.store.tables import found_changes, found_stories, members, opened, records, stories, taken
from crossread.store.values import Opened, Placed

Held = dict[int, tuple[str, str, int | None]]
"""By number of a record: its story, its kind, its original."""


def plan(c: Connection, groups: Sequence[Group]) -> tuple[placing.Plan, Held]:
    """What placing these groups would write, and where their records are now."""
    held: Held = {}
    for part in paging.parts([m.number for group in groups for m in group]):
        for row in c.execute(select(members).where(members.c.record.in_(part))):
            held[row.record] = (row.story, row.kind, row.original)
    olds = sorted({story for story, _, _ in held.values()})
    sizes: Counter[str] = Counter()
    since: dict[str, str] = {}
    for ids in paging.parts(olds):
        counted = select(members.c.story, func.count()).where(members.c.story.in_(ids)).group_by(members.c.story)
        sizes.update({row.story: row[1] for row in c.execute(counted)})
        first = select(found_stories.c.id, found_stories.c.first).where(found_stories.c.id.in_(ids))
        since.update({row.id: row.first for row in c.execute(first)})
    names: dict[int, str] = {}
    for part in paging.parts([group[0].number for group in groups]):
        named = select(records.c.number, records.c.id).where(records.c.number.in_(part))
        names.update({row.number: row.id for row in c.execute(named)})

    def free(asked: Iterable[str]) -> set[str]:
        left = set(asked)
        for ids in paging.parts(sorted(left)):
            stands = (found_stories.c.id.in_(ids), found_stories.c.merged.is_(None), found_stories.c.reports > 0)
            left -= set(c.execute(select(found_stories.c.id).where(*stands)).scalars())
        return left

    now = {number: story for number, (story, _, _) in held.items()}
    return placing.plan(groups, now, sizes, since, names, free), held


def write(
    c: Connection, groups: Sequence[Group], made: placing.Plan, held: Held, likely: Mapping[Shift, float | None]
) -> Placed:
    """Writes what differs; ``likely`` says of each shift how likely both sides are one."""
    rows: list[dict[str, Any]] = [
        {"record": m.number, "story": id, "kind": m.kind, "original": m.original}
        for group, id in zip(groups, made.stories, strict=True)
        for m in group
        if held.get(m.number) != (id, m.kind, m.original)
    ]
    touched = {r["story"] for r in rows} | {held[r["record"]][0] for r in rows if r["record"] in held}
    known: set[str] = set()
    for ids in paging.parts(sorted(touched)):
        known.update(c.execute(select(found_stories.c.id).where(found_stories.c.id.in_(ids))).scalars())
    before = {story for story, _, _ in held.values()}
    new = sorted({r["story"] for r in rows} - before)
    at = paging.now()
    for part in paging.parts([{"id": id, "changed": at} for id in new if id not in known]):
        c.execute(insert(found_stories), part)
    for ids in paging.parts([id for id in new if id in known]):  # an id that comes back after its story was merged
        c.execute(update(found_stories).where(found_stories.c.id.in_(ids)).values(merged=None))
    for part in paging.parts(rows):
        paging.put(c, members, "record", part)
    for old, into in made.merged.items():
        c.execute(update(members).where(members.c.story == old).values(story=into))
        leads = or_(found_stories.c.id == old, found_stories.c.merged == old)
        c.execute(update(found_stories).where(leads).values(merged=into))
        c.execute(update(opened).where(opened.c.found == old).values(found=into))
    moves = [Moved(s.kind, s.story, s.other, len(s.records), likely.get(s)) for s in made.shifts]
    for part in paging.parts([{**move._asdict(), "made": at} for move in moves]):
        c.execute(insert(found_changes), part)
    for ids in paging.parts(sorted(touched)):
        _recount(c, ids, at)
    grown = sorted((touched & before) - made.merged.keys())
    return Placed(stories=made.stories, new=new, grown=grown, moves=moves)


def _recount(c: Connection, ids: Sequence[str], at: str) -> None:
    """Brings what the rows of these stories say of their records up to date."""
    reports = func.count().filter(members.c.kind != "version")
    joined = members.join(records, records.c.number == members.c.record)
    told = func.min(func.nullif(records.c.date, ""))
    asked = (
        select(members.c.story, reports, func.coalesce(told, ""), func.max(records.c.date))
        .select_from(joined)
        .where(members.c.story.in_(ids))
        .group_by(members.c.story)
    )
    counted = {row[0]: row for row in c.execute(asked)}
    place = func.row_number().over(partition_by=members.c.story, order_by=IN_TIME)
    ranked = select(members.c.story, records.c.title, place.label("place")).select_from(joined)
    first = ranked.where(members.c.story.in_(ids)).subquery()
    titles = {row.story: row.title for row in c.execute(select(first).where(first.c.place == 1))}
    rows = []
    for id in ids:
        _, count, since, until = counted.get(id, (id, 0, "", ""))
        rows.append({"story": id, "title": titles.get(id, ""), "first": since, "last": until, "reports": count})
    c.execute(update(found_stories).where(found_stories.c.id == bindparam("story")).values(changed=at), rows)


def story(c: Connection, id: str) -> Row[Any]:
    """The story whose id begins so, or the one that it became part of. Raises `Unknown`."""
    asked = select(found_stories).order_by(found_stories.c.id)
    row = c.execute(asked.where(found_stories.c.id == id)).first()
    if row is None:
        begins = (found_stories.c.id > id) & (found_stories.c.id < f"{id}~")
        rows = c.execute(asked.where(begins).limit(3)).all() if id else []
        if len(rows) > 1:
            raise Unknown(
                f"{id} is the beginning of more than one story's id ({rows[0].id}, {rows[1].id}, …): say more."
            )
        if not rows:
            raise Unknown(f"There is no found story {id!r}: `crossread stories` lists those there are.")
        row = rows[0]
    if row.merged:
        row = c.execute(asked.where(found_stories.c.id == row.merged)).one()
    return row


def opened_where(c: Connection, wanted: ColumnElement[bool]) -> list[Opened]:
    """Found stories that are in the library; of several stories that became one, the one that was made last is last."""
    known = (taken.c.story == opened.c.story) & (taken.c.record == members.c.record)
    fresh = func.count(members.c.record).filter(taken.c.record.is_(None))
    own = (members.c.story == opened.c.found) & (members.c.kind != "version")
    asked = (
        select(opened.c.found, opened.c.story, func.count(taken.c.record).label("given"), fresh.label("fresh"))
        .select_from(
            opened.join(stories, stories.c.id == opened.c.story).outerjoin(members, own).outerjoin(taken, known)
        )
        .where(wanted)
        .group_by(opened.c.found, opened.c.story, stories.c.created)
        .order_by(stories.c.created, opened.c.story)
    )
    return [paging.as_value(Opened, row) for row in c.execute(asked)]


def between(since: str, until: str, least: int) -> Iterator[ColumnElement[bool]]:
    """What is asked of stories that lie in these days at least in part and have so many reports."""
    yield found_stories.c.merged.is_(None)
    yield found_stories.c.reports >= max(1, least)
    if since:
        yield found_stories.c.last >= since
    if until:
        yield found_stories.c.first < f"{until}~"  # whatever the hour
        yield found_stories.c.first != ""
