"""The archive: records, the stories found in them, what merged and parted, what was opened, vectors."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Float, ForeignKey, Integer, LargeBinary, String, Text, text

revision = "0003"
down_revision = "0002"

# ordered by code points, as the program and SQLite do, whatever the order of a PostgreSQL server's language
NAME = Text().with_variant(Text(collation="C"), "postgresql")
DAY = String(40).with_variant(String(40, collation="C"), "postgresql")
ID = String(16).with_variant(String(16, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "records",
        Column("number", Integer, primary_key=True),
        Column("digest", LargeBinary(16), nullable=False),
        Column("key", LargeBinary(16), nullable=False),
        Column("id", NAME, nullable=False),
        Column("url", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("date", DAY, nullable=False),
        Column("added", String(32), nullable=False),
        Column("data", LargeBinary, nullable=False),
    )
    op.create_index("uq_records_digest", "records", ["digest"], unique=True)
    op.create_index("ix_records_key", "records", ["key"])
    op.create_index("ix_records_date", "records", ["date"])
    op.create_table(
        "found_stories",
        Column("id", ID, primary_key=True),
        Column("merged", ID),
        Column("title", Text, nullable=False, server_default=""),
        Column("first", DAY, nullable=False, server_default=""),
        Column("last", DAY, nullable=False, server_default=""),
        Column("reports", Integer, nullable=False, server_default="0"),
        Column("changed", String(32), nullable=False),
    )
    standing, gone = text("merged IS NULL"), text("merged IS NOT NULL")
    listed = ["last", "id", "reports", "first"]
    op.create_index("ix_found_stories_last", "found_stories", listed, sqlite_where=standing, postgresql_where=standing)
    op.create_index("ix_found_stories_merged", "found_stories", ["merged"], sqlite_where=gone, postgresql_where=gone)
    op.create_table(
        "members",
        Column("record", Integer, ForeignKey("records.number"), primary_key=True),
        Column("story", ID, ForeignKey("found_stories.id"), nullable=False),
        Column("kind", String(8), nullable=False),
        Column("original", Integer, ForeignKey("records.number")),
    )
    op.create_index("ix_members_story", "members", ["story"])
    op.create_table(
        "found_changes",
        Column("number", Integer, primary_key=True),
        Column("kind", String(8), nullable=False),
        Column("story", ID, nullable=False),
        Column("other", ID, nullable=False),
        Column("reports", Integer, nullable=False),
        Column("likelihood", Float),
        Column("made", String(32), nullable=False),
    )
    op.create_index("ix_found_changes_story", "found_changes", ["story"])
    op.create_index("ix_found_changes_other", "found_changes", ["other"])
    op.create_table(
        "opened",
        Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        Column("found", ID, nullable=False),
    )
    op.create_index("ix_opened_found", "opened", ["found"])
    op.create_table(
        "taken",
        Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        Column("record", Integer, ForeignKey("records.number"), primary_key=True),
    )
    op.create_table(
        "vectors",
        Column("key", LargeBinary(16), primary_key=True),
        Column("data", LargeBinary, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        # the texts lie deflated in `records`: the index keeps none of its own, nor where in them a word stands
        options = "content='', detail=column, columnsize=0, prefix='3'"
        op.execute(f"CREATE VIRTUAL TABLE record_words USING fts5(title, text, {options})")
    else:
        op.execute(
            "CREATE TABLE record_words (record integer PRIMARY KEY REFERENCES records (number), "
            "title tsvector NOT NULL, words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_record_words_title ON record_words USING gin (title)")
        op.execute("CREATE INDEX ix_record_words_words ON record_words USING gin (words)")
