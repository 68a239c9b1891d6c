"""An archive as columns: what of each record is needed to find its story, and nothing else, stays in memory."""

from __future__ import annotations

import functools
import tempfile
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import BinaryIO

import msgspec
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from msgspec import Struct

from crossread.stories import copies, words
from crossread.stories.furniture import Site
from crossread.stories.records import Record, address, day, hashed
from crossread.stories.texts import Texts

BRIEF = 120
"""Characters of headline and lead below which a report is little more than a headline."""
RECORDS, BYTES = 500, 2_000_000
"""Of a block: it is full with so many records or bytes."""
MOST = 2**16 - 1
"""A word is counted no oftener."""

Hashes = npt.NDArray[np.uint64]


class Spool:
    """Records on disk between the first look at all of them (what is furniture?) and the second."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 — closed by `close`
        self._encode = msgspec.msgpack.Encoder().encode
        self._blocks: list[int] = [0]
        self._counts: list[int] = []
        self._records = self._bytes = 0

    def write(self, record: Record) -> None:
        """Add a record."""
        data = self._encode(record)
        self._file.write(len(data).to_bytes(4, "little"))
        self._file.write(data)
        self._records += 1
        self._bytes += len(data) + 4
        if self._records >= RECORDS or self._bytes >= BYTES:
            self._cut()

    def blocks(self) -> Iterator[bytes]:
        """All records, some hundreds at a time, as `unpacked` takes them."""
        self._cut()
        start = 0
        for size in self._blocks[1:]:
            self._file.seek(start)
            yield self._file.read(size)
            start += size

    def some(self, numbers: Collection[int]) -> dict[int, Record]:
        """The records of these numbers, in the order in which they were written; all of them stay in memory."""
        out: dict[int, Record] = {}
        start = first = 0
        wanted = sorted(numbers)
        for size, count in zip(self._blocks[1:], self._counts, strict=True):
            here = set(wanted[bisect_left(wanted, first) : bisect_left(wanted, first + count)])
            if here:
                self._file.seek(start)
                found = enumerate(unpacked(self._file.read(size)), first)
                out.update((number, record) for number, record in found if number in here)
            start, first = start + size, first + count
        return out

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()

    def _cut(self) -> None:
        if self._records:
            self._blocks.append(self._bytes)
            self._counts.append(self._records)
            self._records = self._bytes = 0


def unpacked(data: bytes) -> Iterator[Record]:
    """The records of a block."""
    decode = msgspec.msgpack.Decoder(Record).decode
    view, start = memoryview(data), 0
    while start < len(data):
        end = start + 4 + int.from_bytes(view[start : start + 4], "little")
        yield decode(view[start + 4 : end])
        start = end


class Unread(Struct, frozen=True):
    """A block of records, and the keys of the lines that are their sites'."""

    data: bytes
    site: Hashes


class Block(Struct, frozen=True):
    """What is kept of a block of records, column by column, in their order."""

    ids: list[str]
    titles: list[str]
    dates: list[str]
    leads: list[str]
    names: Hashes
    """Of ids."""
    addresses: Hashes
    """0 for none."""
    exact: list[bytes]
    own: npt.NDArray[np.bool_]
    days: npt.NDArray[np.int64]
    signatures: copies.Signature
    vocabulary: Hashes
    """Of words, sorted: which number a word has elsewhere does not matter."""
    counts: sp.csr_matrix
    """A column for each word of the vocabulary."""


def read(job: Unread) -> Block:
    """Read a block of records: headline and lead, their words, a sketch of the text."""
    return block(unpacked(job.data), Site(job.site))


def block(records: Iterable[Record], site: Site) -> Block:
    """What is kept of these records."""
    ids, titles, dates, leads = list[str](), list[str](), list[str](), list[str]()
    texts = list[str]()
    own, days, addresses = list[bool](), list[int](), list[int]()
    starts, found, counts = [0], list[int](), list[int]()
    for record in records:
        host = words.host(record.url)
        headline = words.told(record.title, record.url)
        lead = words.lead(record.text, host, record.title, site)
        told = day(record)
        place = address(record.url)
        ids.append(record.id)
        titles.append(record.title)
        dates.append(record.date)
        leads.append(words.read(headline, lead))
        addresses.append(hashed(place) if place else 0)
        own.append(bool(lead))
        days.append(-1 if told is None else told)
        texts.append(record.text)
        counted = words.terms(headline, lead)
        found += map(hashed_word, counted)
        counts += (min(count, MOST) for count in counted.values())
        starts.append(len(found))
    exact, signatures = copies.sketches(texts)
    vocabulary, at = np.unique(np.array(found, dtype=np.uint64), return_inverse=True)
    rows = sp.csr_matrix(
        (np.array(counts, dtype=np.uint16), at.astype(np.int32), starts), shape=(len(ids), max(1, len(vocabulary)))
    )
    rows.sort_indices()
    return Block(
        ids=ids,
        titles=titles,
        dates=dates,
        leads=leads,
        names=np.array([hashed(id) for id in ids], dtype=np.uint64),
        addresses=np.array(addresses, dtype=np.uint64),
        exact=exact,
        own=np.array(own, dtype=np.bool_),
        days=np.array(days, dtype=np.int64),
        signatures=signatures,
        vocabulary=vocabulary,
        counts=rows,
    )


