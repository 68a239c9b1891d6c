"""Bring what the documents show up to date: outputs of commands, and the kept figures: `make docs`.

In a ``console`` block a line after ``$ `` is a command, run in the project's folder at 80 columns; what follows is its
output. Figures stand between two comments (evaluation/figures.py).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from evaluation import figures

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n(?:(?!\$ ).*\n)*", re.MULTILINE)


def refreshed(text: str) -> str:
    """The document as it should be now."""
    return figures.within(_CONSOLE.sub(lambda block: _COMMAND.sub(_run, block[0]), text))


def _run(shown: re.Match[str]) -> str:
    """A command and what it says. A failing command says what is wrong on standard error, which is shown too."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
    }
    done = subprocess.run(
        shown[1],
        shell=True,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    lines = [line.rstrip() + "\n" for line in done.stdout.strip("\n").splitlines()]
    return f"$ {shown[1]}\n{''.join(lines)}"


if __name__ == "__main__":
    for path in DOCUMENTS:
        path.write_text(refreshed(path.read_text("utf-8")), "utf-8")
