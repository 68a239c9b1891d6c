"""What the document says of the app's settings is what they are."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import structs

from crossread.app.settings import AppSettings

DOCUMENT = Path(__file__).parents[2] / "docs" / "app.md"


def test_every_setting_stands_in_the_document_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", DOCUMENT.read_text("utf-8"), re.MULTILINE))
    said = {}
    for field in structs.fields(AppSettings):
        default = field.default
        said[field.name] = (
            ", ".join(default) if isinstance(default, tuple) else "yes" if default is True else f"{default:,.10g}"
        )
    assert rows == said
