"""An archive as columns: what of each record is needed to find its story, and nothing else, stays in memory."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import msgspec
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from crossread.stories import copies, words
from crossread.stories.records import Record, address, day
from crossread.stories.words import Furniture

Told = Callable[[str, int], None]
"""Called with a stage and how many are done."""
BRIEF = 120
"""Characters of headline and lead below which a report is little more than a headline."""
SAME_ARTICLE = 0.15
"""Resemblance from which two texts at one address are versions of one article, not what a page happens to show."""


class Spool:
    """Records on disk between the first look at all of them (what is furniture?) and the second."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 — closed by `close`
        self._encoder, self._decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Record)

    def write(self, record: Record) -> None:
        """Add a record."""
        data = self._encoder.encode(record)
        self._file.write(len(data).to_bytes(4, "little"))
        self._file.write(data)

    def __iter__(self) -> Iterator[Record]:
        self._file.seek(0)
        while size := self._file.read(4):
            yield self._decoder.decode(self._file.read(int.from_bytes(size, "little")))

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()


class Columns:
    """Reports in the order of their days (undated ones first), then of their ids; column by column."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.titles: list[str] = []
        self.dates: list[str] = []
        self.leads: list[str] = []
        """What the sentence encoder reads: headline and lead."""
        self.addresses: list[str] = []
        self.exact: list[bytes] = []
        self.own: list[bool] = []
        """The text has lines of its own: what has none is the site's menu and cannot be compared."""
        self.days: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self.signatures: copies.Signature = np.zeros((0, copies.SIZE), dtype=np.uint16)
        self.counts: sp.csr_matrix = sp.csr_matrix((0, 1), dtype=np.float32)

    @property
    def brief(self) -> npt.NDArray[np.bool_]:
        """There is little more than a headline."""
        return np.array([len(lead) < BRIEF for lead in self.leads], dtype=np.bool_)

    def __len__(self) -> int:
        return len(self.ids)


class Builder:
    """Records to columns, in the order in which they come. Words are numbered as they are first met."""

    def __init__(self, furniture: Furniture) -> None:
        self._furniture = furniture
        self._sketch = copies.Sketcher()
        self._vocabulary: dict[str, int] = {}

    def __call__(self, records: Iterable[Record], tell: Told | None = None) -> Columns:
        """The columns of these records, sorted."""
        made = Columns()
        days: list[int] = []
        signatures: list[copies.Signature] = []
        rows = _Rows(self._vocabulary)
        for number, record in enumerate(records):
            host = words.host(record.url)
            headline = words.headline(record.title, host)
            lead = words.lead(record.text, host, record.title, self._furniture)
            exact, signature = self._sketch(record.text)
            told = day(record)
            made.ids.append(record.id)
            made.titles.append(record.title)
            made.dates.append(record.date)
            made.leads.append(
                f"{headline}. {lead[: words.LEAD_CHARS]}" if headline and lead else headline or lead[:600]
            )
            made.addresses.append(address(record.url))
            made.exact.append(exact)
            made.own.append(bool(lead))
            days.append(-1 if told is None else told)
            signatures.append(signature)
            rows.add(words.terms(headline, lead))
            if tell and number % 500 == 0:
                tell("reading", number)
        order = sorted(range(len(made.ids)), key=lambda n: (days[n], made.dates[n], made.ids[n], made.exact[n]))
        for name in ("ids", "titles", "dates", "leads", "addresses", "exact", "own"):
            column: list[Any] = getattr(made, name)
            setattr(made, name, [column[n] for n in order])
        made.days = np.array(days, dtype=np.int64)[order]
        if order:
            made.signatures = np.stack(signatures)[order]
        made.counts = rows.matrix()[order]
        return made


class _Rows:
    """A sparse matrix, row by row."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._vocabulary = vocabulary
        self._starts, self._columns, self._values = [0], list[int](), list[int]()

    def add(self, counted: Counter[str]) -> None:
        known = self._vocabulary
        for word, count in counted.items():
            self._columns.append(known.setdefault(word, len(known)))
            self._values.append(count)
        self._starts.append(len(self._columns))

    def matrix(self) -> sp.csr_matrix:
        shape = (len(self._starts) - 1, max(1, len(self._vocabulary)))
        values = np.array(self._values, dtype=np.float32)
        return sp.csr_matrix((values, np.array(self._columns, dtype=np.int32), self._starts), shape=shape)


def versions(columns: Columns) -> dict[int, int]:
    """Later versions of an article by number, and the number of the first: one address or id, a changed text.

    A text that did not change is a copy, which `copies.fold` finds.
    """
    first: dict[tuple[str, str], int] = {}
    found: dict[int, int] = {}
    for number, (place, id) in enumerate(zip(columns.addresses, columns.ids, strict=True)):
        keys = [("address", place)] * bool(place) + [("id", id)]
        start = min(first.get(key, number) for key in keys)
        for key in keys:
            first.setdefault(key, number)
        if start == number or columns.exact[start] == columns.exact[number]:
            continue
        alike = (columns.signatures[start] == columns.signatures[number]).mean()
        if alike >= SAME_ARTICLE or columns.titles[start] == columns.titles[number]:
            found[number] = start
    return found
