"""The stories that were found in the archive: listed, searched, opened as stories of the library."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Path as InPath
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse

from crossread.app import pages, routing
from crossread.app.models import Story
from crossread.app.state import State
from crossread.store import FoundStory, Met, Opened, Source
from crossread.stories import opening
from crossread.stories.words import host

PAGE = 50
"""Stories on one page."""
Id = Annotated[str, InPath(pattern=r"^s[0-9a-f]{12}$")]
Words = Annotated[str, Query(max_length=300)]
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
Least = Annotated[int, Query(ge=1, le=10_000)]
Start = Annotated[int, Query(ge=0, le=10_000_000)]
router = APIRouter(include_in_schema=False)


class Found(BaseModel):
    """A story that was found. `story` is that of the library which it was opened as, `fresh` how many reports were
    found since; `excerpt` shows the words that were asked for, every second stretch."""

    id: str
    title: str
    first: str
    last: str
    reports: int
    changed: str
    story: str | None = None
    fresh: int = 0
    excerpt: list[str] = Field(default_factory=list)


class FoundPage(BaseModel):
    """Some of the stories that were found, the newest first; `total` is how many there are, null for a search."""

    total: int | None
    stories: list[Found]


class Report(BaseModel):
    """A report of a found story; `original` is the id of what it is a copy or a version of."""

    id: str
    url: str
    title: str
    date: str
    outlet: str
    kind: str
    original: str | None


@routing.router.get("/found", operation_id="listFound")
def list_found(
    request: Request,
    q: Words = "",
    since: Day = "",
    until: Day = "",
    least: Least = 2,
    start: Start = 0,
    most: Annotated[int, Query(ge=1, le=200)] = PAGE,
) -> FoundPage:
    """Stories found in the archive that have so many reports: the newest first, or those with all these words."""
    return _page(routing.state(request), q, since, until, least, start, most)


@routing.router.get("/found/{id}", operation_id="getFound")
def get_found(request: Request, id: Id) -> list[Report]:
    """The reports of a found story, in the order of time; copies and versions are among them."""
    reports = routing.state(request).store.archive.reports(id)
    ids = {r.number: r.id for r in reports}
    return [
        Report(
            id=r.id,
            url=r.url,
            title=r.title,
            date=r.date,
            outlet=host(r.url),
            kind=r.kind,
            original=ids.get(r.original or 0),
        )
        for r in reports
    ]


@routing.changing.post("/found/{id}/open", operation_id="openFound", status_code=201)
def open_found(request: Request, id: Id) -> Story:
    """Makes a story of the library of a found one, once; later, adds the reports that were found since."""
    state = routing.state(request)
    archive = state.store.archive
    found, kept = archive.story(id), archive.reports(id)
    taken: set[str] = set()
    given: list[tuple[int, Source]] = []
    for report, last in opening.fitting(kept, state.reading.max_reports):
        name, data = opening.written(last, taken)
        given.append((report.number, Source(name=name, data=data, url=last.url or None)))
    story = state.store.open(found.id, found.title or found.id, given, state.reading.max_reports)
    state.worker.wake()
    return routing.shown(story)


@router.get("/found")
def found_page(
    request: Request, q: Words = "", since: Day = "", until: Day = "", least: Least = 2, start: Start = 0
) -> HTMLResponse:
    """The stories that were found, a page of them."""
    shown = _page(routing.state(request), q, since, until, least, start, PAGE)
    asked = {"q": q, "since": since, "until": until, "least": least}
    return pages.rendered(request, "found.html", shown=shown, asked=asked, start=start, step=PAGE)


def _page(state: State, q: str, since: str, until: str, least: int, start: int, most: int) -> FoundPage:
    archive, room = state.store.archive, state.reading.max_reports
    if q:
        met = archive.search(q, since, until, least, start, most)
        opened = archive.opened([m.story.id for m in met])
        return FoundPage(total=None, stories=[_found(m.story, opened, room, m) for m in met])
    listed = archive.stories(since, until, least, start=start, most=most)
    opened = archive.opened([s.id for s in listed])
    return FoundPage(total=archive.how_many(since, until, least), stories=[_found(s, opened, room) for s in listed])


def _found(found: FoundStory, opened: dict[str, Opened], most: int, met: Met | None = None) -> Found:
    known = opened.get(found.id)
    return Found(
        id=found.id,
        title=found.title,
        first=found.first,
        last=found.last,
        reports=found.reports,
        changed=found.changed,
        story=known.story if known else None,
        fresh=known.room(most) if known else 0,
        excerpt=met.excerpt if met else [],
    )
