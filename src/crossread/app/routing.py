"""What the API's operations share: their routers, parameters and answers."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request, Security
from fastapi import Path as InPath
from fastapi.security import APIKeyHeader

from crossread.app.models import NO_NUL, Message, Story
from crossread.app.security import TOKEN
from crossread.app.state import State

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


def state(request: Request) -> State:
    found: State = request.app.state.crossread
    return found


def shown(story: object) -> Story:
    return Story.model_validate(msgspec.to_builtins(story))
