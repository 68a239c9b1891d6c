"""What of a record is needed to place it, as it comes: what came before is known, what will come is not."""

from __future__ import annotations

from collections import Counter

import numpy as np
import scipy.sparse as sp
from msgspec import Struct

from crossread.stories import copies, words
from crossread.stories.archive import BRIEF
from crossread.stories.furniture import FURNITURE, Site, key, lines
from crossread.stories.records import Record, address, day


class Prepared(Struct, frozen=True):
    """A record to be placed. ``own``: its text has lines of its own, and can be compared."""

    id: str
    title: str
    address: str
    day: int | None
    lead: str
    """What the sentence encoder reads: headline and lead."""
    exact: bytes
    signature: copies.Signature
    own: bool
    words: dict[int, int]
    """How often each word, by its number, stands in headline and lead."""

    @property
    def brief(self) -> bool:
        """There is little more than a headline."""
        return len(self.lead) < BRIEF


class Preparer:
    """Records to what is needed of them. The same records in the same order give the same."""

    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._site = _Lines()

    def __call__(self, record: Record) -> Prepared:
        """What is needed of a record; it is taken note of."""
        host = words.host(record.url)
        headline = words.told(record.title, record.url)
        self._site.note(host, headline, record.text)
        lead = words.lead(record.text, host, record.title, self._site)
        (exact,), (signature,) = copies.sketches([record.text])
        known = self._vocabulary
        counted: Counter[str] = words.terms(headline, lead)
        return Prepared(
            id=record.id,
            title=record.title,
            address=address(record.url),
            day=day(record),
            lead=words.read(headline, lead),
            exact=exact,
            signature=signature,
            own=bool(lead),
            words={known.setdefault(word, len(known)): count for word, count in counted.items()},
        )

    def row(self, prepared: Prepared) -> sp.csr_matrix:
        """A record's words as a matrix of one row."""
        values = np.array(list(prepared.words.values()), dtype=np.float32)
        columns = np.array(list(prepared.words), dtype=np.int32)
        return sp.csr_matrix((values, columns, [0, len(columns)]), shape=(1, max(1, len(self._vocabulary))))


class _Lines(Site):
    """Lines that have stood under many headlines of one host so far."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: dict[int, tuple[int, ...]] = {}

    def note(self, host: str, headline: str, text: str) -> None:
        """Take note of a report's first lines."""
        title = key("", headline)
        for line in lines(text) if host else ():
            number = key(host, line)
            titles = self._titles.get(number, ())
            if len(titles) < FURNITURE and title not in titles:
                self._titles[number] = (*titles, title)

    def __call__(self, host: str, line: str) -> bool:
        """The line is the site's."""
        return bool(host) and len(self._titles.get(key(host, line), ())) >= FURNITURE
