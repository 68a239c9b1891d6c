"""The stores that an archive is kept in."""

from tests.store.conftest import place, postgres

__all__ = ["place", "postgres"]
