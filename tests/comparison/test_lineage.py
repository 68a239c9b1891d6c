"""Lineage: shared copy outside quotation, in any order; quotations and facts in common are none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from crossread import language
from crossread.comparison import lineage
from crossread.settings import Settings
from crossread.values import Family, Part, Reading, Report, SharedCopy

FERRY = (
    "The ferry left the harbour of Lunna shortly before six on Tuesday morning with forty people aboard.",
    "Half an hour later the engine failed in heavy seas off the northern cape.",
    "A fishing boat took the passengers off one by one while the crew kept the pumps running.",
    "Nobody was hurt, but several travellers were treated for cold at the clinic in Vessel Bay.",
    "The company, which runs three ships between the islands, has opened an inquiry into the breakdown.",
    "Its oldest vessel had been taken out of service for repairs only a month before.",
    "Weather forecasters expect the gale to last until Thursday night.",
    "A replacement boat from the mainland will sail twice a day from Friday.",
)
OTHER = (
    "Islanders woke to the news that the morning boat had broken down again.",
    "Mayor Ada Brook visited those rescued and brought blankets and soup.",
    "She has asked for a new ship since the winter before last.",
    "A second crossing was cancelled and freight piled up on the quay.",
    "Shops expect to run short of milk by the end of the week.",
    "Schools stayed open although a dozen teachers live on the mainland.",
)


def reading(number: int, sentences: tuple[str, ...], gap: str = "\n", **about: object) -> Reading:
    text = gap.join(sentences)
    spans = []
    for s in sentences:
        start = text.index(s, spans[-1][1] if spans else 0)
        spans.append((start, start + len(s)))
    parts = tuple(Part(start=a, end=b, kind="body") for a, b in spans)
    report = replace(Report(id=f"r{number}", source=f"{number}.txt", text=text, parts=parts), **about)
    return Reading(report=report, sentences=tuple(spans))


def find(*readings: Reading) -> tuple[tuple[SharedCopy, ...], tuple[Family, ...]]:
    return lineage.find(readings, language.load(Settings()))


def test_white_space_and_case_are_no_difference() -> None:
    changed = tuple(s.upper().replace(" ", "  ") for s in FERRY)
    (pair,), (family,) = find(reading(1, FERRY), reading(2, changed, gap="\n\n  "))
    assert pair.relation == "copy" and family.reports == ("r1", "r2")


def test_paragraphs_in_another_order_are_all_found() -> None:
    moved = FERRY[3:] + FERRY[:3]
    a, b = reading(1, FERRY), reading(2, moved)
    (pair,), _ = find(a, b)
    assert pair.relation == "copy"
    for start, end in a.sentences:
        assert any(x <= start and end - 1 <= y for (x, y), _ in pair.passages)
    for (x, y), (v, w) in pair.passages:
        assert a.report.text[x:y].split() == b.report.text[v:w].split()


def test_copy_that_was_cut_and_added_to_is_edited() -> None:
    (pair,), _ = find(reading(1, FERRY), reading(2, FERRY[:2] + OTHER))
    assert pair.relation == "edited"


def test_sharing_only_a_quotation_is_no_lineage() -> None:
    said = "“" + " ".join(FERRY) + "”"
    assert find(reading(1, (said, *OTHER)), reading(2, (OTHER[0][::-1], said))) == ((), ())


def test_a_post_that_one_report_gives_without_marks_is_no_copy() -> None:
    first = (*OTHER, "“" + FERRY[0] + " " + FERRY[1] + "”")
    second = ("It all began with a note from the crew this week.", FERRY[0], FERRY[1])
    assert find(reading(1, first), reading(2, second)) == ((), ())


def test_one_event_told_apart_is_no_lineage() -> None:
    assert find(reading(1, FERRY), reading(2, OTHER)) == ((), ())


def test_a_paraphrase_in_the_same_order_is_a_rewrite() -> None:
    retold = (
        "With forty people on board, a ferry sailed from Lunna harbour early on Tuesday, just before 6 a.m.",
        "Thirty minutes afterwards its engine broke down in rough seas near the northern cape.",
        "Passengers were rescued one at a time by a fishing boat as crew members operated the pumps.",
        "There were no injuries, though a number of travellers had to be treated for cold at a Vessel Bay clinic.",
        "An inquiry into the breakdown was opened by the company, the operator of three ships between the islands.",
        "Only a month ago the firm's oldest ship was withdrawn from service to be repaired.",
        "The gale is expected by forecasters to continue until Thursday night.",
        "From Friday a substitute vessel from the mainland is going to sail two times daily.",
    )
    (pair,), _ = find(reading(1, FERRY), reading(2, retold))
    assert pair.relation == "rewrite"
    assert find(reading(1, FERRY), reading(2, retold[:2])) == ((), ())


@pytest.mark.parametrize(
    ("first", "second", "source"),
    [
        ({}, {}, None),
        ({"outlet": "Lunna Post"}, {"outlet": "Isle Times"}, "r1"),
        ({"outlet": "Lunna Post", "agency": "NWA"}, {"outlet": "Isle Times", "agency": "NWA"}, None),
        ({"published": "2031-05-02"}, {"published": "2031-05-03"}, None),
        (
            {"published": "2031-05-03T16:05", "byline": ("Ada Brook",)},
            {"published": "2031-05-03T09:30", "byline": ("Ada Brook", "Tom Orr")},
            "r2",
        ),
    ],
)
def test_the_direction_is_told_only_by_what_the_texts_say(
    first: dict[str, object], second: dict[str, object], source: str | None
) -> None:
    credit = ("The rescue was made public, the Lunna Post reported.",)
    (pair,), _ = find(reading(1, FERRY, **first), reading(2, FERRY + credit, **second))
    assert pair.from_ == source


def test_families_join_what_hangs_together() -> None:
    _, families = find(reading(1, FERRY), reading(2, OTHER), reading(3, FERRY), reading(4, FERRY[::-1]))
    assert [f.reports for f in families] == [("r1", "r3", "r4")]


def test_a_press_release_is_what_was_copied_from() -> None:
    contact = "Contact for the media: Lene Fabrig, Lunna Ferries, 0555 0142."
    (pair,), _ = find(reading(1, FERRY), reading(2, (*FERRY, contact)))
    assert (pair.from_, pair.evidence) == ("r2", ("is-a-press-release",))
