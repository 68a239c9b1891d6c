"""The figures as one plain table a suite, on 100 columns or a little more."""

from __future__ import annotations

from collections.abc import Mapping

from evaluation.suites import Rows

WIDTH = 10


def render(suites: Mapping[str, Rows], seconds: Mapping[str, float]) -> str:
    """A block a suite: its parts as columns, its rows as lines, the mean last."""
    return "\n\n".join(_block(suite, rows, seconds.get(suite)) for suite, rows in suites.items() if rows)


def _block(suite: str, rows: Rows, took: float | None) -> str:
    columns = list(dict.fromkeys(part for row in rows.values() for part in row))
    first = max(map(len, [suite, *rows])) + 1
    lines = [f"{suite:<{first}}" + " ".join(f"{c[:WIDTH]:>{WIDTH}}" for c in columns)]
    if took is not None:
        lines[0] += f"   ({took:.1f} s)"
    lines += [f"{name:<{first}}" + " ".join(_cell(row.get(c)) for c in columns) for name, row in rows.items()]
    return "\n".join(line.rstrip() for line in lines)


def _cell(figure: float | None) -> str:
    return f"{'-' if figure is None else format(figure, '.3f' if figure < 10 else '.0f'):>{WIDTH}}"
