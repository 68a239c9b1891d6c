"""What is refused before a request reaches the app.

A page of another site can make a browser send requests here. So the host must be one of ours (against rebinding of
names), and a request that changes something must come from our own pages: Sec-Fetch-Site or, for older browsers,
Origin (OWASP, Cross-Site Request Forgery Prevention), and with the token that only our own pages can read.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from urllib.parse import urlsplit

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crossread.app.settings import AppSettings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN = "x-crossread-token"
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
CSP = (
    b"content-security-policy",
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    b"form-action 'self'; base-uri 'none'; frame-src 'self'; frame-ancestors 'self'",
)


class Guard:
    """ASGI middleware that refuses what is not ours, too large or too slow, and adds the headers of every answer."""

    def __init__(self, app: ASGIApp, settings: AppSettings, token: str) -> None:
        self._app, self._settings, self._token = app, settings, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on, or answers with the reason."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refusal(scope["method"], headers)
        if refused:
            await _answer(send, scope["path"], *refused)
            return
        await self._app(scope, _limited(receive, self._settings), _with_headers(send))

    def _refusal(self, method: str, headers: dict[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if _name(host) not in self._settings.hosts:
            return 421, f"The app is not to be called {host!r}: open it by one of {', '.join(self._settings.hosts)}."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._settings.max_upload_bytes:
            return 413, _too_large(self._settings)
        if method in SAFE:
            return None
        site = headers.get("sec-fetch-site")
        origin = headers.get("origin")
        if site not in (None, "same-origin", "none"):
            return 403, "The request comes from another site: only the app's own pages may change something."
        if origin is not None and urlsplit(origin).netloc != host:
            return 403, "The request comes from another origin: only the app's own pages may change something."
        if not hmac.compare_digest(headers.get(TOKEN, "").encode(), self._token.encode()):
            return 403, f"The token is missing or of an earlier start of the app: load the page again ({TOKEN})."
        return None


def token() -> str:
    """A new token, which lasts as long as the process."""
    return secrets.token_urlsafe(24)


def _name(host: str) -> str:
    """A host without its port; an address of version 6 keeps its brackets."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()


def _too_large(settings: AppSettings) -> str:
    return (
        f"The request is larger than {settings.max_upload_bytes:,} bytes (max_upload_bytes): send fewer files at once."
    )


class CutOff(HTTPException):
    """The body goes on beyond the limit, or takes longer than the limit to arrive."""


def _limited(receive: Receive, settings: AppSettings) -> Receive:
    """Counts what arrives and when."""
    size = 0
    end = asyncio.get_running_loop().time() + settings.max_upload_seconds
    whole = False

    async def next_part() -> Message:
        nonlocal size, whole
        if whole:
            return await receive()
        left = end - asyncio.get_running_loop().time()
        try:
            message = await asyncio.wait_for(receive(), max(left, 0.01))
        except TimeoutError:
            limit = f"{settings.max_upload_seconds:g} seconds (max_upload_seconds)"
            raise CutOff(408, f"The request took more than {limit} to arrive: send fewer files at once.") from None
        size += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if size > settings.max_upload_bytes:
            raise CutOff(413, _too_large(settings))
        return message

    return next_part


def _with_headers(send: Send) -> Send:
    async def forward(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(h for h in HEADERS if h[0] not in there)]
            if CSP[0] not in there:
                message["headers"].append(CSP)
        await send(message)

    return forward


async def _answer(send: Send, path: str, status: int, message: str) -> None:
    if path.startswith("/api"):
        kind, body = b"application/json", json.dumps({"message": message}).encode()
    else:
        kind, body = b"text/plain; charset=utf-8", f"{message}\n".encode()
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), *HEADERS, CSP]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
