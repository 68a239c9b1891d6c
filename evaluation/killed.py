"""`crossread cluster --keep` killed at random moments and resumed: what was lost, what was doubled.

python -m evaluation.killed 20
"""

from __future__ import annotations

import html
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from evaluation.generator import archive

PAGES, LINES = 40, 30
"""Reports that are pages of a web archive, whose articles are costly to find, and reports that are lines of JSON."""
CHAIN = 5
"""Kills, one after the other, before a run is let through."""


def measure(kills: int = 20, seed: int = 11) -> dict[str, float]:
    """Reports ``lost`` and ``doubled`` by all runs that were let through, ``differing`` outputs, and the ``seconds``.

    A killed run is one that was alive when it got the signal that cannot be caught (SIGKILL). What it printed until
    then is held to the same: it must be a beginning of the whole.
    """
    made = random.Random(seed)
    began = time.perf_counter()
    total = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        _write(here / "in")
        whole, seconds = _run(here, None, None)
        assert whole is not None
        chain = 0
        while total["kills"] < kills or chain:
            patience = made.uniform(0, seconds) if chain < CHAIN and total["kills"] < kills else None
            found, _ = _run(here, here / f"keep{total['finished']}", patience)
            if found is None:
                total["kills"] += 1
                chain += 1
                total["differing"] += not whole[0].startswith((here / "out").read_bytes())
                continue
            chain = 0
            total["finished"] += 1
            total["differing"] += found != whole
            total["lost"] += (_named(whole[0]) - _named(found[0])).total()
            total["doubled"] += (_named(found[0]) - _named(whole[0])).total()
    names = ("kills", "finished", "lost", "doubled", "differing")
    return {**{name: float(total[name]) for name in names}, "seconds": time.perf_counter() - began}


def _run(here: Path, keep: Path | None, patience: float | None) -> tuple[list[bytes] | None, float]:
    """What the command wrote, and the seconds it took; None for what it wrote if it was killed before its end."""
    outputs = [here / "out", here / "versions", here / "refused"]
    command = [sys.executable, "-m", "crossread", "cluster", str(here / "in"), "--jsonl"]
    command += ["--versions", str(outputs[1]), "--refused", str(outputs[2])]
    began = time.perf_counter()
    with outputs[0].open("wb") as out:
        process = subprocess.Popen([*command, *(["--keep", str(keep)] if keep else [])], stdout=out)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process.returncode == -signal.SIGKILL:
        return None, time.perf_counter() - began
    if process.returncode not in (0, 1):
        raise RuntimeError(f"the command ended with status {process.returncode}")
    return [path.read_bytes() for path in outputs], time.perf_counter() - began


def _named(lines: bytes) -> Counter[str]:
    """How often each report is named, as itself or as a version."""
    found = Counter[str]()
    for line in lines.splitlines():
        story = json.loads(line)
        found.update(story["reports"])
        found.update(id for ids in story.get("versions", {}).values() for id in ids)
    return found


def _write(folder: Path) -> None:
    """Reports as pages of a web archive, with later versions of some and pages without an article, and as lines."""
    folder.mkdir()
    rows = list(archive(PAGES + LINES))
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, row in enumerate(rows[:PAGES]):
        _page(writer, row["url"], row["date"], row["title"], row["text"])
        if number % 10 == 0:
            _page(
                writer,
                row["url"],
                f"{row['date'][:8]}28",
                row["title"],
                f"Two more were found in the evening. {row['text']}",
            )
            _page(writer, f"{row['url']}/menu", row["date"], "", "")
    (folder / "pages.warc.gz").write_bytes(out.getvalue())
    with (folder / "lines.jsonl").open("w", encoding="utf-8") as file:
        for row in rows[PAGES:]:
            file.write(json.dumps({k: v for k, v in row.items() if k not in ("story", "planted")}) + os.linesep)


def _page(writer: WARCWriter, url: str, day: str, title: str, text: str) -> None:
    paragraphs = "".join(f"<p>{html.escape(line)}.</p>" for line in text.split(". ") if line)
    page = (
        f"<html><head><title>{html.escape(title)}</title></head><body><h1>{html.escape(title)}</h1>{paragraphs}</body>"
    )
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    told = {"WARC-Date": f"{day}T00:00:00Z"}
    payload = io.BytesIO(page.encode())
    writer.write_record(
        writer.create_warc_record(url, "response", payload=payload, http_headers=head, warc_headers_dict=told)
    )


if __name__ == "__main__":
    print("  ".join(f"{name} {figure:.4g}" for name, figure in measure(int(sys.argv[1])).items()))
