"""A Dask cluster. A worker that dies is survived: the scheduler gives its blocks to the others."""

from __future__ import annotations

import functools
import importlib
import logging
import platform
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from importlib import metadata
from types import TracebackType
from typing import Any

from crossread.errors import CrossreadError
from crossread.stories.executors import TRIES, Job, Result
from crossread.stories.sources.extracts import READ_BY

ANSWER = 15.0
"""Seconds in which a scheduler must answer, and its first worker be there."""
PATIENCE = 60.0
"""Seconds that a run waits for workers once all are gone."""
LOOK = 2.0
"""Seconds between two looks at who is still there."""
AHEAD = 2
"""Jobs a thread of a worker that are handed out before the first of them is back."""
SAME = ("crossread", "numpy", "scipy", "onnxruntime", "tokenizers", *READ_BY)
"""Packages whose version must be the same everywhere: numbers may differ in their last digits from one to another, and
what is found in a page."""
PYTHON = "Python"


class Cluster:
    """The workers of the scheduler at this address, ``tcp://host:port``."""

    def __init__(self, address: str) -> None:
        try:
            distributed: Any = importlib.import_module("distributed")
        except ImportError as error:
            raise CrossreadError("--scheduler needs Dask: pip install 'crossread[cluster]'.") from error
        dask: Any = importlib.import_module("dask")
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GiB"})
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        logging.getLogger("tornado").setLevel(logging.CRITICAL)
        self._address = address
        self._killed: type[BaseException] = distributed.KilledWorker
        try:
            self._client: Any = distributed.Client(address, timeout=ANSWER, set_as_default=False)
        except (OSError, ValueError, RuntimeError, TypeError) as error:
            raise CrossreadError(
                f"No Dask scheduler answers at {address}: check the address (tcp://host:port) and that it runs."
            ) from error
        try:
            self.wait(1)
            self._check()
        except TimeoutError as error:
            self._client.close()
            raise CrossreadError(
                f"The scheduler at {address} has no worker: start one with `dask worker {address}`."
            ) from error
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close(timeout=LOOK)

    def wait(self, workers: int) -> None:
        """Until so many workers are there."""
        self._client.wait_for_workers(workers, timeout=ANSWER)

    def map(self, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """The results in the order of the jobs."""
        left = iter(jobs)
        ahead: deque[Any] = deque()
        done = functools.partial(_do, versions(), work)
        try:
            while True:
                most = AHEAD * max(1, sum(self._threads().values()))
                while len(ahead) < most and (job := next(left, None)) is not None:
                    ahead.append(self._client.submit(done, job, pure=False))
                if not ahead:
                    return
                result = self._result(ahead[0])
                ahead.popleft().release()
                yield result
        finally:
            for future in ahead:
                future.release()

    def _threads(self) -> Mapping[str, int]:
        try:
            found: Mapping[str, int] = self._client.nthreads()
        except (OSError, TimeoutError, CancelledError, RuntimeError) as error:
            raise self._lost() from error
        return found

    def _result(self, future: Any) -> Any:
        alone: float | None = None
        while True:
            try:
                return future.result(timeout=LOOK)
            except TimeoutError:
                pass
            except self._killed as error:
                raise CrossreadError(
                    f"Workers died {TRIES} times and more at one block: give them more memory, or fewer threads each."
                ) from error
            except (CancelledError, OSError) as error:
                raise self._lost() from error
            except (ImportError, AttributeError) as error:
                raise CrossreadError(
                    f"A worker at {self._address} has another Crossread than {versions()['crossread']} or none: "
                    "install the same version there."
                ) from error
            if self._client.status != "running":
                raise self._lost()
            if self._threads():
                alone = None
            elif time.monotonic() - (alone := alone or time.monotonic()) > PATIENCE:
                raise CrossreadError(f"All workers at {self._address} are gone: start some and run it again.")

    def _lost(self) -> CrossreadError:
        return CrossreadError(
            f"The scheduler at {self._address} was lost: start it and run it again; what --keep kept is not done anew."
        )

    def _check(self) -> None:
        """Every worker must have what is here. It is asked by functions of Python's own, for it may not have ours."""
        for name, own in versions().items():
            how = (platform.python_version,) if name == PYTHON else (metadata.version, name)
            for worker, its in sorted(self._client.run(*how, on_error="return").items()):
                if isinstance(its, BaseException):
                    raise _other(worker, name, own, None)
                if (_minor(its) if name == PYTHON else its) != own:
                    raise _other(worker, name, own, its)


@functools.cache
def versions() -> Mapping[str, str]:
    """What must be the same here and at a worker."""
    return {name: metadata.version(name) for name in SAME} | {PYTHON: _minor(platform.python_version())}


def _minor(version: str) -> str:
    return ".".join(version.split(".")[:2])


def _do(wanted: Mapping[str, str], work: Callable[[Job], Result], job: Job) -> Result:
    """In a worker, which may have joined in mid-run."""
    for name, own in versions().items():
        if own != wanted[name]:
            raise _other(platform.node(), name, wanted[name], own)
    return work(job)


def _other(worker: str, name: str, own: str, its: str | None) -> CrossreadError:
    title = {"crossread": "Crossread"}.get(name, name)
    return CrossreadError(
        f"The worker {worker} has {'no ' + title if its is None else f'{title} {its}'}, here it is {own}: "
        "install the same version there."
    )
