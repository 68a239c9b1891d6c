"""The tables of the store, in SQLAlchemy's core: SQLite and PostgreSQL read the same definitions."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

STATES = ("new", "waiting", "running", "done", "failed", "cancelled")
"""What a story's comparison can be at: ``new`` has fewer than two reports; one that was running when the process died
waits again."""

stories = Table(
    "stories",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    # raised by every change: who edits names the version they saw, and is refused if it is no longer the last
    Column("state", String(16), nullable=False, server_default="new"),
    Column("message", Text, nullable=False, server_default=""),
    Column("created", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
    Column("seen", Integer, nullable=False, server_default="0"),
    # the number of the dossier that was looked at last
    CheckConstraint("state IN ('new', 'waiting', 'running', 'done', 'failed', 'cancelled')", name="state"),
)

sources = Table(
    "sources",
    metadata,
    Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("data", LargeBinary, nullable=False),
    # as it was given: a dossier can always be made again from it
    Column("url", Text),
    Column("added", String(32), nullable=False),
    Column("fetched", String(32)),
    # when its address gave it, if it was fetched
    UniqueConstraint("story", "sha256", name="uq_sources_story_sha256"),
)

addresses = Table(
    "addresses",
    metadata,
    Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("state", String(16), nullable=False),
    # waiting, refused; what was fetched is a source and stands here no longer
    Column("message", Text, nullable=False, server_default=""),
    # why it was refused
    Column("added", String(32), nullable=False),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("made", String(32), nullable=False),
    Column("data", LargeBinary, nullable=False),
    # the dossier's JSON, deflated
)

judgements = Table(
    "judgements",
    metadata,
    Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("record", Text, nullable=False),
    # a line of a judgements file
    Column("made", String(32), nullable=False),
    Column("undone", String(32)),
    # when it was taken back; it stays in the history
)

found = Table(
    "found",
    metadata,
    Column("rowid", Integer, primary_key=True),
    Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),
    # report, quotation, point
    Column("finding", String(32), nullable=False),
    # its id in the last dossier
    Column("text", Text, nullable=False),
    Index("ix_found_story", "story"),
)
