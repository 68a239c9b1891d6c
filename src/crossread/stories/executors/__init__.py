"""Who does the work on the blocks of an archive: this process, processes of this machine, or a Dask cluster.

A piece of work is a function of a module and one job, a block of the archive by value: nobody shares a file system or a
memory with anybody. What comes out does not depend on who did which block, nor on how many they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Protocol, TypeVar

__all__ = ["Executor", "Here", "chosen"]

Job = TypeVar("Job")
Result = TypeVar("Result")

TRIES = 3
"""Deaths of workers in a row, at one block, after which the block is thought to be what kills them."""


class Executor(Protocol):
    """Does one piece of work on many blocks. Left as a context, it lets its workers go."""

    def map(self, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """The results in the order of the jobs. Jobs are taken a few ahead, so that memory is bounded."""
        ...

    def __enter__(self) -> Executor: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Here:
    """This process, one job after the other."""

    def map(self, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """The results in the order of the jobs."""
        return map(work, jobs)

    def __enter__(self) -> Here:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to let go."""


def chosen(workers: int = 1, scheduler: str | None = None) -> Executor:
    """The cluster whose scheduler is named, so many processes of this machine, or this process alone."""
    if scheduler:
        from crossread.stories.executors.cluster import Cluster

        return Cluster(scheduler)
    if workers > 1:
        from crossread.stories.executors.processes import Processes

        return Processes(workers)
    return Here()
