"""Names of reports: a file's name that leads nowhere and that every file system takes."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

MOST_BYTES = 120
"""Of a name; file systems take 255, and a number may be added."""


def file_name(given: str) -> str:
    """A file's name without its folders and what no file's name can have."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(c for c in last if c.isprintable() and c not in ':*?"<>|')
    name = _shortened(plain.strip(" .")) or "report"
    return name if "." in name else f"{name}.txt"


def page_name(url: str, kind: str) -> str:
    """A name for what an address gave: its host and what tells its page apart."""
    parts = urlsplit(url)
    plain = re.sub(r"[^\w.-]+", "-", unquote(f"{parts.hostname} {parts.path} {parts.query}")).strip("-.")
    stem = re.sub(r"\.(?:html?|xhtml|txt)$", "", plain.removeprefix("www."), flags=re.IGNORECASE)
    ending = "txt" if kind == "text/plain" else "html"
    return file_name(f"{_shortened(stem, MOST_BYTES - 5, end=False)}.{ending}")


def _shortened(name: str, most: int = MOST_BYTES, end: bool = True) -> str:
    """The end of a name, which has its kind, or its beginning, in so many bytes of UTF-8."""
    data = name.encode()
    return (data[-most:] if end else data[:most]).decode(errors="ignore").strip(" .")
