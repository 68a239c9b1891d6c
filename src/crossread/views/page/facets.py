"""What findings can be filtered by: who speaks in them, which places are named in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from crossread.values import Quotation, Statement
from crossread.views.labels import labels
from crossread.views.outline import Outline


class Facets:
    """Names by number, so that a finding carries numbers. Only names that some finding has are listed."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._used: dict[str, Counter[str]] = {"speaker": Counter(), "place": Counter()}
        self._numbers: dict[str, dict[str, int]] = {"speaker": {}, "place": {}}

    def of(self, members: Iterable[str]) -> dict[str, str]:
        """Numbers of the speakers and of the places of these statements and quotations, spaced."""
        items = self._outline.items(members)
        speakers = dict.fromkeys(name for i in items for name in self._speakers(i))
        places = dict.fromkeys(name for i in items for name in self._places(i))
        return {kind: self._number(kind, names) for kind, names in (("speaker", speakers), ("place", places))}

    def choices(self, kind: str) -> list[tuple[int, str, int]]:
        """Number, name and how many findings have it, by name."""
        found = sorted(self._numbers[kind].items(), key=lambda x: (x[0].casefold(), x[0]))
        return [(n, name, self._used[kind][name]) for name, n in found]

    def _number(self, kind: str, names: Iterable[str]) -> str:
        numbers = self._numbers[kind]
        names = list(names)
        self._used[kind].update(names)
        return " ".join(str(numbers.setdefault(name, len(numbers))) for name in names)

    def _speakers(self, item: Statement | Quotation) -> Sequence[str]:
        if isinstance(item, Quotation):
            return [item.speaker.name] if item.speaker.name else []
        return [v.name for v in item.vouched_by if v.name not in labels("nameless")]

    def _places(self, item: Statement | Quotation) -> Sequence[str]:
        named = [
            name for start, end, name in self._mentions.get(item.report, ()) if item.start <= start < end <= item.end
        ]
        return [*([item.place] if isinstance(item, Statement) and item.place else []), *named]

    @cached_property
    def _mentions(self) -> dict[str, list[tuple[int, int, str]]]:
        """Where a place is named, by report."""
        found: dict[str, list[tuple[int, int, str]]] = {}
        for entity in self._outline.dossier.entities:
            if entity.type == "place":
                for report, start, end in entity.mentions:
                    found.setdefault(report, []).append((start, end, entity.name))
        return {r: sorted(mentions) for r, mentions in found.items()}
