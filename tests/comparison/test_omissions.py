"""Omissions: claimed only where nothing in the report comes near the point."""

from __future__ import annotations

from crossread import language
from crossread.comparison import omissions
from crossread.comparison.story import Story
from crossread.settings import Settings
from crossread.values import Family, Part, Point, Reading, Report, Statement

FACT = "The harbour of Lunna was closed for two days after the storm."
OTHER = "Tickets for the summer opera festival go on sale next week."


def reading(number: int, *sentences: str, notes: tuple[str, ...] = ()) -> Reading:
    text = " ".join(sentences)
    starts = [text.index(s) for s in sentences]
    report = Report(
        id=f"r{number}",
        source=f"{number}.txt",
        text=text,
        notes=notes,
        parts=(Part(start=0, end=len(text), kind="body"),),
    )
    spans = tuple((a, a + len(s)) for a, s in zip(starts, sentences, strict=True))
    stated = tuple(
        Statement(id=f"s{number}{n}", report=f"r{number}", start=a, end=b, text=text[a:b], sentence=(a, b))
        for n, (a, b) in enumerate(spans)
    )
    return Reading(report=report, sentences=spans, statements=stated)


def find(*readings: Reading, families: tuple[Family, ...] = ()) -> list[str]:
    story = Story(readings=readings, language=language.load(Settings()), settings=Settings(), families=families)
    members = tuple(s.id for r in readings for s in r.statements if s.text == FACT)
    point = Point(id="p1", members=members, clearest="s10", origins=story.origins(members), standing="reported")
    return [o.report for o in omissions.find(story, [point])]


def test_a_report_without_the_point_omits_it() -> None:
    assert find(reading(1, FACT), reading(2, FACT, OTHER), reading(3, OTHER)) == ["r3"]


def test_a_point_said_in_other_words_is_not_omitted() -> None:
    assert find(reading(1, FACT), reading(2, FACT), reading(3, "Lunna's port stayed shut for 48 hours.", OTHER)) == []


def test_a_truncated_report_is_not_blamed() -> None:
    assert find(reading(1, FACT), reading(2, FACT), reading(3, OTHER, notes=("truncated",))) == []


def test_two_copies_of_one_origin_are_no_majority() -> None:
    family = (Family(id="f1", reports=("r1", "r2")),)
    assert find(reading(1, FACT), reading(2, FACT), reading(3, OTHER), families=family) == []
