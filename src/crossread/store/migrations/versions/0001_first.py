"""Stories with their sources, dossiers and judgements, and the index of what was found."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "stories",
        Column("id", String(32), primary_key=True),
        Column("title", Text, nullable=False),
        Column("version", Integer, nullable=False, server_default="1"),
        Column("state", String(16), nullable=False, server_default="new"),
        Column("message", Text, nullable=False, server_default=""),
        Column("created", String(32), nullable=False),
        Column("changed", String(32), nullable=False),
        Column("seen", Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "sources",
        Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        Column("name", Text, primary_key=True),
        Column("sha256", String(64), nullable=False),
        Column("data", LargeBinary, nullable=False),
        Column("url", Text),
        Column("added", String(32), nullable=False),
    )
    op.create_index("uq_sources_story_sha256", "sources", ["story", "sha256"], unique=True)
    op.create_table(
        "dossiers",
        Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("made", String(32), nullable=False),
        Column("data", LargeBinary, nullable=False),
    )
    op.create_table(
        "judgements",
        Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("record", Text, nullable=False),
        Column("made", String(32), nullable=False),
        Column("undone", String(32)),
    )
    op.create_table(
        "found",
        Column("rowid", Integer, primary_key=True),
        Column("story", String(32), ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
        Column("kind", String(16), nullable=False),
        Column("finding", String(32), nullable=False),
        Column("text", Text, nullable=False),
    )
    op.create_index("ix_found_story", "found", ["story"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='found', content_rowid='rowid')")
        op.execute(
            "CREATE TRIGGER found_added AFTER INSERT ON found BEGIN "
            "INSERT INTO words(rowid, text) VALUES (new.rowid, new.text); END"
        )
        op.execute(
            "CREATE TRIGGER found_gone AFTER DELETE ON found BEGIN "
            "INSERT INTO words(words, rowid, text) VALUES ('delete', old.rowid, old.text); END"
        )
    else:
        op.execute("CREATE INDEX ix_found_words ON found USING gin (to_tsvector('english', text))")
