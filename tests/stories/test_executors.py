"""Whoever does the work, the stories are the same; workers that die, that are others, and schedulers that are lost."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from crossread import language, stories
from crossread.errors import CrossreadError
from crossread.settings import Settings
from crossread.stories import archive, batch, neighbours, vectors
from crossread.stories.executors import Executor, Here, chosen, cluster
from evaluation import generator

pytest.importorskip("distributed")

SIZE = 400
Tell = Callable[[str, int, int], None]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "reports.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for row in generator.archive(SIZE):
            file.write(json.dumps(row | {"text": " ".join(row["text"].split()[:12])}) + "\n")
    return path


@pytest.fixture(scope="module", autouse=True)
def small_blocks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "RECORDS", 40)
        patch.setattr(neighbours, "BLOCK", 20)
        patch.setattr(batch, "LINKED", 50_000)
        patch.setattr(vectors, "TOGETHER", 20)
        yield


def found(path: Path, executor: Executor, tell: Tell = lambda *_: None, keep: Path | None = None) -> bytes:
    settings = Settings()
    refused: list[object] = []
    with executor:
        made = stories.cluster(
            [str(path)], language.load(settings), settings, refused.append, tell, keep=keep, executor=executor
        )
    assert refused == []
    return b"".join(msgspec.json.encode(story) + b"\n" for story in made.stories)


@pytest.fixture(scope="module")
def alone(reports: Path) -> bytes:
    made = found(reports, Here(), keep=reports.parent)
    assert SIZE // 8 < made.count(b"\n") < SIZE
    return made


class Once:
    """Does something at the second sign of life of a stage: in the middle of it."""

    def __init__(self, stage: str, deed: Callable[[], object]) -> None:
        self.stage, self.deed, self.done = stage, deed, False

    def __call__(self, stage: str, done: int, total: int, bytes: bool = False) -> None:
        if stage == self.stage and 0 < done < total - 1 and not self.done:
            self.done = True
            self.deed()


# --- processes ---


@pytest.mark.parametrize("stage", ["counting words", "reading leads"])
def test_a_process_that_is_killed_is_replaced(reports: Path, alone: bytes, stage: str) -> None:
    def kill() -> None:
        os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)

    once = Once(stage, kill)
    keep = reports.parent if stage == "counting words" else None
    assert found(reports, chosen(workers=2), once, keep) == alone
    assert once.done


def test_a_block_that_kills_every_process_is_told() -> None:
    with chosen(workers=2) as executor, pytest.raises(CrossreadError, match="died 3 times at one block"):
        list(executor.map(os._exit, range(5)))


def test_a_killed_run_leaves_no_process_behind(tmp_path: Path) -> None:
    script = (
        "from crossread.stories.executors.processes import Processes\n"
        "import os, time, multiprocessing\n"
        "if __name__ == '__main__':\n"
        "    results = Processes(2).map(abs, range(9))\n"
        "    next(results)\n"
        "    print(*[c.pid for c in multiprocessing.active_children()], flush=True)\n"
        "    time.sleep(60)\n"
    )
    (tmp_path / "run.py").write_text(script, "utf-8")
    with subprocess.Popen([sys.executable, str(tmp_path / "run.py")], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        children = [int(pid) for pid in run.stdout.readline().split()]
        run.kill()
    assert len(children) == 2
    until(lambda: not any(map(_there, children)))


def _there(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    return False


def until(what: Callable[[], object], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


# --- a cluster ---


class Started:
    """A scheduler and workers, real processes on this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        where = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(where))
        until(lambda: where.exists() and where.read_text("utf-8").endswith("}"))
        self.address: str = json.loads(where.read_text("utf-8"))["address"]

    def worker(self, path: str = "") -> subprocess.Popen[bytes]:
        here = str(self._folder / f"worker{len(self.processes)}")
        return self._start(
            "worker", self.address, "--no-nanny", "--nthreads", "1", "--local-directory", here, path=path
        )

    def _start(self, *arguments: str, path: str = "") -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
                stdout=log,
                stderr=log,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [path, *sys.path]))},
            )
        self.processes.append(process)
        return process

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    made = Started(tmp_path)
    yield made
    made.stop()


def test_one_of_three_workers_is_killed_then_another_then_the_scheduler(
    reports: Path, alone: bytes, started: Started
) -> None:
    workers = [started.worker() for _ in range(3)]
    with chosen(scheduler=started.address) as executor:
        assert isinstance(executor, cluster.Cluster)
        executor.wait(3)
        once = Once("reading leads", workers[1].kill)
        assert found(reports, executor, once) == alone
        assert once.done
    once = Once("counting words", workers[0].kill)
    assert found(reports, chosen(scheduler=started.address), once, keep=reports.parent) == alone
    assert once.done
    once = Once("reading leads", started.scheduler.kill)
    with pytest.raises(CrossreadError, match="was lost: start it and run it again"):
        found(reports, chosen(scheduler=started.address), once)
    assert once.done


def test_all_workers_are_gone(reports: Path, started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    once = Once("counting words", started.worker().kill)
    with pytest.raises(CrossreadError, match="are gone: start some and run it again"):
        found(reports, chosen(scheduler=started.address), once, keep=reports.parent)


def test_a_worker_of_another_version_is_refused(tmp_path: Path, started: Started) -> None:
    other = tmp_path / "crossread-0.0.7.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: crossread\nVersion: 0.0.7\n", "utf-8")
    started.worker(str(tmp_path))
    with pytest.raises(CrossreadError, match=r"has Crossread 0\.0\.7, here it is .*: install the same version there"):
        chosen(scheduler=started.address)


def test_a_scheduler_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 0.5)
    for address in ("tcp://127.0.0.1:1", "127.0.0.1:1", "nowhere", "http://127.0.0.1:1"):
        with pytest.raises(CrossreadError, match="No Dask scheduler answers at"):
            chosen(scheduler=address)


def test_a_scheduler_without_workers(monkeypatch: pytest.MonkeyPatch, started: Started) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 2.0)
    with pytest.raises(CrossreadError, match="has no worker: start one"):
        chosen(scheduler=started.address)
