"""From an archive or a stream to stories: which reports tell of one event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from crossread.identity import identity
from crossread.language import Language
from crossread.settings import Settings
from crossread.stories import sources
from crossread.stories.clustering import Progress, clustered
from crossread.stories.executors import Executor
from crossread.stories.sources import Refuse
from crossread.stories.values import Change, Found, Story
from crossread.stories.vectors import Kept
from crossread.stories.versions import Version
from crossread.values import Problem

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
    columns: Mapping[str, str] | None = None,
    changed: Callable[[Version], None] | None = None,
) -> Found:
    """The stories of all records in files, folders and archives, as `clustering.clustered` finds them.

    In the folder ``keep`` articles of pages and vectors are kept, so that a run that was stopped goes on where it was.
    ``columns`` are names of columns by what they hold. ``changed`` is told each later version of an article.
    """
    records = sources.records(names, settings, refuse, columns=columns, keep=keep, tell=tell, executor=executor)
    kept = Kept(keep, language) if keep else None
    with clustered(records, language, settings, tell, stream, kept, executor) as made:
        found = tuple(made.stories())
        if doubtful := made.doubtful():
            more = f", as are {len(doubtful) - 1:,} others" if len(doubtful) > 1 else ""
            message = f"is the id of several articles{more}: what is found of one cannot be told from the other"
            refuse(Problem(source=doubtful[0], message=message, refused=False))
        if changed:
            for version in made.versions([s.story for s in found]):
                changed(version)
        return Found(stories=found, changes=made.changes)
