"""One entry an event and date."""

from crossread import comparison, language, reading
from crossread.comparison import timeline
from crossread.settings import Settings
from crossread.values import Event, Part, Report

ORLA = "2024-03-03"  # a Sunday


def build(*texts: str) -> tuple[dict[str, str], tuple[Event, ...]]:
    """The statements' texts by id, and the timeline of reports of one day."""
    settings = Settings()
    door = language.load(settings)
    readings = []
    for n, text in enumerate(texts, 1):
        at, parts = 0, []
        for paragraph in text.split("\n"):
            parts.append(Part(start=at, end=at + len(paragraph), kind="body"))
            at += len(paragraph) + 1
        report = Report(id=f"r{n}", source=f"{n}", text=text, published=ORLA, language="en", parts=tuple(parts))
        readings.append(reading.read(report, door))
    story, _ = comparison.lay_out(readings, door, settings)
    return {s.id: s.text for s in story.statements.values()}, timeline.build(story, ())


def test_one_event_of_two_reports_is_one_entry() -> None:
    texts, found = build(
        "The car ferry Lunna sank off the coast of Pelagia on Friday.\nThe vessel was built in 1987 at a yard in Orla.",
        "A car ferry sank on Friday off Pelagia, the coastguard said.",
    )
    assert [(e.date, len(e.members)) for e in found] == [("1987", 1), ("2024-03-01", 2)]
    assert all("ferry" in texts[m] for m in found[1].members)
    assert found[1].evidence == "weekday-against-published"


def test_two_events_of_one_day_are_two_entries() -> None:
    _, found = build(
        "The car ferry Lunna sank off the coast of Pelagia on Friday.\n"
        "Parliament in Orla adopted a budget for schools on Friday."
    )
    assert [e.date for e in found] == ["2024-03-01", "2024-03-01"]


def test_sayings_of_two_speakers_are_two_entries() -> None:
    _, found = build(
        "The foreign ministry of Pelagia condemned the launch of the rocket on Friday.",
        "The foreign ministry of Orla said on Friday that it regretted the launch of the rocket.",
        "On Friday the opposition leader Ada Brook condemned the launch of the rocket.",
    )
    assert len(found) >= 2


def test_a_question_dates_nothing() -> None:
    assert build("Did anyone leave the harbour of Orla at 11:15am on Friday?")[1] == ()


def test_date_lines_and_a_speakers_today_are_no_events() -> None:
    _, found = build(
        '2024-03-02\nORLA, March 2 (Wire) — The ferry is still missing.\n"We are sad today," the mayor said.'
    )
    assert found == ()
