"""Lines that stand under many headlines of one host are the site's, not the report's."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from crossread.stories.records import hashed

FURNITURE = 3
"""A line that stands under so many headlines of one host is the site's."""
HEAD_CHARS = 3_000
"""Characters of a text in which its lead is looked for."""
RECENT, SHARE = 100_000, 20
"""Lines that are counted in a dictionary before they are put away, sixteen bytes each: so many, or a share of those
that were."""


class Site:
    """Says of a line whether it is the site's."""

    def __init__(self, lines: npt.NDArray[np.uint64] | None = None) -> None:
        self._lines = frozenset[int](() if lines is None else lines.tolist())

    def __call__(self, host: str, line: str) -> bool:
        """The line is the site's."""
        return bool(host and self._lines) and key(host, line) in self._lines


class Furniture:
    """Counts under how many headlines of one host a line stands."""

    def __init__(self) -> None:
        self._recent: dict[int, list[int]] = {}
        self._lines = self._titles = np.zeros(0, dtype=np.uint64)
        self._site: set[int] = set()

    def count(self, host: str, headline: str, text: str) -> None:
        """Take note of a report's first lines."""
        if not host:
            return
        title = key("", headline)
        for line in lines(text):
            number = key(host, line)
            if number in self._site:
                continue
            titles = self._recent.setdefault(number, [])
            if len(titles) < FURNITURE and title not in titles:
                titles.append(title)
        if len(self._recent) > max(RECENT, len(self._lines) // SHARE):
            self._put_away()

    def found(self) -> npt.NDArray[np.uint64]:
        """The keys of all lines that are a site's, sorted."""
        self._put_away()
        return np.array(sorted(self._site), dtype=np.uint64)

    def _put_away(self) -> None:
        new = [(line, title) for line, titles in self._recent.items() for title in titles]
        self._recent.clear()
        if not new:
            return
        pairs = np.array(new, dtype=np.uint64)
        line = np.concatenate((self._lines, pairs[:, 0]))
        title = np.concatenate((self._titles, pairs[:, 1]))
        order = np.lexsort((title, line))
        line, title = line[order], title[order]
        fresh = np.concatenate(([True], (line[1:] != line[:-1]) | (title[1:] != title[:-1])))
        line, title = line[fresh], title[fresh]
        begins = np.flatnonzero(np.concatenate(([True], line[1:] != line[:-1])))
        many = np.diff(np.append(begins, len(line))) >= FURNITURE
        self._site.update(line[begins[many]].tolist())
        keep = ~np.repeat(many, np.diff(np.append(begins, len(line))))
        self._lines, self._titles = line[keep], title[keep]


def key(host: str, line: str) -> int:
    """A number for a line of a host, the same in every process."""
    return hashed(f"{host}\n{line}")


def lines(text: str) -> Iterator[str]:
    """The lines of a text's beginning that are not empty."""
    return filter(None, map(str.strip, text[:HEAD_CHARS].split("\n")))
