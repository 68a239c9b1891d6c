"""The API keeps to its own document, whatever it is sent: every operation, on a file and on a PostgreSQL server."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from schemathesis.python import asgi
from schemathesis.specs.openapi import checks

from crossread.app import routing, security, serving
from crossread.app.state import State
from crossread.store import Source, Store
from crossread.store.searching import entries
from tests import made
from tests.store.conftest import postgres

__all__ = ["postgres"]
ID = re.compile("[0-9a-f]{16}")
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]
EXAMPLES = 20
"""Requests to each operation; with those that cover the limits of each field, some 2,000 in all."""
FINDINGS = ["p1", "p2", "q1", "c1", "u1", "s1"]
"""Of the story that is there; not all of them are."""


class Asked(NamedTuple):
    state: State
    session: Any


@asynccontextmanager
async def asleep(_: FastAPI) -> AsyncIterator[None]:
    """Nothing is compared or fetched."""
    yield


def ready(store: Store) -> tuple[str, int]:
    """A story that has something of everything, and its version."""
    for story in store.stories():
        if story.dossier and story.reports > 2 and store.addresses(story.id):
            return story.id, story.version
    given = [Source(name=f"{n}.txt", data=f"Report {n}.".encode()) for n in range(9)]
    story = store.add("Bridge", given)
    story = store.judge(story.id, '{"schema": 1, "kind": "note"}', story.version)
    store.want(story.id, [f"https://x.example/{n}" for n in range(9)])
    dossier = made.dossier()
    assert store.keep(story.id, dossier, list(entries(dossier)), story.version)
    return ready(store)


def document() -> dict[str, Any]:
    """What the API says of itself."""
    bare = FastAPI()
    bare.include_router(routing.router)
    bare.include_router(routing.changing)
    return bare.openapi()


SCHEMA = schemathesis.openapi.from_dict(document())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """An app over an empty store that answers what the schema asks; half of it is asked of a story that is there."""
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("contract") / "stories.db")
    else:
        make: Callable[[], str] = request.getfixturevalue("postgres")
        place = make()
    app = serving.create(place)
    app.router.lifespan_context = asleep
    state: State = app.state.crossread
    with asgi.get_client(app) as session:
        yield Asked(state, session)
    state.store.close()


@SCHEMA.parametrize()
@settings(
    max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
def test_every_answer_is_as_documented(asked: Asked, case: Any) -> None:
    _aim(asked.state.store, case)
    headers = {security.TOKEN: asked.state.token}
    case.call_and_validate("http://localhost", asked.session, headers, CHECKS)


def _aim(store: Store, case: Any) -> None:
    """Half of what could be an id or a version becomes that of a story that is there, and so what is named of it."""
    path = case.path_parameters or {}
    id = path.get("id")
    if not (isinstance(id, str) and ID.fullmatch(id) and id < "8"):
        return
    path["id"], version = ready(store)
    if case.meta.generation.mode.is_negative:
        return  # what is wrong in it is to stay wrong
    if "name" in path:
        path["name"] = store.sources(path["id"])[0].name
    if "addresses" in case.path and type(path.get("number")) is int:
        path["number"] = store.addresses(path["id"])[0].number
    if isinstance(case.body, dict) and case.body.get("findings") and isinstance(case.body["findings"], list):
        case.body["findings"] = FINDINGS[len(case.body["findings"]) % 4 :][: 1 + len(case.body["findings"]) % 3]
    for given in (case.query, case.body):
        if isinstance(given, dict) and type(given.get("version")) is int and given["version"] % 2 == 0:
            given["version"] = version
