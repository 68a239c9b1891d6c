"""The part of the API that gives a story its reports: pasted texts, files, folders, addresses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from fastapi import Request, UploadFile

from crossread.app.models import Address, Addresses, Folder, SourceName, Story, Texts
from crossread.app.naming import file_name
from crossread.app.routing import Id, Named, Place, Version, changing, router, shown, state
from crossread.errors import CrossreadError
from crossread.reports import beside
from crossread.reports import sources as places
from crossread.store import Source


@router.get("/stories/{id}/sources", operation_id="listSources")
def list_sources(request: Request, id: Id) -> list[SourceName]:
    """The reports of a story by their names."""
    return [SourceName.model_validate(msgspec.to_builtins(s)) for s in state(request).store.listed(id)]


@router.get("/stories/{id}/addresses", operation_id="listAddresses")
def list_addresses(request: Request, id: Id) -> list[Address]:
    """The addresses of a story that wait to be fetched, are being fetched, or were refused with their reason."""
    app = state(request)
    return [
        Address(
            number=a.number,
            url=a.url,
            state="refused" if a.state == "refused" else "fetching" if app.fetching.is_asked(a) else "waiting",
            message=a.message,
            added=a.added,
        )
        for a in app.store.addresses(id)
    ]


@changing.post("/stories/{id}/addresses", operation_id="addAddresses", status_code=202)
def add_addresses(request: Request, id: Id, given: Addresses) -> Story:
    """Has addresses fetched, each a report; when none waits any longer, the story is compared again."""
    app = state(request)
    most = app.settings.max_addresses
    waiting = {a.url for a in app.store.addresses(id) if a.state == "waiting"} | set(given.urls)
    if len(waiting) > most:
        raise CrossreadError(f"{len(waiting)} addresses are too many at once (max_addresses is {most}): give fewer.")
    story = app.store.want(id, given.urls)
    app.fetching.wake()
    return shown(story)


@changing.delete("/stories/{id}/addresses/{number}", operation_id="removeAddress", status_code=204)
def remove_address(request: Request, id: Id, number: Place) -> None:
    """Takes an address off the list, fetched or not."""
    app = state(request)
    app.store.forget(id, number)
    app.worker.wake()


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
    if not state(request).settings.folders:
        raise CrossreadError("Folders of the app's machine are not taken (folders): add the files themselves.")
    if not _is_folder(folder.path):
        said = folder.path if len(folder.path) <= 200 else f"{folder.path[:200]}…"
        raise CrossreadError(f"{said!r} is no folder on this machine: check the path.")
    found, _ = places.expand([folder.path])
    settings = state(request).reading
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
    app = state(request)
    story = app.store.add_sources(id, given)
    app.worker.wake(id)
    return shown(story)


@changing.delete("/stories/{id}/sources/{name}", operation_id="removeSource")
def remove_source(request: Request, id: Id, name: Named, version: Version) -> Story:
    """Takes a report out; the story is compared again."""
    app = state(request)
    story = app.store.remove_source(id, name, version)
    app.worker.wake(id)
    return shown(story)
