"""Every limit and every choice a user can make, with its default."""

from __future__ import annotations

from msgspec import Struct


class Settings(Struct, frozen=True, kw_only=True):
    """Settings of a run. Sizes are in bytes, times in seconds."""

    max_file_bytes: int = 20_000_000
    """A larger source is refused."""
    max_text_chars: int = 1_000_000
    """A source whose article text is longer is refused."""
    max_html_depth: int = 200
    """A page nested deeper is refused."""
    max_html_tags: int = 50_000
    """A page with more tags is refused."""
    max_paragraphs: int = 5_000
    """A source with more paragraphs is refused."""
    max_reports: int = 200
    """More sources than this in one story are refused."""
    pipeline: str | None = None
    """Name or path of another spaCy pipeline; None is the embedded one."""
    threads: int = 2
    """Threads of the sentence encoder."""
    show_confidence: float = 0.7
    """Conflicts below this confidence are kept in the dossier but not shown by default."""
