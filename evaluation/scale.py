"""Stories at the size of an archive: reports a second, seconds and memory, on what evaluation/generator.py makes.

python -m evaluation.scale stream 10000      reports a second that a stream places with so many live ones
python -m evaluation.scale archive 25000     seconds, memory and figures of `crossread cluster`, from cold
python -m evaluation.scale given 25000       the same in one process, sentence vectors given and not made
python -m evaluation.scale fold 10000        folding of copies, beside datasketch where that is installed
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from crossread import stories
from crossread.language import Language
from crossread.settings import Settings
from crossread.stories import copies
from crossread.stories.archive import Columns, block
from crossread.stories.furniture import Site
from crossread.stories.records import Record
from crossread.stories.stream import Stream
from evaluation import clusters
from evaluation.generator import archive

BATCH = 256
FED = 4_096
"""Reports that are timed once the live ones are there."""


def stream(live: int) -> dict[str, float]:
    """Reports a second that find their story among so many live ones. Sentence vectors are given, not made."""
    columns, known = _columns(live + FED)
    vectors = _vectors(known)
    run = Stream(lambda numbers: vectors[numbers])
    brief = columns.brief
    columns.days[:] = columns.days // 4  # so that none leaves the window
    began = busy = 0.0
    for start in range(0, len(columns), BATCH):
        if not began and start >= live:
            run.settle()
            began, busy = time.perf_counter(), time.process_time()
        part = slice(start, start + BATCH)
        run.add(columns.counts[part], columns.days[part], brief[part])
    run.settle()
    timed, busy = time.perf_counter() - began, time.process_time() - busy
    found = clusters.score(dict(zip(columns.ids, known, strict=True)), _groups(columns.ids, run.stories.tolist()))
    return {"live": live, "reports/s": FED / timed, "reports per processor second": FED / busy, **found}


def whole(size: int) -> dict[str, float]:
    """What `crossread cluster` costs from cold, and how well it finds what was planted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.jsonl"
        gold: dict[str, str] = {}
        with path.open("w", encoding="utf-8") as file:
            for row in archive(size):
                gold[row["id"]] = row["story"]
                file.write(json.dumps(row) + "\n")
        command = [str(Path(sys.executable).parent / "crossread"), "cluster", "--jsonl", str(path)]
        with (Path(folder) / "out").open("wb") as out:
            began = time.perf_counter()
            process = subprocess.Popen(command, stdout=out, stdin=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
        lines = (Path(folder) / "out").read_text("utf-8").splitlines()
        found = [json.loads(line)["reports"] for line in lines]
    resident = usage.ru_maxrss if sys.platform == "darwin" else usage.ru_maxrss * 1024
    spent = {"seconds": seconds, "processors": usage.ru_utime + usage.ru_stime, "MB": resident / 2**20}
    return {"size": size, **spent, **clusters.score(gold, found)}


def given(size: int) -> dict[str, float]:
    """What all but the making of sentence vectors costs, from an archive on disk to its stories."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.jsonl"
        with path.open("wb") as file:
            subprocess.run([sys.executable, "-m", "evaluation.generator", str(size)], stdout=file, check=True)
        gold: dict[str, str] = {}
        told: dict[str, str] = {}
        with path.open("rb") as lines:
            for line in lines:
                row = json.loads(line)
                gold[row["id"]] = told[row["title"]] = row["story"]
        before = resource.getrusage(resource.RUSAGE_SELF)
        began = time.perf_counter()
        door = Given(told)
        made = stories.cluster([str(path)], door, Settings(), print, lambda *_: None)
        seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = {
        "seconds": seconds,
        "processors": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "MB": after.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 2**20,
        "vectors": door.asked,
    }
    return {"size": size, **spent, **clusters.score(gold, [s.reports for s in made.stories])}


class Given(Language):
    """Vectors by the story that a headline is known to tell of."""

    def __init__(self, told: dict[str, str]) -> None:
        self._told = told
        self.asked = 0

    def vectors(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.asked += len(texts)
        return _vectors([self._told[text.split(". ")[0]] for text in texts])


def fold(size: int) -> dict[str, float]:
    """Seconds and megabytes of folding, and recall over pairs of planted copies; the same for datasketch."""
    rows = sorted(archive(size), key=lambda r: r["date"])
    texts = [row["text"] for row in rows]
    wanted = _planted(texts)

    def ours() -> list[tuple[int, int]]:
        first = copies.fold(*copies.sketches(texts))
        return [(int(f), n) for n, f in enumerate(first.tolist()) if f != n]

    out = {"size": float(size), **_run("", ours, wanted)}
    try:
        datasketch: Any = importlib.import_module("datasketch")
    except ImportError:
        return out

    def theirs() -> list[tuple[int, int]]:
        index = datasketch.MinHashLSH(threshold=copies.NEAR, num_perm=copies.SIZE)
        found = []
        for number, text in enumerate(texts):
            words = text.lower().split()
            size = copies.SHINGLE
            shingles = {" ".join(words[n : n + size]).encode() for n in range(len(words) - size + 1)}
            sketch = datasketch.MinHash(num_perm=copies.SIZE)
            sketch.update_batch(shingles)
            near = index.query(sketch)
            if near:
                found.append((min(near), number))
            else:
                index.insert(number, sketch)
        return found

    return out | _run("datasketch ", theirs, wanted)


def _run(name: str, work: Any, wanted: set[frozenset[int]]) -> dict[str, float]:
    began, busy = time.perf_counter(), time.process_time()
    found = work()
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    together: dict[int, set[int]] = {}
    for first, number in found:
        together.setdefault(first, {first}).add(number)
    groups = {n: first for first, members in together.items() for n in members}
    hit = sum(1 for pair in wanted if len({groups.get(n, -1 - n) for n in pair}) == 1)
    spent = {f"{name}seconds": seconds, f"{name}processors": busy, f"{name}MB": peak / 2**20}
    return spent | {f"{name}recall": hit / max(1, len(wanted))}


def _planted(texts: list[str]) -> set[frozenset[int]]:
    """Pairs of a text and its first copy: with the same last 300 words."""
    first: dict[str, int] = {}
    pairs = set()
    for number, text in enumerate(texts):
        start = first.setdefault(" ".join(text.split()[-300:]), number)
        if start != number:
            pairs.add(frozenset((start, number)))
    return pairs


def _columns(size: int) -> tuple[Columns, list[str]]:
    story: dict[str, str] = {}

    def records() -> Iterator[Record]:
        for row in archive(size):
            story[row["id"]] = row["story"]
            yield Record(id=row["id"], url=row["url"], title=row["title"], date=row["date"], text=row["text"])

    columns = Columns([block(records(), Site())])
    return columns, [story[id] for id in columns.ids]


def _vectors(known: Sequence[str]) -> npt.NDArray[np.float32]:
    """Vectors as an encoder would give them: those of a story have a cosine of .75 on average, others of 0."""
    out = np.zeros((len(known), 384), dtype=np.float32)
    for n, story in enumerate(known):
        seed = int.from_bytes(hashlib.blake2b(story.encode(), digest_size=4).digest())
        row = 3**0.5 * np.random.default_rng(seed).normal(size=384) + np.random.default_rng(n).normal(size=384)
        out[n] = row / np.linalg.norm(row)
    return out


def _groups(ids: list[str], labels: list[int]) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for id, label in zip(ids, labels, strict=True):
        found.setdefault(label, []).append(id)
    return list(found.values())


if __name__ == "__main__":
    told = {"stream": stream, "archive": whole, "given": given, "fold": fold}[sys.argv[1]](int(sys.argv[2]))
    print("  ".join(f"{name} {figure:.4g}" for name, figure in told.items()))
