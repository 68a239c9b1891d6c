"""The same bytes for any order of the sources and any seed of the hash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXTS = {
    "a.txt": "Dam at Velm breaches\n\nA dam near Velm breached on Tuesday, killing at least 12 people, the interior "
    "ministry said.\n\n“We had no warning,” said Oskar Lind, the mayor of Velm. He said 300 homes were under water.\n\n"
    "President Mira Tolk will travel to Velm on Friday, her office said.",
    "b.txt": "Twelve killed as Velm dam fails\n\nTwelve people died when a dam close to Velm gave way on Tuesday.\n\n"
    "“There was no warning for us,” Mayor Oskar Lind told reporters. Some 250 homes were flooded, rescuers said.\n\n"
    "The ministry of energy denied that the dam had been in poor repair.",
    "c.txt": "Dam near Velm breached, 15 dead\n\nAt least 15 people were killed on Tuesday when a dam near Velm "
    "breached, according to the fire service.\n\nEngineers had warned in 2019 that the dam was in "
    "poor repair, a union said.",
}


def run(folder: Path, order: list[str], seed: str) -> bytes:
    command = [sys.executable, "-m", "crossread", "compare", "--json", *order]
    done = subprocess.run(command, cwd=folder, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("velm")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_order_and_seed_change_nothing(story: Path) -> None:
    first = run(story, ["a.txt", "b.txt", "c.txt"], "1")
    assert len(first) > 1000
    assert run(story, ["c.txt", "a.txt", "b.txt"], "2") == first
