"""Whoever reads the pages, records and refusals are the same and come in the same order; each page is read once."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from crossread.settings import Settings
from crossread.stories.executors import Executor, Here, chosen
from crossread.stories.records import Record
from crossread.stories.sources import Told, pages, records, shared
from crossread.values import Problem
from tests.stories.test_sources import PAGE, web_archive

Job = TypeVar("Job")
Result = TypeVar("Result")


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "PAGES", 2)
    monkeypatch.setattr(shared, "MET", 4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pages, some without an article, between other files, and an archive with a broken record."""
    made = tmp_path / "pages"
    made.mkdir()
    for n in range(7):
        (made / f"a{n}.html").write_text(PAGE.replace("forty", f"{n + 20}"), "utf-8")
    (made / "a3.html").write_text("<html><body></body></html>", "utf-8")
    (made / "a4.jsonl").write_text('{"id": "1", "title": "Mill burns", "text": "x"}\nno object\n' * 5, "utf-8")
    (made / "b.pdf").write_bytes(b"%PDF-1.4 no more")
    (made / "b.eml").write_text(f"Subject: Mill\nFrom: a@x.example\nContent-Type: text/html\n\n{PAGE}\n", "utf-8")
    whole = [web_archive(f"https://x.example/{n}", packed=False) for n in range(3)]
    broken = whole[1][: len(whole[1]) // 3] + b"\x00broken\x00" * 9
    (made / "c.warc").write_bytes(whole[0] + broken + whole[1] + whole[2])
    return made


def read(
    folder: Path, executor: Executor | None, keep: Path | None = None, tell: Told | None = None
) -> list[Record | Problem]:
    out: list[Record | Problem] = []
    for record in records([str(folder)], Settings(), out.append, keep=keep, executor=executor, tell=tell):
        out.append(record)
    return out


@pytest.fixture
def alone(folder: Path) -> list[Record | Problem]:
    found = read(folder, None)
    told = [one.message for one in found if isinstance(one, Problem)]
    assert len(found) - len(told) == 6 + 5 + 1 + 3 and len(told) > 10
    assert any("broken record" in message for message in told)
    return found


def test_processes_read_what_one_reads(folder: Path, alone: list[Record | Problem]) -> None:
    killed: list[int] = []

    def kill(*_: object) -> None:
        if not killed and (children := multiprocessing.active_children()):
            killed.append(children[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    with chosen(workers=2) as executor:
        assert read(folder, executor, tell=kill) == alone
    assert killed


class Noted(Here):
    """Is given blocks, a few ahead, and notes what is in them."""

    def __init__(self) -> None:
        self.given = self.ahead = 0

    def map(self, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        blocks = []
        for job in jobs:
            assert isinstance(job, pages.Block)
            self.given += len(job.pages)
            blocks.append(job)
            if len(blocks) > 2:
                yield work(blocks.pop(0))
        yield from map(work, blocks)


def test_what_is_kept_is_not_given_away(folder: Path, alone: list[Record | Problem], tmp_path: Path) -> None:
    some = records([str(folder / "c.warc")], Settings(), lambda _: None, keep=tmp_path, executor=chosen(workers=1))
    next(some)
    some.close()  # one page was read, and is kept although the run went no further
    first, second = Noted(), Noted()
    assert read(folder, first, tmp_path) == alone
    size = (tmp_path / "articles").stat().st_size
    assert read(folder, second, tmp_path) == alone
    assert (first.given, second.given) == (7 + 1 + 1 + 1, 0)  # of the archive only what is broken
    assert (tmp_path / "articles").stat().st_size == size
