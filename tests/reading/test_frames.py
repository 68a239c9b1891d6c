"""Attributions by their trees: what is said, and by whom."""

from __future__ import annotations

import re

import pytest

from crossread import language, reading
from crossread.settings import Settings
from crossread.values import Part, Report


def told(text: str) -> list[tuple[str, str | None]]:
    """Source and content of a text's quotations."""
    parts = tuple(Part(start=m.start(), end=m.end(), kind="body") for m in re.finditer(r"\S[^\n]*", text))
    report = Report(id="r1", source="r1.txt", text=text, parts=parts, language="en")
    found = reading.read(report, language.load(Settings())).quotations
    return [(q.text, text[slice(*q.source)] if q.source else None) for q in found]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "Green Voice, a campaign group, puts the number at close to 9,000, as it includes those who lose fields.",
            "the number at close to 9,000, as it includes those who lose fields",
            "Green Voice, a campaign group",
        ),
        (
            "She was hopeful, she said, that the bridge would bring wealth, and called it “a first step”.",
            "it “a first step”",
            "She",
        ),
        ("Officials in Arba claim that all of them go freely.", "all of them go freely", "Officials in Arba"),
        ("According to the radio, she called it “a mere crumb of bread”.", "it “a mere crumb of bread”", "she"),
        (
            "The forest belongs “to all who walk”, the forestry minister, Jon Harl, is quoted as saying.",
            "The forest belongs “to all who walk”",
            "the forestry minister, Jon Harl",
        ),
        (
            "Peter Holm is suspected of fraud, the prosecutor, Anna Berg, told a news conference.",
            "Peter Holm is suspected of fraud",
            "the prosecutor, Anna Berg",
        ),
        (
            "Berg said that the logbook had been found and that it showed the pump was off.",
            "the logbook had been found and that it showed the pump was off",
            "Berg",
        ),
        (
            "The first lift will open in spring, according to Harl, who said that the second was built.",
            "The first lift will open in spring",
            "Harl",
        ),
    ],
)
def test_content_and_source(text: str, content: str, source: str) -> None:
    assert (content, source) in told(text)
