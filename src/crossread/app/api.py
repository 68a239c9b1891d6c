"""The JSON API, which the app's own pages use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request, Response, Security, UploadFile
from fastapi import Path as InPath
from fastapi.security import APIKeyHeader

from crossread.app import exchange
from crossread.app.changes import changes
from crossread.app.models import (
    NO_NUL,
    Address,
    Addresses,
    Changes,
    Folder,
    Hit,
    Judge,
    Judged,
    Message,
    NewStory,
    Progress,
    SourceName,
    Story,
    Texts,
    Title,
)
from crossread.app.naming import file_name
from crossread.app.security import TOKEN
from crossread.app.state import State
from crossread.errors import CrossreadError
from crossread.judgements import files, making
from crossread.reports import beside
from crossread.reports import sources as places
from crossread.store import Source

Id = Annotated[str, InPath(pattern=r"^[0-9a-f]{16}$")]
Version = Annotated[int, Query(description="The version that the story was seen with.")]
Named = Annotated[str, InPath(pattern=NO_NUL)]
Place = Annotated[int, InPath(ge=1, le=2**31 - 1)]
Number = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
ANSWERS: dict[int | str, dict[str, Any]] = {
    400: {"model": Message},
    403: {"model": Message},
    404: {"model": Message},
    408: {"model": Message},
    409: {"model": Message},
    413: {"model": Message},
    421: {"model": Message},
    422: {"model": Message},
    503: {"model": Message},
}
router = APIRouter(prefix="/api", responses=ANSWERS)
# the guard looks at the token; here the document learns of it
_token = APIKeyHeader(name=TOKEN, scheme_name="token", description="As it stands in each page.", auto_error=False)
changing = APIRouter(prefix="/api", responses=ANSWERS, dependencies=[Security(_token)])


def _state(request: Request) -> State:
    state: State = request.app.state.crossread
    return state


def _shown(story: object) -> Story:
    return Story.model_validate(msgspec.to_builtins(story))


@router.get("/stories", operation_id="listStories")
def list_stories(request: Request) -> list[Story]:
    """The stories, the one changed last first."""
    return [_shown(s) for s in _state(request).store.stories()]


@changing.post("/stories", operation_id="addStory", status_code=201)
def add_story(request: Request, new: NewStory) -> Story:
    """Begins a story without reports."""
    return _shown(_state(request).store.add(new.title, []))


@changing.post("/import", operation_id="importStory", status_code=201)
def import_story(request: Request, file: UploadFile) -> Story:
    """Takes in a story from a file that was exported."""
    state = _state(request)
    title, given, judged = exchange.read(file.file.read(), state.settings.max_upload_bytes)
    story = state.store.add(title, given, judged)
    state.worker.wake()
    return _shown(story)


@router.get("/stories/{id}", operation_id="getStory")
def get_story(request: Request, id: Id) -> Story:
    """One story."""
    return _shown(_state(request).store.story(id))


@changing.patch("/stories/{id}", operation_id="renameStory")
def rename_story(request: Request, id: Id, title: Title) -> Story:
    """Gives a story another title."""
    return _shown(_state(request).store.rename(id, title.title, title.version))


@changing.delete("/stories/{id}", operation_id="removeStory", status_code=204)
def remove_story(request: Request, id: Id, version: Version) -> None:
    """Forgets a story with its reports and judgements."""
    state = _state(request)
    state.store.remove(id, version)
    state.worker.cancel(id)


@router.get(
    "/stories/{id}/export",
    operation_id="exportStory",
    response_class=Response,
    responses={200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}},
)
def export_story(request: Request, id: Id) -> Response:
    """The story as one file: its reports, judgements and last dossier."""
    data = exchange.write(_state(request).store, id)
    headers = {"content-disposition": f'attachment; filename="story-{id}.zip"'}
    return Response(data, media_type="application/zip", headers=headers)


@router.get("/stories/{id}/sources", operation_id="listSources")
def list_sources(request: Request, id: Id) -> list[SourceName]:
    """The reports of a story by their names."""
    return [
        SourceName(name=s.name, bytes=len(s.data), url=s.url, fetched=s.fetched)
        for s in _state(request).store.sources(id)
    ]


@router.get("/stories/{id}/addresses", operation_id="listAddresses")
def list_addresses(request: Request, id: Id) -> list[Address]:
    """The addresses of a story that wait to be fetched, are being fetched, or were refused with their reason."""
    state = _state(request)
    return [
        Address(
            number=a.number,
            url=a.url,
            state="refused" if a.state == "refused" else "fetching" if state.fetching.is_asked(a) else "waiting",
            message=a.message,
            added=a.added,
        )
        for a in state.store.addresses(id)
    ]


@changing.post("/stories/{id}/addresses", operation_id="addAddresses", status_code=202)
def add_addresses(request: Request, id: Id, given: Addresses) -> Story:
    """Has addresses fetched, each a report; when none waits any longer, the story is compared again."""
    state = _state(request)
    most = state.settings.max_addresses
    waiting = {a.url for a in state.store.addresses(id) if a.state == "waiting"} | set(given.urls)
    if len(waiting) > most:
        raise CrossreadError(f"{len(waiting)} addresses are too many at once (max_addresses is {most}): give fewer.")
    story = state.store.want(id, given.urls)
    state.fetching.wake()
    return _shown(story)


@changing.delete("/stories/{id}/addresses/{number}", operation_id="removeAddress", status_code=204)
def remove_address(request: Request, id: Id, number: Place) -> None:
    """Takes an address off the list, fetched or not."""
    state = _state(request)
    state.store.forget(id, number)
    state.worker.wake()


@changing.post("/stories/{id}/texts", operation_id="addTexts")
def add_texts(request: Request, id: Id, given: Texts) -> Story:
    """Adds reports that were pasted; the story is compared again."""
    return _added(
        request,
        id,
        [Source(name=file_name(t.name), data=t.text.encode("utf-8", "replace"), url=t.url) for t in given.texts],
    )


@changing.post("/stories/{id}/files", operation_id="addFiles")
def add_files(request: Request, id: Id, files: list[UploadFile]) -> Story:
    """Adds reports as files; the story is compared again."""
    return _added(request, id, [Source(name=file_name(f.filename or "report"), data=f.file.read()) for f in files])


@changing.post("/stories/{id}/folder", operation_id="addFolder")
def add_folder(request: Request, id: Id, folder: Folder) -> Story:
    """Adds the reports of a folder on this machine; the story is compared again."""
    if not _is_folder(folder.path):
        shown = folder.path if len(folder.path) <= 200 else f"{folder.path[:200]}…"
        raise CrossreadError(f"{shown!r} is no folder on this machine: check the path.")
    found, _ = places.expand([folder.path])
    settings = _state(request).reading
    if len(found) > settings.max_reports:
        raise CrossreadError(
            f"{folder.path} has {len(found)} reports (max_reports is {settings.max_reports}): name a smaller one."
        )
    return _added(request, id, [_of_folder(p, places.read(p, settings)) for p in found])


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):  # too long, or with what no path can have
        return False


def _of_folder(path: str, data: bytes) -> Source:
    """A file as a report, with what was told of it when it was fetched."""
    told = beside.of(path)
    if told is None:
        return Source(name=file_name(path), data=data)
    return Source(name=file_name(path), data=beside.recoded(data, told.kind), url=told.final or told.url)


def _added(request: Request, id: str, given: Sequence[Source]) -> Story:
    state = _state(request)
    story = state.store.add_sources(id, given)
    state.worker.wake(id)
    return _shown(story)


@changing.delete("/stories/{id}/sources/{name}", operation_id="removeSource")
def remove_source(request: Request, id: Id, name: Named, version: Version) -> Story:
    """Takes a report out; the story is compared again."""
    state = _state(request)
    story = state.store.remove_source(id, name, version)
    state.worker.wake(id)
    return _shown(story)


@changing.post("/stories/{id}/compare", operation_id="compareStory")
def compare_story(request: Request, id: Id) -> Story:
    """Has a story compared again."""
    state = _state(request)
    story = state.store.again(id)
    state.worker.wake(id)
    return _shown(story)


@changing.post("/stories/{id}/cancel", operation_id="cancelStory")
def cancel_story(request: Request, id: Id) -> Story:
    """Ends the comparison of a story and the fetching of its addresses."""
    state = _state(request)
    state.store.story(id)
    state.worker.cancel(id)
    return _shown(state.store.story(id))


@router.get("/stories/{id}/progress", operation_id="getProgress")
def get_progress(request: Request, id: Id) -> Progress:
    """How far the comparison of a story is."""
    state = _state(request)
    story = state.store.story(id)
    return Progress.model_validate({"state": story.state, "fetching": story.fetching, **state.worker.progress(id)})


@router.get(
    "/stories/{id}/dossier",
    operation_id="getDossier",
    response_class=Response,
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}},
)
def get_dossier(request: Request, id: Id, number: Number = None) -> Response:
    """The last dossier of a story, or an earlier one, as `crossread compare --json` prints it."""
    dossier = _state(request).store.dossier(id, number)
    return Response(msgspec.json.encode(dossier), media_type="application/json")


@router.get("/stories/{id}/changes", operation_id="getChanges")
def get_changes(request: Request, id: Id, since: Number = None) -> Changes:
    """What the last dossier has that the one which was looked at last (or that of the number `since`) had not."""
    store = _state(request).store
    story = store.story(id)
    before = since or story.seen
    if not before or before == story.dossier:
        return Changes(since=before, number=story.dossier, reports=[], new={}, gone={})
    return changes(store.dossier(id, before), store.dossier(id), before, story.dossier)


@router.get("/stories/{id}/judgements", operation_id="listJudgements")
def list_judgements(request: Request, id: Id) -> list[Judged]:
    """The judgements of a story in their order, those that were taken back too."""
    return [
        Judged(number=j.number, record=msgspec.json.decode(j.record), made=j.made, undone=j.undone)
        for j in _state(request).store.history(id)
    ]


@changing.post("/stories/{id}/judgements", operation_id="judge", status_code=201)
def judge(request: Request, id: Id, judged: Judge) -> Story:
    """Adds a judgement of findings of the last dossier; the story is compared again with it."""
    state = _state(request)
    given = [*judged.findings, *([judged.speaker] if judged.speaker else [])]
    record = making.make(
        state.store.dossier(id), judged.kind, given, at=making.now(), by=judged.by or None, note=judged.note or None
    )
    story = state.store.judge(id, files.line(record).decode(), judged.version)
    state.worker.wake(id)
    return _shown(story)


@changing.delete("/stories/{id}/judgements/{number}", operation_id="undoJudgement")
def undo_judgement(request: Request, id: Id, number: Place, version: Version) -> Story:
    """Takes a judgement back; it stays in the history."""
    state = _state(request)
    story = state.store.undo(id, number, version)
    state.worker.wake(id)
    return _shown(story)


@router.get("/search", operation_id="search")
def search(
    request: Request, q: Annotated[str, Query(max_length=300)], most: Annotated[int, Query(ge=1, le=200)] = 50
) -> list[Hit]:
    """Reports, quotations and points of all stories that have all of these words."""
    return [Hit.model_validate(msgspec.to_builtins(h)) for h in _state(request).store.search(q, most)]
