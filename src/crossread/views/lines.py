"""Lines of a terminal view: an extract with its place, a rule, a note, a list that is cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crossread.values import Stretch
from crossread.views.outline import Outline
from crossread.views.safe import visible

LONGEST = 320
"""Characters of an extract that are shown unless all is asked for."""


def console(width: int | None = None) -> Console:
    """Standard output, without markup or highlighting: what is printed is data."""
    return Console(width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def emit(out: Console, lines: Sequence[RenderableType]) -> None:
    """Print without the blanks that fill a line up."""
    with out.capture() as captured:
        for line in lines:
            out.print(line)
    out.file.write(re.sub(r"[ ]+((?:\x1b\[[0-9;]*m)*)(?=\n)", r"\1", captured.get()))


def rule(words: str, width: int) -> Text:
    """The title of a section."""
    words = words.upper() + " "
    return Text.assemble((words, "bold cyan"), ("─" * max(0, width - len(words)), "cyan dim"))


def cut(text: str, whole: bool, marks: Sequence[Stretch] = ()) -> Text:
    """An extract, cut if it is long; ``marks`` are the stretches of it to be set off."""
    if len(text) > LONGEST and not whole:
        text = text[:LONGEST].rsplit(" ", 1)[0] + " …"
        marks = [m for m in marks if m[1] <= len(text) - 2]
    pieces = Outline.pieces(text, marks)
    return Text.assemble(*((visible(piece), "bold yellow" if marked else "") for piece, marked in pieces))


def entry(words: Text, place: str, lead: str = "", indent: int = 2) -> RenderableType:
    """An extract with its place at the right, and what leads it at the left."""
    grid = Table.grid(padding=(0, 2), expand=True)
    if lead:
        grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(no_wrap=True, justify="right")
    grid.add_row(*([Text(lead, "bold")] if lead else []), words, Text(place, "dim"))
    return Padding(grid, (0, 0, 0, indent))


def note(words: str, indent: int = 4) -> RenderableType:
    """What Crossread says of the extract above."""
    return Padding(Text(words, "dim"), (0, 0, 0, indent))


def more(rest: int) -> list[RenderableType]:
    """The line that ends a list that was cut."""
    return [note(f"… {rest} more: --all shows {'it' if rest == 1 else 'them'}", 2)] if rest else []
