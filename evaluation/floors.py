"""Floors: what has been reached once is held. ``floors.toml`` has a table a suite and a number a part."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from evaluation.suites import MEAN, Rows

FILE = Path(__file__).parent / "floors.toml"
SLACK = 0.005
"""A floor is set this much below the figure: sums of floats and int8 kernels differ between processors."""
HEADER = """\
# What has been reached, by suite and part, less 0.005 for differences between processors. `make evaluate` fails below
# it. Raised with `make floors`, which never lowers one; lowering one by hand needs its reason in the commit.
"""

Floors = dict[str, dict[str, float]]


def load(path: Path = FILE) -> Floors:
    """The floors there are; none if there is no file."""
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def fallen(floors: Floors, suites: Mapping[str, Rows]) -> list[str]:
    """One sentence for each part of a suite that was run and lies below its floor or is gone."""
    sentences = []
    for suite, parts in floors.items():
        if suite not in suites:
            continue
        reached = suites[suite].get(MEAN, {})
        for part, floor in parts.items():
            figure = reached.get(part)
            if figure is None or figure < floor:
                shown = "gone" if figure is None else f"{figure:.3f}"
                sentences.append(f"{suite}, {part}: {shown}, the floor is {floor:.3f}")
    return sentences


def raised(floors: Floors, suites: Mapping[str, Rows]) -> Floors:
    """The floors with every one that the figures allow raised to them, less the slack; none is lowered."""
    higher = {suite: dict(parts) for suite, parts in floors.items()}
    for suite, rows in suites.items():
        for part, figure in rows.get(MEAN, {}).items():
            if figure is not None:
                reached = max(0.0, int((figure - SLACK) * 1000) / 1000)
                table = higher.setdefault(suite, {})
                table[part] = max(reached, table.get(part, 0.0))
    return higher


def save(floors: Floors, path: Path = FILE) -> None:
    """Write the floors, suites and parts in the order they have."""
    tables = [
        "\n".join([f"[{suite}]", *(f"{part} = {floor:.3f}" for part, floor in parts.items())]) + "\n"
        for suite, parts in floors.items()
    ]
    path.write_text(HEADER + "\n" + "\n".join(tables), "utf-8")
