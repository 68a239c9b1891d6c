"""One comparison in a process of its own: `python -m crossread.app.comparing STORE STORY`.

It says on standard output how far it is, a line of JSON each, and keeps the dossier in the store itself. A process can
be ended at any moment: the story then still waits, or has its new dossier whole.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
from pathlib import Path

from crossread import pipeline
from crossread.errors import CrossreadError
from crossread.settings import Settings
from crossread.store import Store
from crossread.store.searching import entries

RECORDS = "judgements.jsonl"


def main(place: str, id: str) -> int:
    """Exit status 0 when the story was compared or its failure noted."""
    threading.Thread(target=_end_with_the_app, daemon=True).start()
    store = Store(place)
    story = store.story(id)
    records = [j.record for j in store.history(id) if j.undone is None]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "reports")
        given.mkdir()
        sources = store.sources(id)
        for source in sources:
            (given / source.name).write_bytes(source.data)
        Path(folder, RECORDS).write_text("".join(f"{r}\n" for r in records), "utf-8")
        # a report is called by its name alone, wherever this folder lies
        os.chdir(given)
        try:
            dossier = pipeline.compare(
                [source.name for source in sources],
                Settings(),
                _tell,
                judgements=[str(Path(folder, RECORDS))] if records else (),
                urls={source.name: source.url for source in sources if source.url},
            )
        except CrossreadError as error:
            store.end(id, "failed", str(error))
            return 0
    store.keep(id, dossier, list(entries(dossier)), story.version)
    return 0


def _end_with_the_app() -> None:
    """The app holds the other end of standard input: when it is gone, however it ended, so is this process."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _tell(stage: str, done: int, total: int) -> None:
    print(json.dumps({"stage": stage, "done": done, "total": total}), flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
