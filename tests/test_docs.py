"""The documents' examples are run: ``python`` blocks as doctests, ``console`` blocks by tools/documents.py."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.documents import DOCUMENTS, ROOT, refreshed

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> Iterator[object]:
    """The Python blocks, named by document and line."""
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        for block in BLOCK.finditer(text):
            yield pytest.param(block[1], id=f"{path.name}:{text.count(chr(10), 0, block.start()) + 1}")


@pytest.mark.parametrize("block", list(blocks()))
def test_python(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest(block, {}, "example", None, None)
    assert test.examples, "a python block needs >>> lines, or another kind"
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert runner.run(test, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_what_is_shown_is_what_is_said(path: Path) -> None:
    text = path.read_text("utf-8")
    assert refreshed(text) == text, "`make docs` brings outputs and figures up to date"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
    assert [t for t in targets if "://" not in t and not (path.parent / t).exists()] == []
