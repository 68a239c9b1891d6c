"""One report as a line of JSON."""

from __future__ import annotations

import json

from crossread import language, reading
from crossread.settings import Settings
from crossread.values import Part, Report
from crossread.views import reading as view


def test_a_quotation_that_its_cue_interrupts_is_one() -> None:
    text = "“The dam holds,” Brook said, “but the river is rising.” “So what?” asked Hale."
    parts = (Part(start=0, end=len(text), kind="body"),)
    report = Report(id="r1", source="r1.txt", text=text, parts=parts, language="en")
    found = reading.read(report, language.load(Settings()))
    assert len(found.quotations) == 3
    one, other = json.loads(view.line(found))["quotations"]
    assert one["text"] == text[one["start"] : one["end"]] == "The dam holds,” Brook said, “but the river is rising."
    assert [text[a:b] for a, b in one["fragments"]] == ["The dam holds,", "but the river is rising."]
    assert other["text"] == "So what?"


def test_a_quotation_over_paragraphs_is_apart_and_statements_name_what_is_there() -> None:
    text = "“We watch,” Brook said. “It holds for now.” “So what?” asked Hale.\n\nThe dam was built in 1950."
    starts = [(0, text.index("\n")), (text.index("The dam"), len(text))]
    parts = tuple(Part(start=a, end=b, kind="body") for a, b in starts)
    report = Report(id="r1", source="r1.txt", text=text, parts=parts, language="en")
    line = json.loads(view.line(reading.read(report, language.load(Settings()))))
    ids = {q["id"] for q in line["quotations"]}
    assert len(ids) == 2
    assert {s["quotation"] for s in line["statements"]} <= {None, *ids}
