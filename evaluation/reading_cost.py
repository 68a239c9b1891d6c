"""What reading costs: its time against spaCy's own pipeline alone, and the memory of one very long report."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from crossread import language, reading
from crossread.reading.blocks import READ
from crossread.reports import load
from crossread.settings import Settings
from evaluation import processes

ROUNDS = 3
"""Rounds of both, in turn, of which the fastest counts: other work on the machine only ever adds time."""
LONG = 20_000
"""Words of the report whose memory is measured."""


def measure(sources: Sequence[Path]) -> dict[str, float | None]:
    """``ratio``: processor time of reading these reports, all of it, over that of parsing the same paragraphs.

    ``MB``: largest resident size of `crossread read --jsonl` for a report of ``LONG`` words made of their paragraphs.
    """
    settings = Settings()
    door = language.load(settings)
    reports = [load(str(source), settings) for source in sources]
    texts = [[r.text[p.start : p.end] for p in r.parts if p.kind in READ] for r in reports]
    whole: list[float] = []
    alone: list[float] = []
    for _ in range(ROUNDS + 1):
        began = time.process_time()
        for report in reports:
            reading.read(report, door)
        read = time.process_time()
        for paragraphs in texts:
            door.parse(paragraphs)
        whole.append(read - began)
        alone.append(time.process_time() - read)
    # the first round loads what is loaded only once
    return {"ratio": min(whole[1:]) / min(alone[1:]), "MB": _memory([t for ts in texts for t in ts])}


def _memory(paragraphs: Sequence[str]) -> float | None:
    """Megabytes at the most, in a process of its own."""
    words, lines = 0, []
    while words < LONG:
        for paragraph in paragraphs:
            lines.append(paragraph)
            words += len(paragraph.split())
    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "long.txt"
        # a repeated paragraph is not read twice: each gets a number of its own
        long.write_text("\n\n".join(f"{line} ({n})" for n, line in enumerate(lines, 1)), "utf-8")
        command = [str(Path(sys.executable).parent / "crossread"), "read", "--jsonl", str(long)]
        return processes.run(command, Path(folder) / "out")["MB"]
