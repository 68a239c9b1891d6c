"""What the app's handlers share."""

from __future__ import annotations

from dataclasses import dataclass

from crossread.app.fetching import Fetching
from crossread.app.settings import AppSettings
from crossread.app.worker import Worker
from crossread.settings import Settings
from crossread.store import Store


@dataclass(frozen=True)
class State:
    """The open store, the threads that compare and fetch, the limits, the token that only the app's own pages know."""

    store: Store
    worker: Worker
    fetching: Fetching
    settings: AppSettings
    reading: Settings
    token: str
