"""What the app's handlers share."""

from __future__ import annotations

from dataclasses import dataclass

from crossread.app.settings import AppSettings
from crossread.app.worker import Worker
from crossread.settings import Settings
from crossread.store import Store


@dataclass(frozen=True)
class State:
    """The open store, the worker, the limits, and the token that only the app's own pages know."""

    store: Store
    worker: Worker
    settings: AppSettings
    reading: Settings
    token: str
