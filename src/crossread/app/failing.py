"""What a failure is answered with: one sentence, as JSON from the API and as a page to a browser."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from crossread.app import pages, security
from crossread.errors import CrossreadError, Refused
from crossread.store import Stale, Unknown

AWAY = "The store does not answer ({why}): see that its disk or its database is there, then try again."
NOWHERE = "There is nothing at this address: see that it is whole, or look in the library."
BROKEN = "The app failed unexpectedly ({why}): please report it, with what you did."


def handle(app: FastAPI) -> None:
    """Has an application answer so."""
    app.add_exception_handler(CrossreadError, _failed)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(SQLAlchemyError, _away)
    app.add_exception_handler(Exception, _broken)


def _failed(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, Unknown) else 409 if isinstance(error, Stale) else 400
    message = f"{error.source} {error.message}." if isinstance(error, Refused) else str(error)
    return _said(request, status, message)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if not request.url.path.startswith("/api") and first["loc"][0] == "path":
        return _said(request, 404, NOWHERE)
    where = ".".join(str(part) for part in first["loc"])
    return _said(request, 422, f"{where}: {first['msg']}.")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = error.detail if isinstance(error, security.CutOff) else f"{error.detail}: the library is at /."
    return _said(request, error.status_code, message, error.headers)


def _away(request: Request, error: Exception) -> Response:
    return _said(request, 503, AWAY.format(why=_in_short(getattr(error, "orig", None) or error)))


def _broken(request: Request, error: Exception) -> Response:
    # this answer is made outside of the guard, which would add the headers
    headers = {name.decode(): value.decode() for name, value in (*security.HEADERS, security.CSP)}
    return _said(request, 500, BROKEN.format(why=f"{type(error).__name__}: {_in_short(error)}"), headers)


def _in_short(error: object) -> str:
    return " ".join(str(error).split())[:200]


def _said(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    if request.url.path.startswith("/api"):
        return JSONResponse({"message": message}, status, headers)
    return pages.error(request, status, message, headers)
