"""Which report carries what, and what only one has."""

from __future__ import annotations

from crossread.views.outline import Outline
from crossread.views.page.arcs import drawing
from crossread.views.page.coverage import alone, matrix
from crossread.views.sections import Sections
from tests.made import TEXTS, dossier


def test_a_cell_says_what_was_found() -> None:
    lines = {line.point.id: line for line in matrix(Outline(dossier()))}
    assert [kind for _, kind, _ in lines["p1"].cells] == ["carries", "carries", "carries"]
    assert [kind for _, kind, _ in lines["p4"].cells] == ["carries", "lacks", "carries"]
    assert [kind for _, kind, _ in lines["p3"].cells] == ["carries", "carries", "open"]
    report, _, place = lines["p1"].cells[2]
    assert place and TEXTS[report][place.start : place.end] == "The bridge was shut on Monday"


def test_a_sentence_is_alone_where_nothing_else_stands_in_it() -> None:
    made = dossier()
    assert alone(Outline(made)) == []
    fewer = Outline(type(made)(made_by=made.made_by, reports=made.reports, statements=made.statements))
    assert [(r.id, len(extracts)) for r, extracts in alone(fewer)] == [("r1", 3), ("r2", 2), ("r3", 3)]


def test_arcs_lead_from_the_report_copied_from() -> None:
    outline = Outline(dossier())
    made = drawing(outline, Sections(outline).copies())
    assert made.reports == ("r1", "r2", "r3")
    assert [(a.relation, a.head) for a in made.arcs] == [("edited", 60)]
