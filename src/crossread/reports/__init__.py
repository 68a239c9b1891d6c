"""A source becomes a Report."""

from __future__ import annotations

from crossread.settings import Settings
from crossread.values import Part, Report


def load(source: str, settings: Settings, *, id: str = "r1", data: bytes | None = None) -> Report:
    """Stub."""
    import re
    from pathlib import Path

    text = Path(source).read_text("utf-8").replace("\r\n", "\n")
    parts = tuple(Part(start=m.start(), end=m.end(), kind="body") for m in re.finditer(r"\S[^\n]*", text))
    return Report(id=id, source=source, text=text, parts=parts, language="en")
