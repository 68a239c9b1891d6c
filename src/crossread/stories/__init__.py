"""From an archive or a stream to stories: which reports tell of one event."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crossread.language import Language
from crossread.settings import Settings
from crossread.stories import sources
from crossread.stories.clustering import Progress, clustered
from crossread.stories.executors import Executor
from crossread.stories.sources import Refuse
from crossread.stories.values import Change, Found, Story, identity
from crossread.stories.vectors import Kept

__all__ = ["Change", "Found", "Story", "cluster", "identity"]


def cluster(
    names: Sequence[str],
    language: Language,
    settings: Settings,
    refuse: Refuse,
    tell: Progress,
    stream: bool = False,
    keep: Path | None = None,
    executor: Executor | None = None,
) -> Found:
    """The stories of all records in files, folders and archives, as `clustering.clustered` finds them.

    In the folder ``keep`` vectors are kept, so that a run that was stopped goes on where it was.
    """
    records = sources.records(names, settings, refuse)
    kept = Kept(keep, language) if keep else None
    with clustered(records, language, settings, tell, stream, kept, executor) as made:
        return Found(stories=tuple(made.stories()), changes=made.changes)
