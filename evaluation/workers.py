"""What `crossread cluster` costs whoever does the work, step by step, on what evaluation/generator.py makes.

python -m evaluation.workers 100000 here           in one process, sentence vectors given and not made
python -m evaluation.workers 100000 processes:2    the same in two processes of this machine
python -m evaluation.workers 100000 dask:2         the same with a Dask scheduler and two workers started here
python -m evaluation.workers 100000 moved          the same in one process; what would be moved to and from workers
python -m evaluation.workers 10000 dask:2 made     vectors made
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import multiprocessing
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import msgspec

from crossread import language, stories
from crossread.settings import Settings
from crossread.stories.executors import Executor, chosen
from evaluation import clusters
from evaluation.scale import Given

Job = TypeVar("Job")
Result = TypeVar("Result")
KB = 1 if sys.platform == "darwin" else 1024
"""Bytes of what ``ru_maxrss`` counts."""


class Measured:
    """An executor that notes what each kind of work costs where it is done."""

    def __init__(self, inner: Executor, moved: bool) -> None:
        self._inner, self._moved = inner, moved
        self.figures: dict[str, float] = defaultdict(float)
        self.resident = 0

    def __enter__(self) -> Measured:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Whoever made the inner one lets it go."""

    def map(self, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        name = work.__name__
        for result, spent, resident in self._inner.map(functools.partial(_timed, work), self._counted(name, jobs)):
            self.figures[f"{name} processors"] += spent
            self.figures[f"{name} blocks"] += 1
            self.resident = max(self.resident, resident)
            if self._moved:
                self.figures[f"{name} MB back"] += len(pickle.dumps(result, 5)) / 2**20
            yield result

    def _counted(self, name: str, jobs: Iterable[Job]) -> Iterator[Job]:
        for job in jobs:
            if self._moved:
                self.figures[f"{name} MB out"] += len(pickle.dumps(job, 5)) / 2**20
            yield job


def _timed(work: Callable[[Job], Result], job: Job) -> tuple[Result, float, int]:
    began = time.process_time()
    result = work(job)
    return result, time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KB


class Stages:
    """Seconds of each stage, of the clock and of the processor of this process, and its memory at the end of each."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._stage, self._began, self._busy = "", time.perf_counter(), time.process_time()

    def __call__(self, stage: str, done: int, total: int, bytes: bool = False) -> None:
        stage = stage.split(",")[0]
        if stage == self._stage:
            return
        now, busy = time.perf_counter(), time.process_time()
        if self._stage:
            resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KB / 2**20
            spent = f"{now - self._began:9.1f} s {busy - self._busy:9.1f} s of a processor {resident:8.0f} MB"
            self.lines.append(f"{self._stage:24}{spent}")
        self._stage, self._began, self._busy = stage, now, busy


def measure(size: int, who: str, made: bool) -> None:
    """Print what it costs."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        path = _archive(size, Path(folder))
        gold, told = {}, {}
        with path.open("rb") as lines:
            for line in lines:
                row = json.loads(line)
                gold[row["id"]] = told[row["title"]] = row["story"]
        kind, _, count = who.partition(":")
        before, others = _spent(resource.RUSAGE_SELF), _spent(resource.RUSAGE_CHILDREN)
        address = stack.enter_context(_dask(int(count), Path(folder))) if kind == "dask" else None
        known = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KB
        stages = Stages()
        began = time.perf_counter()
        settings = Settings()
        door = language.load(settings) if made else Given(told)
        with chosen(int(count) if kind == "processes" else 1, address) as inner:
            executor = Measured(inner, kind == "moved")
            found = stories.cluster([str(path)], door, settings, print, stages, executor=executor)
        stages("the end", 0, 1)
        seconds = time.perf_counter() - began
        own = _spent(resource.RUSAGE_SELF) - before
        while multiprocessing.active_children():
            time.sleep(0.05)
    out = b"".join(msgspec.json.encode(story) + b"\n" for story in found.stories)
    print(*stages.lines, sep="\n")
    for name, figure in executor.figures.items():
        print(f"{name:24}{figure:9.1f}")
    others = _spent(resource.RUSAGE_CHILDREN) - others
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KB
    score = clusters.score(gold, [s.reports for s in found.stories])
    print(
        f"{size:,} reports, {who}: {seconds:.0f} s; processors: {own:.0f} s here, {others:.0f} s elsewhere; "
        f"memory: {resident / 2**20:.0f} MB here ({known / 2**20:.0f} before the first report), "
        f"{executor.resident / 2**20:.0f} MB a worker; "
        f"bytes {hashlib.blake2b(out, digest_size=6).hexdigest()}; "
        + " ".join(f"{k} {v:.4f}" for k, v in score.items())
    )


def _archive(size: int, folder: Path) -> Path:
    """The generated archive: an own process makes it, whose time and memory are not counted."""
    kept = os.environ.get("CROSSREAD_ARCHIVES")
    path = Path(kept or folder) / f"{size}.jsonl"
    if not path.exists():
        with path.open("wb") as file:
            subprocess.run([sys.executable, "-m", "evaluation.generator", str(size)], stdout=file, check=True)
    return path


@contextlib.contextmanager
def _dask(workers: int, folder: Path) -> Iterator[str]:
    where = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(where), "--no-dashboard"]
    worker = ["worker", "--scheduler-file", str(where), "--no-nanny", "--nthreads", "1", "--no-dashboard"]
    commands = [[*dask, *scheduler], *[[*dask, *worker, "--local-directory", str(folder)]] * workers]
    started = [subprocess.Popen(c, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for c in commands]
    try:
        while not (where.exists() and where.read_text("utf-8").endswith("}")):
            time.sleep(0.05)
        yield json.loads(where.read_text("utf-8"))["address"]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _spent(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    measure(int(sys.argv[1]), sys.argv[2], sys.argv[3:] == ["made"])
