"""The tables of the store, in SQLAlchemy's core: SQLite and PostgreSQL read the same definitions."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
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

# --- the archive: records and the stories that were found in them ---

# ordered by code points, as the program and SQLite do, whatever the order of a PostgreSQL server's language
NAME = Text().with_variant(Text(collation="C"), "postgresql")
DAY = String(40).with_variant(String(40, collation="C"), "postgresql")
ID = String(16).with_variant(String(16, collation="C"), "postgresql")

records = Table(
    "records",
    metadata,
    # rows are only added: what becomes of a record is said in `members`
    Column("number", Integer, primary_key=True),
    Column("digest", LargeBinary(16), nullable=False),
    # of id and text: what was there is not added again
    Column("key", LargeBinary(16), nullable=False),
    # of the address by which two records are one article, or of the id without one
    Column("id", NAME, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("date", DAY, nullable=False),
    # ISO 8601, or empty
    Column("added", String(32), nullable=False),
    Column("data", LargeBinary, nullable=False),
    # text and the fields that pass through, as JSON, deflated
    Index("uq_records_digest", "digest", unique=True),
    Index("ix_records_key", "key"),
    Index("ix_records_date", "date"),
)

found_stories = Table(
    "found_stories",
    metadata,
    Column("id", ID, primary_key=True),
    Column("merged", ID),
    # the story that this one became part of; its id still leads there
    Column("title", Text, nullable=False, server_default=""),
    Column("first", DAY, nullable=False, server_default=""),
    Column("last", DAY, nullable=False, server_default=""),
    Column("reports", Integer, nullable=False, server_default="0"),
    # copies among them, versions not
    Column("changed", String(32), nullable=False),
)

# all that a list of them asks for
_standing = found_stories.c.merged.is_(None)
Index(
    "ix_found_stories_last",
    *(found_stories.c[name] for name in ("last", "id", "reports", "first")),
    sqlite_where=_standing,
    postgresql_where=_standing,
)
Index("ix_found_stories_merged", found_stories.c.merged, sqlite_where=~_standing, postgresql_where=~_standing)

members = Table(
    "members",
    metadata,
    Column("record", Integer, ForeignKey("records.number"), primary_key=True),
    Column("story", ID, ForeignKey("found_stories.id"), nullable=False),
    Column("kind", String(8), nullable=False),
    # report, copy, version
    Column("original", Integer, ForeignKey("records.number")),
    # what it is a copy or a version of
    Index("ix_members_story", "story"),
)

found_changes = Table(
    "found_changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String(8), nullable=False),
    # merged: `other` became part of `story`; parted: `other` was made of reports that left `story`, or took them in
    Column("story", ID, nullable=False),
    Column("other", ID, nullable=False),
    Column("reports", Integer, nullable=False),
    # how many moved
    Column("likelihood", Float),
    # that two reports of the one and the other tell of one event, on average
    Column("made", String(32), nullable=False),
    Index("ix_found_changes_story", "story"),
    Index("ix_found_changes_other", "other"),
)

opened = Table(
    "opened",
    metadata,
    # a story of the library that was opened from a found one
    Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("found", ID, nullable=False),
    Index("ix_opened_found", "found"),
)

taken = Table(
    "taken",
    metadata,
    # the records that an opened story was given, so that one that was taken out of it does not come back
    Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("record", Integer, ForeignKey("records.number"), primary_key=True),
)

vectors = Table(
    "vectors",
    metadata,
    Column("key", LargeBinary(16), primary_key=True),
    # of the model and what it read
    Column("data", LargeBinary, nullable=False),
)
