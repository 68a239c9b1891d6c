"""Alembic's entry: it runs inside a connection that `crossread.store.schema` opened."""

from __future__ import annotations

from alembic import context

from crossread.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
    render_as_batch=True,
)
context.run_migrations()