hashed_word = functools.lru_cache(maxsize=200_000)(hashed)


class Columns:
    """Reports in the order of their days (undated ones first), then of their ids; column by column."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.ids: list[str] = []
        self.dates: list[str] = []
        self.exact: list[bytes] = []
        self.titles = Texts()
        self.leads = Texts()
        """What the sentence encoder reads: headline and lead."""
        own, days, brief = [np.zeros(0, bool)], [np.zeros(0, np.int64)], [np.zeros(0, bool)]
        names, addresses = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint64)]
        signatures = [np.zeros((0, copies.SIZE), np.uint16)]
        rows: list[tuple[Hashes, sp.csr_matrix]] = []
        for part in blocks:
            self.ids += part.ids
            self.dates += part.dates
            self.exact += part.exact
            self.titles.extend(part.titles)
            self.leads.extend(part.leads)
            own.append(part.own)
            days.append(part.days)
            brief.append(np.array([len(lead) < BRIEF for lead in part.leads], dtype=np.bool_))
            names.append(part.names)
            addresses.append(part.addresses)
            signatures.append(part.signatures)
            rows.append((part.vocabulary, part.counts))
        told = np.concatenate(days)
        order = np.array(
            sorted(range(len(self)), key=lambda n: (told[n], self.dates[n], self.ids[n], self.exact[n])), dtype=np.int64
        )
        self.came = order
        """In which place each report came."""
        self.ids = [self.ids[n] for n in order.tolist()]
        self.dates = [self.dates[n] for n in order.tolist()]
        self.exact = [self.exact[n] for n in order.tolist()]
        self.titles.put(order)
        self.leads.put(order)
        self.days = told[order]
        self.own = np.concatenate(own)[order]
        """The text has lines of its own: what has none is the site's menu and cannot be compared."""
        self.brief = np.concatenate(brief)[order]
        """There is little more than a headline."""
        self.names = np.concatenate(names)[order]
        self.addresses = np.concatenate(addresses)[order]
        self.signatures = _joined(signatures)[order]
        self.counts = _numbered(rows)[order]
        """How often each word stands in headline and lead. Which number a word has depends on the words alone."""

    def __len__(self) -> int:
        return len(self.ids)

    def drop(self) -> None:
        """Give up what only the folding of copies and the linking need."""
        self.exact.clear()
        self.signatures = self.signatures[:0].copy()
        self.counts = self.counts[:0].copy()

    def close(self) -> None:
        """Give the disk back."""
        self.titles.close()
        self.leads.close()


def _joined(parts: list[copies.Signature]) -> copies.Signature:
    """The parts under each other; they are given up on the way, so that they are not there twice."""
    out = np.zeros((sum(len(p) for p in parts), copies.SIZE), dtype=np.uint16)
    end = len(out)
    while parts:
        part = parts.pop()
        out[end - len(part) : end] = part
        end -= len(part)
    return out


def _numbered(parts: list[tuple[Hashes, sp.csr_matrix]]) -> sp.csr_matrix:
    """Blocks under each other, with one vocabulary; they are given up on the way."""
    vocabulary = np.zeros(0, dtype=np.uint64)
    for start in range(0, len(parts), 256):
        vocabulary = np.unique(np.concatenate((vocabulary, *(v for v, _ in parts[start : start + 256]))))
    size = sum(rows.nnz for _, rows in parts)
    counts, columns = np.zeros(size, dtype=np.uint16), np.zeros(size, dtype=np.int32)
    lengths: list[npt.NDArray[np.int64]] = []
    end = size
    while parts:
        own, rows = parts.pop()
        columns[end - rows.nnz : end] = np.searchsorted(vocabulary, own)[rows.indices]
        counts[end - rows.nnz : end] = rows.data
        end -= rows.nnz
        lengths.append(np.diff(rows.indptr))
    starts = np.concatenate(([0], np.cumsum(np.concatenate(([0], *lengths[::-1]))[1:])))
    return sp.csr_matrix((counts, columns, starts), shape=(len(starts) - 1, max(1, len(vocabulary))))
