"""What a store costs at the size of an archive: records a second, and how long a list and a search take.

python -m evaluation.store 100000 [PLACE]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from crossread.store import Archive, Member
from crossread.stories.records import Record
from evaluation import generator

TOGETHER = 500
REPEATS = 9


def main(size: int, place: str) -> None:
    """Print a line per measure."""
    store = Archive(place)
    truth: dict[str, list[int]] = defaultdict(list)
    spent, busy, rows, told = 0.0, 0.0, list[Record](), list[str]()

    def flush() -> None:
        nonlocal spent, busy
        begun, ran = time.perf_counter(), time.process_time()
        added = store.add(rows)
        spent += time.perf_counter() - begun
        busy += time.process_time() - ran
        for story, one in zip(told, added, strict=True):
            truth[story].append(one.number)
        rows.clear()
        told.clear()

    for row in generator.archive(size):
        rows.append(Record(id=row["id"], url=row["url"], title=row["title"], date=row["date"], text=row["text"]))
        told.append(row["story"])
        if len(rows) == TOGETHER:
            flush()
    flush()
    print(f"added: {size / spent:,.0f} records a second, {size / busy:,.0f} a second of this process")
    groups = [[Member(n) for n in sorted(numbers)] for _, numbers in sorted(truth.items())]
    for what in ("placed", "placed again"):
        begun = time.perf_counter()
        store.place(groups)
        print(f"{what}: {len(groups):,} stories in {time.perf_counter() - begun:.1f} s")
    newest = store.stories(least=2, most=1)[0]
    words = store.reports(newest.id)[0].text.split()
    asked: dict[str, Callable[[], object]] = {
        "the newest 50": lambda: store.stories(least=2),
        "how many there are": lambda: store.how_many(least=2),
        "page 200": lambda: store.stories(least=2, start=10_000),
        "one of its reports": lambda: store.reports(newest.id),
        "a word of nearly all": lambda: store.search("the"),
        "a word of many": lambda: store.search("police"),
        "two words": lambda: store.search(" ".join(words[:2])),
    }
    for what, ask in asked.items():
        took, ran = [], time.process_time()
        for _ in range(REPEATS):
            begun = time.perf_counter()
            ask()
            took.append(time.perf_counter() - begun)
        busy = (time.process_time() - ran) / REPEATS
        print(f"{what}: {sorted(took)[REPEATS // 2] * 1000:.1f} ms, {busy * 1000:.1f} of this process")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")
    store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else str(Path(folder, "stories.db")))
