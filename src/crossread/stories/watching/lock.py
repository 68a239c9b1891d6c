"""One who watches into a store: two would place the same reports differently."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

from crossread.errors import CrossreadError
from crossread.store import engines

NUMBER = 7_267_732
"""Of the lock in a PostgreSQL database; it means nothing."""


@contextlib.contextmanager
def alone(place: str) -> Iterator[None]:
    """Holds a store's lock until the block ends or the process does, however. Raises if another holds it."""
    taken = CrossreadError(f"{place.split('@')[-1]} is being watched into already: end that first, or name another.")
    if "://" in place:
        engine = engines.connect(place)
        try:
            with engine.connect() as c:
                if not c.execute(text("SELECT pg_try_advisory_lock(:n)"), {"n": NUMBER}).scalar():
                    raise taken
                c.commit()
                yield
        finally:
            engine.dispose()
        return
    with Path(f"{place}.watch").open("a") as file:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise taken from None
        yield
