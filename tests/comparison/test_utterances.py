"""Utterances: one act of saying one thing, in whatever words; never merely one topic."""

from __future__ import annotations

from msgspec.structs import replace

from crossread import language, reading
from crossread.comparison import utterances
from crossread.comparison.story import Story
from crossread.settings import Settings
from crossread.values import Part, Quotation, QuotationKind, Report, Speaker, Utterance

Said = tuple[QuotationKind, str, str | None]


def lay_out(*reports: list[Said]) -> Story:
    """A story in which each report is made of quotations, one a paragraph; words in ‹…› are a mixed one's fragment."""
    door = language.load(Settings())
    readings = []
    number = 0
    for n, sayings in enumerate(reports, 1):
        text, parts, found = "", [], []
        for kind, marked, name in sayings:
            words = marked.replace("‹", "“").replace("›", "”")
            number += 1
            start = len(text)
            text += words + "\n"
            parts.append(Part(start=start, end=start + len(words), kind="body"))
            at = (start + words.find("“") + 1, start + words.find("”"))
            found.append(
                Quotation(
                    id=f"q{number}",
                    report=f"r{n}",
                    start=start,
                    end=start + len(words),
                    text=words,
                    kind=kind,
                    speaker=Speaker(name=name, entity=name),
                    fragments=(at,) if kind == "mixed" else (),
                )
            )
        report = Report(id=f"r{n}", source=f"{n}.txt", text=text, language="en", parts=tuple(parts))
        readings.append(replace(reading.read(report, door), quotations=tuple(found)))
    return Story(readings=tuple(readings), language=door, settings=Settings())


def groups(found: tuple[Utterance, ...]) -> list[set[str]]:
    return [set(u.members) for u in found]


BROOK, RUIZ = "Ada Brook", "Jon Ruiz"


def test_a_direct_one_its_trim_and_its_report_in_indirect_speech_are_one() -> None:
    story = lay_out(
        [
            ("direct", "The harbour will be closed until the wreck has been raised and every tank is empty.", BROOK),
            ("direct", "Our thanks go to the fishermen who went out that night.", BROOK),
        ],
        [("direct", "The harbour will be closed until the wreck has been raised", BROOK)],
        [("indirect", "the harbour would stay closed until the wreck was raised", BROOK)],
    )
    assert groups(utterances.find(story)) == [{"q1", "q3", "q4"}]


def test_two_translations_are_one() -> None:
    story = lay_out(
        [("direct", "We will always stand by our brothers on the islands until the last storm has passed.", RUIZ)],
        [("direct", "We shall stand beside our island brothers always, until the final storm is over.", RUIZ)],
    )
    assert groups(utterances.find(story)) == [{"q1", "q2"}]


def test_a_fragment_inside_a_paraphrase_belongs_to_its_whole() -> None:
    story = lay_out(
        [("direct", "This was a reckless and needless voyage, and the company will answer for it.", BROOK)],
        [("mixed", "the company would answer for a ‹reckless and needless voyage›", BROOK)],
    )
    assert groups(utterances.find(story)) == [{"q1", "q2"}]


def test_one_topic_is_no_utterance() -> None:
    story = lay_out(
        [("direct", "The ferry was inspected in March and nothing was found wrong with it.", BROOK)],
        [("direct", "We have asked for a new ferry for years and nobody in the capital listened.", RUIZ)],
    )
    assert utterances.find(story) == ()


def test_an_utterance_names_its_fullest_speaker_and_counts_origins() -> None:
    words = "The harbour will be closed until the wreck has been raised"
    story = lay_out([("direct", words, None)], [("direct", words, BROOK)], [("direct", words, BROOK)])
    (found,) = utterances.find(story)
    assert found.speaker.name == BROOK and found.origins == 3
    assert [c.same for c in found.collation] == [True]


def test_no_quotations_no_utterances() -> None:
    assert utterances.find(lay_out([], [])) == ()


def test_a_long_quotation_does_not_make_its_two_halves_one() -> None:
    first = "The harbour will be closed until the wreck has been raised and every tank is empty."
    second = "Our thanks go to the fishermen who went out that night in their small boats."
    story = lay_out([("direct", f"{first} {second}", BROOK)], [("direct", first, BROOK), ("direct", second, BROOK)])
    assert groups(utterances.find(story)) == [{"q1", "q2"}, {"q1", "q3"}]


def test_a_group_within_another_is_not_told_twice() -> None:
    assert utterances._largest([[3, 4], [1, 2], [1, 2, 5], [3, 4]]) == [[1, 2, 5], [3, 4]]
