"""The app's pages, rendered here; what they do they do through the API."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi import Path as InPath
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse

from crossread.app.changes import place
from crossread.app.state import State
from crossread.store import Hit
from crossread.views import page
from crossread.views.labels import labels

router = APIRouter(include_in_schema=False)
Id = Annotated[str, InPath(pattern=r"^[0-9a-f]{16}$")]
MOST_HITS = 100
STATES = {
    "new": "needs two reports",
    "waiting": "waits to be compared",
    "running": "is being compared",
    "done": "compared",
    "failed": "could not be compared",
    "cancelled": "cancelled",
}


@functools.cache
def _templates() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def rendered(request: Request, name: str, **shown: Any) -> HTMLResponse:
    """A page of the app."""
    return HTMLResponse(_markup(request, name, **shown))


def _markup(request: Request, name: str, **shown: Any) -> Markup:
    state: State = request.app.state.crossread
    return Markup(_templates().get_template(name).render(token=state.token, states=STATES, **shown))


def error(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """A page that says why there is no other."""
    shown = rendered(request, "error.html", status=status, message=message)
    return HTMLResponse(shown.body, status, headers)


@router.get("/")
def library(request: Request) -> HTMLResponse:
    """The stories, and a form for a new one."""
    state: State = request.app.state.crossread
    return rendered(
        request,
        "library.html",
        stories=state.store.stories(),
        found=state.store.archive.how_many(least=2),
        folders=state.settings.folders,
    )


@router.get("/search")
def search(request: Request, q: Annotated[str, Query(max_length=300)] = "") -> HTMLResponse:
    """What was found in all stories."""
    state: State = request.app.state.crossread
    hits = state.store.search(q, MOST_HITS) if q else []
    stories: dict[str, list[Hit]] = {}
    for hit in hits:
        stories.setdefault(hit.story, []).append(hit)
    found = [{"id": id, "title": some[0].title, "hits": some} for id, some in stories.items()]
    return rendered(request, "search.html", asked=q, found=found, most=MOST_HITS, full=len(hits) == MOST_HITS)


@router.get("/stories/{id}")
def story(request: Request, id: Id) -> HTMLResponse:
    """A story: its reports, and its dossier's page, to be judged; who opens it has seen this dossier."""
    state: State = request.app.state.crossread
    found, opened = state.store.story(id), state.store.archive.opened_as(id)
    shown = {
        "story": found,
        "sources": state.store.listed(id),
        "opened": opened,
        "fresh": opened.room(state.reading.max_reports) if opened else 0,
        "kinds": labels("judgement"),
    }
    if not found.dossier:
        return rendered(request, "story.html", **shown)
    head, before, after = (_markup(request, f"{name}.html", **shown) for name in ("framed", "bar", "judge"))
    content = page.render(state.store.dossier(id), page.Frame(head, before, after))
    state.store.saw(id, found.dossier)
    return _with_its_policy(content)


@router.get("/stories/{id}/at/{finding}")
def at(request: Request, id: Id, finding: str) -> RedirectResponse:
    """Leads to a finding in its story: to its place in a report, if it has one."""
    state: State = request.app.state.crossread
    return RedirectResponse(f"/stories/{id}#{quote(place(state.store.dossier(id), finding))}", 303)


@router.get("/stories/{id}/dossier.html")
def dossier(request: Request, id: Id) -> HTMLResponse:
    """The story's page as `--html` writes it, to be kept or mailed."""
    state: State = request.app.state.crossread
    return _with_its_policy(page.render(state.store.dossier(id)))


def _with_its_policy(content: str) -> HTMLResponse:
    """The page tells itself what it may load, by the hashes of what is in it."""
    return HTMLResponse(content, headers={"content-security-policy": "frame-ancestors 'self'"})
