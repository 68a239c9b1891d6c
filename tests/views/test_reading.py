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
