"""The documents' examples are run, and their figures are the kept ones.

A ``python`` block is a doctest. In a ``console`` block a line after ``$ `` is a command, run in the project's folder,
and what follows is its output, where a line ``...`` stands for any number of lines. Blocks of other kinds are not run.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation import figures

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> Iterator[object]:
    """The blocks of a kind, named by document and line."""
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        for block in BLOCK.finditer(text):
            if block[1] == kind:
                line = text.count("\n", 0, block.start()) + 1
                yield pytest.param(block[2], id=f"{path.name}:{line}")


@pytest.mark.parametrize("block", list(blocks("python")))
def test_python(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest(block, {}, "example", None, None)
    assert test.examples, "a python block needs >>> lines, or another kind"
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert runner.run(test, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("block", list(blocks("console")))
def test_console(block: str, tmp_path: Path) -> None:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
    }
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        done = subprocess.run(
            command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        pieces = [re.escape(piece.strip("\n")) for piece in re.split(r"^\.\.\.$", expected, flags=re.MULTILINE)]
        said = "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())
        assert re.fullmatch(r"\n*" + r"(?:.*\n)*?(?:.*)".join(pieces) + r"\n*", said), (
            f"{command} says:\n{said}\n{done.stderr}"
        )


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
    assert [t for t in targets if "://" not in t and not (path.parent / t).exists()] == []


def test_the_readme_has_the_kept_figures() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert figures.within(text) == text, "run: python -m evaluation.figures"
