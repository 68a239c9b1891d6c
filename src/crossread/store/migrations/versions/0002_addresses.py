"""Addresses that are to be fetched for a story, and when a report was fetched."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "addresses",
        Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("url", Text, nullable=False),
        Column("state", String(16), nullable=False),
        Column("message", Text, nullable=False, server_default=""),
        Column("added", String(32), nullable=False),
    )
    op.add_column("sources", Column("fetched", String(32)))
