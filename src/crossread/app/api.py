"""The JSON API, which the app's own pages use: the stories, their dossiers and judgements."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Query, Request, Response, UploadFile

from crossread.app import exchange
from crossread.app.changes import changes
from crossread.app.models import Changes, Hit, Judge, Judged, NewStory, Progress, Story, Title
from crossread.app.routing import Id, Number, Place, Version, changing, router, shown, state
from crossread.judgements import files, making


@router.get("/stories", operation_id="listStories")
def list_stories(request: Request) -> list[Story]:
    """The stories, the one changed last first."""
    return [shown(s) for s in state(request).store.stories()]


@changing.post("/stories", operation_id="addStory", status_code=201)
def add_story(request: Request, new: NewStory) -> Story:
    """Begins a story without reports."""
    return shown(state(request).store.add(new.title, []))


@changing.post("/import", operation_id="importStory", status_code=201)
def import_story(request: Request, file: UploadFile) -> Story:
    """Takes in a story from a file that was exported."""
    app = state(request)
    title, given, judged = exchange.read(file.file.read(), app.settings.max_upload_bytes)
    story = app.store.add(title, given, judged)
    app.worker.wake()
    return shown(story)


@router.get("/stories/{id}", operation_id="getStory")
def get_story(request: Request, id: Id) -> Story:
    """One story."""
    return shown(state(request).store.story(id))


@changing.patch("/stories/{id}", operation_id="renameStory")
def rename_story(request: Request, id: Id, title: Title) -> Story:
    """Gives a story another title."""
    return shown(state(request).store.rename(id, title.title, title.version))


@changing.delete("/stories/{id}", operation_id="removeStory", status_code=204)
def remove_story(request: Request, id: Id, version: Version) -> None:
    """Forgets a story with its reports and judgements."""
    app = state(request)
    app.store.remove(id, version)
    app.worker.cancel(id)


@router.get(
    "/stories/{id}/export",
    operation_id="exportStory",
    response_class=Response,
    responses={200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}},
)
def export_story(request: Request, id: Id) -> Response:
    """The story as one file: its reports, judgements and last dossier."""
    data = exchange.write(state(request).store, id)
    headers = {"content-disposition": f'attachment; filename="story-{id}.zip"'}
    return Response(data, media_type="application/zip", headers=headers)


@changing.post("/stories/{id}/compare", operation_id="compareStory")
def compare_story(request: Request, id: Id) -> Story:
    """Has a story compared again."""
    app = state(request)
    story = app.store.again(id)
    app.worker.wake(id)
    return shown(story)


@changing.post("/stories/{id}/cancel", operation_id="cancelStory")
def cancel_story(request: Request, id: Id) -> Story:
    """Ends the comparison of a story and the fetching of its addresses."""
    app = state(request)
    app.store.story(id)
    app.worker.cancel(id)
    return shown(app.store.story(id))


@router.get("/stories/{id}/progress", operation_id="getProgress")
def get_progress(request: Request, id: Id) -> Progress:
    """How far the comparison of a story is."""
    app = state(request)
    story = app.store.story(id)
    return Progress.model_validate({"state": story.state, "fetching": story.fetching, **app.worker.progress(id)})


@router.get(
    "/stories/{id}/dossier",
    operation_id="getDossier",
    response_class=Response,
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}},
)
def get_dossier(request: Request, id: Id, number: Number = None) -> Response:
    """The last dossier of a story, or an earlier one, as `crossread compare --json` prints it."""
    dossier = state(request).store.dossier(id, number)
    return Response(msgspec.json.encode(dossier), media_type="application/json")


@router.get("/stories/{id}/changes", operation_id="getChanges")
def get_changes(request: Request, id: Id, since: Number = None) -> Changes:
    """What the last dossier has that the one which was looked at last (or that of the number `since`) had not."""
    store = state(request).store
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
        for j in state(request).store.history(id)
    ]


@changing.post("/stories/{id}/judgements", operation_id="judge", status_code=201)
def judge(request: Request, id: Id, judged: Judge) -> Story:
    """Adds a judgement of findings of the last dossier; the story is compared again with it."""
    app = state(request)
    given = [*judged.findings, *([judged.speaker] if judged.speaker else [])]
    record = making.make(
        app.store.dossier(id), judged.kind, given, at=making.now(), by=judged.by or None, note=judged.note or None
    )
    story = app.store.judge(id, files.line(record).decode(), judged.version)
    app.worker.wake(id)
    return shown(story)


@changing.delete("/stories/{id}/judgements/{number}", operation_id="undoJudgement")
def undo_judgement(request: Request, id: Id, number: Place, version: Version) -> Story:
    """Takes a judgement back; it stays in the history."""
    app = state(request)
    story = app.store.undo(id, number, version)
    app.worker.wake(id)
    return shown(story)


@router.get("/search", operation_id="search")
def search(
    request: Request, q: Annotated[str, Query(max_length=300)], most: Annotated[int, Query(ge=1, le=200)] = 50
) -> list[Hit]:
    """Reports, quotations and points of all stories that have all of these words."""
    return [Hit.model_validate(msgspec.to_builtins(h)) for h in state(request).store.search(q, most)]
