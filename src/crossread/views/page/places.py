"""Which stretches of the reports the page leads to, and which findings stand in them."""

from __future__ import annotations

from collections.abc import Iterable

from crossread.values import Stretch
from crossread.views.outline import Place

ORDER = "cupt"
"""First letters of the ids of findings in the order in which a click in the texts leads to them: conflicts,
utterances, points, events."""


def anchor(place: Place) -> str:
    """The name of a place in the page's addresses."""
    return f"{place.report}-{place.start}-{place.end}"


class Places:
    """Filled while the findings are written, read when the texts are: a text is cut where an extract begins or ends."""

    def __init__(self, reports: Iterable[str]) -> None:
        self.anchors: dict[str, set[Stretch]] = {r: set() for r in reports}
        self.findings: dict[str, list[tuple[int, int, str]]] = {r: [] for r in self.anchors}

    def link(self, place: Place) -> str:
        """Register a place that something links to, and name it."""
        self.anchors[place.report].add((place.start, place.end))
        return anchor(place)

    def mark(self, places: Iterable[Place]) -> str:
        """Register places that are marked when their finding is chosen; their names, spaced."""
        return " ".join(map(self.link, places))

    def lead(self, finding: str, places: Iterable[Place]) -> None:
        """From these places of the texts a click leads to a finding."""
        for p in places:
            self.findings[p.report].append((p.start, p.end, finding))

    def leading(self, report: str) -> list[tuple[int, int, str]]:
        """Where findings stand in a report: of several on one stretch the conflict first, then by `ORDER`."""
        return sorted(self.findings[report], key=lambda f: (ORDER.index(f[2][0]), f))
