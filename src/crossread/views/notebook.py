"""The dossier where somebody works with it: in a notebook, in an interactive terminal."""

from __future__ import annotations

import html as html_of

from rich.console import Console, Group, RenderableType
from rich.measure import Measurement

from crossread.values import Dossier
from crossread.views import page, terminal

HEIGHT = "80vh"


def html(dossier: Dossier) -> str:
    """The page in a frame of its own: its style and script touch nothing of the notebook."""
    inside = html_of.escape(page.render(dossier))
    return (
        f'<iframe srcdoc="{inside}" sandbox="allow-scripts allow-same-origin" title="Dossier" '
        f'style="width:100%;height:{HEIGHT};border:1px solid #ccc"></iframe>'
    )


class Rich:
    """The terminal's view as a renderable of rich, as wide as the console is."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def __rich_console__(self, console: Console, options: object) -> list[RenderableType]:
        """Rich's protocol."""
        return [Group(*terminal.rendered(self._dossier, console.width))]

    def __rich_measure__(self, console: Console, options: object) -> Measurement:
        """It takes what there is."""
        return Measurement(40, console.width)
