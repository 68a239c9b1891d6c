"""The articles of pages, found by whoever shares the work, in the order in which the pages were met."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator

from crossread.settings import Settings
from crossread.stories.executors import Executor, Here
from crossread.stories.records import Record
from crossread.stories.sources.extracts import Extracts
from crossread.stories.sources.pages import Block, Page, read
from crossread.values import Problem

PAGES, BYTES = 32, 2_000_000
"""Of a block: it is full with so many pages, or bytes of them and of the records between them."""
MET = 500
"""A block ends behind so many records, pages and problems, whatever they are."""

Met = Record | Page | Problem


def found(
    met: Iterable[Met], settings: Settings, extracts: Extracts | None, executor: Executor
) -> Iterator[Record | Problem]:
    """What was met, with records in place of pages, or problems if there is no article in them.

    In this process a page is read when it is its turn; others are given some blocks ahead. What ``extracts`` has is
    not read again.
    """
    coming = iter(met)
    for one in coming:
        if isinstance(one, Page):
            yield from _Shared(itertools.chain((one,), coming), settings, extracts, executor)
        else:
            yield one


class _Shared:
    def __init__(self, met: Iterator[Met], settings: Settings, extracts: Extracts | None, executor: Executor) -> None:
        self._met, self._settings, self._extracts, self._executor = met, settings, extracts, executor
        self._most = 1 if isinstance(executor, Here) else MET
        self._given: deque[list[Met]] = deque()
        """What was met of each block that is not back yet."""

    def __iter__(self) -> Iterator[Record | Problem]:
        for results in self._executor.map(read, self._blocks()):
            left = iter(results)
            for one in self._given.popleft():
                yield self._kept(one, next(left)) if isinstance(one, Page) else one

    def _blocks(self) -> Iterator[Block]:
        together: list[Met] = []
        pages = size = 0
        for one in self._met:
            if isinstance(one, Page):
                known = self._extracts.get(one.unread) if self._extracts else None
                if known is None:
                    pages += 1
                    size += len(one.unread.data)
                else:
                    one = _made(one, known)
            if isinstance(one, Record):
                size += len(one.text)
            together.append(one)
            if len(together) >= self._most or pages >= PAGES or size >= BYTES:
                yield self._given_away(together)
                together, pages, size = [], 0, 0
        if together:
            yield self._given_away(together)

    def _given_away(self, together: list[Met]) -> Block:
        self._given.append(together)
        return Block([one.unread for one in together if isinstance(one, Page)], self._settings)

    def _kept(self, page: Page, result: Record | str) -> Record | Problem:
        if self._extracts:
            self._extracts.put(page.unread, result)
        return _made(page, result)


def _made(page: Page, result: Record | str) -> Record | Problem:
    return Problem(source=page.where, message=result) if isinstance(result, str) else page.record(result)
