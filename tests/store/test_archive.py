"""The archive in a store: nothing twice, nothing lost, ids that stay; the same in both databases."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from crossread.store import Archive, Member, Unknown
from crossread.store.placing import Moved
from crossread.stories.records import Record


@pytest.fixture
def archive(place: str) -> Iterator[Archive]:
    opened = Archive(place)
    yield opened
    opened.close()


def record(n: int, **given: object) -> Record:
    return Record(
        **{  # type: ignore[arg-type]
            "id": f"r{n}",
            "url": f"https://north.example/{n}",
            "title": f"Title {n}",
            "date": f"2031-03-{n % 28 + 1:02}",
            "text": f"Text {n}.",
            **given,
        }
    )


def added(archive: Archive, *numbers: int) -> list[int]:
    return [a.number for a in archive.add([record(n) for n in numbers])]


def group(*numbers: int) -> list[Member]:
    return [Member(n) for n in numbers]


def ids(archive: Archive) -> dict[str, list[str]]:
    return {s.id: [r.id for r in archive.reports(s.id)] for s in archive.stories()}


def test_a_record_comes_back_as_it_was_given_and_is_added_once(archive: Archive) -> None:
    other = {"section": "Home", "tags": ["a", 1, None]}
    given = [record(1, text="Wörter \U0001f525\nand lines", other=other), record(2, date="", url="")]
    first = archive.add(given)
    assert [(a.new, a.earlier) for a in first] == [(True, None), (True, None)]
    assert [(a.number, a.new) for a in archive.add([*given, given[0]])] == [
        (first[0].number, False),
        (first[1].number, False),
        (first[0].number, False),
    ]
    kept = list(archive.records())
    assert [(k.id, k.url, k.title, k.date, k.text, k.other) for k in kept] == [
        (r.id, r.url, r.title, r.date, r.text, r.other) for r in given
    ]
    assert [k.id for k in archive.records(since="2031-01-01")] == ["r1"]


def test_what_no_database_takes_is_kept_readable(archive: Archive) -> None:
    odd = record(
        1,
        title="a\0b\ud800",
        text="c\0\ud800",
        url="https://x.example/" + "long" * 5_000,
        other={"n": 2**70, "s": "\ud800"},
    )
    archive.add([odd])
    (kept,) = archive.records()
    assert (kept.title, kept.text, kept.other["s"]) == ("a\ufffdb?", "c\ufffd?", "?")
    assert not archive.add([odd])[0].new


def test_another_text_at_one_address_may_be_a_version(archive: Archive) -> None:
    (first,) = added(archive, 1)
    (later,) = archive.add([record(9, url="http://www.north.example/1/?utm_source=x")])
    (same,) = archive.add([record(1, text="Changed.", url="")])
    assert (later.new, later.earlier) == (True, first)
    assert same.new and same.earlier is None  # the id alone says nothing of a record that has an address


def test_an_id_stays_when_a_story_grows_by_an_earlier_report(archive: Archive) -> None:
    a, b, c = added(archive, 5, 6, 1)
    before = archive.place([group(a, b)])
    assert (before.new, before.grown) == (before.stories, [])
    after = archive.place([group(c, a, b)])
    assert (after.stories, after.new, after.grown, after.moves) == (before.stories, [], before.stories, [])
    story = archive.story(before.stories[0][:6])
    assert (story.title, story.first, story.last, story.reports) == ("Title 1", "2031-03-02", "2031-03-07", 3)


def test_what_is_the_same_is_not_written(archive: Archive) -> None:
    a, b = added(archive, 1, 2)
    archive.place([group(a, b)])
    before = archive.stories()
    again = archive.place([group(a, b)])
    assert (again.new, again.grown, again.moves, archive.stories()) == ([], [], [], before)


def test_merged_the_larger_keeps_its_id_and_the_other_leads_there(archive: Archive) -> None:
    a, b, c = added(archive, 1, 2, 3)
    small, large = archive.place([group(a), group(b, c)]).stories
    asked: list[tuple[list[int], list[int]]] = []

    def why(moved: object, others: object) -> float:
        asked.append((list(moved), list(others)))  # type: ignore[call-overload]
        return 0.75

    merged = archive.place([group(a, b, c)], why)
    assert (merged.stories, merged.moves) == ([large], [Moved("merged", large, small, 1, 0.75)])
    assert asked == [([a], [b, c])]
    assert archive.story(small).id == large and ids(archive) == {large: ["r1", "r2", "r3"]}
    (told,) = archive.moves(small)
    assert (told.kind, told.story, told.other, told.likelihood) == ("merged", large, small, 0.75)


def test_parted_the_larger_part_keeps_the_id_and_an_old_id_comes_back(archive: Archive) -> None:
    a, b, c = added(archive, 1, 2, 3)
    small, large = archive.place([group(a), group(b, c)]).stories
    archive.place([group(a, b, c)])
    parted = archive.place([group(a), group(b, c)])
    assert parted.stories == [small, large]
    assert parted.moves == [Moved("parted", large, small, 1, None)]
    assert (parted.new, parted.grown) == ([small], [large])
    assert ids(archive) == {small: ["r1"], large: ["r2", "r3"]}


def test_of_two_equal_parts_the_one_whose_id_it_would_be_takes_no_other_s(archive: Archive) -> None:
    a, b, c = added(archive, 1, 2, 3)
    (story,) = archive.place([group(a, b, c)]).stories
    first, second = archive.place([group(b, c), group(a)]).stories
    assert first == story and second != story
    assert ids(archive) == {story: ["r2", "r3"], second: ["r1"]}


def test_a_record_that_no_group_names_goes_with_its_story(archive: Archive) -> None:
    a, b, c, d = added(archive, 1, 2, 3, 4)
    one, two = archive.place([group(a), group(b, c)]).stories
    assert archive.place([group(b, d)]).stories == [two]
    assert archive.place([group(c, a)]).stories == [two]
    assert ids(archive) == {two: ["r1", "r2", "r3", "r4"]} and archive.story(one).id == two


def test_copies_count_as_reports_and_versions_do_not(archive: Archive) -> None:
    a, b, c = added(archive, 1, 2, 3)
    (id,) = archive.place([[Member(a), Member(b, "copy", a), Member(c, "version", a)]]).stories
    assert archive.story(id).reports == 2
    assert [(r.kind, r.original) for r in archive.reports(id)] == [("report", None), ("copy", a), ("version", a)]
    assert list(archive.records(unplaced=True)) == []


def test_stories_are_listed_by_days_and_size_the_newest_first(archive: Archive) -> None:
    a, b, c, d = added(archive, 1, 2, 10, 20)
    early, middle, late = archive.place([group(a, b), group(c), group(d)]).stories
    assert [s.id for s in archive.stories()] == [late, middle, early]
    assert [s.id for s in archive.stories(since="2031-03-05", until="2031-03-11")] == [middle]
    assert [s.id for s in archive.stories(least=2)] == [early] and archive.how_many(least=2) == 1
    assert [s.id for s in archive.stories(start=1, most=1)] == [middle]


def test_words_find_stories(archive: Archive) -> None:
    given = [
        record(1, title="Fire at the mill", text="The mill burned. Crews from Älvsborg came."),
        record(2, title="Mill fire out", text="The brigade left."),
        record(3, title="A cup final", text="Penalties, after a draw."),
    ]
    a, b, c = (r.number for r in archive.add(given))
    fire, cup = archive.place([group(a, b), group(c)]).stories
    (met,) = archive.search("alvsb mill")
    assert (met.story.id, met.record) == (fire, a)
    assert met.excerpt[1::2] == ["mill", "Älvsborg"]
    assert "".join(met.excerpt) == given[0].text.removesuffix(" came.") + " came"
    assert [s.id for s in archive.stories(words="PENALT")] == [cup]
    assert archive.search("mill", least=3) == archive.search("mill cup") == archive.search('") OR NEAR(*') == []


def test_an_id_is_taken_by_its_beginning(archive: Archive) -> None:
    one, _ = archive.place([group(n) for n in added(archive, 1, 2)]).stories
    assert archive.story(one[:5]).id == one
    for asked, said in (("s", "more than one"), ("s_", "no found story"), ("", "no found story")):
        with pytest.raises(Unknown, match=said):
            archive.story(asked)


def test_vectors_are_kept_by_key(archive: Archive) -> None:
    archive.keep_vectors([(b"k" * 16, b"one"), (b"l" * 16, b"two")])
    archive.keep_vectors([(b"k" * 16, b"again")])
    assert archive.vectors([b"k" * 16, b"m" * 16]) == {b"k" * 16: b"one"}


KEEPS_PLACING = """
import sys
from crossread.store import Archive, Member
from crossread.stories.records import Record
archive, size = Archive(sys.argv[1]), 5
rows = [Record(id=f"r{n}", title=f"T {n}", text=f"Text {n}") for n in range(200)]
for start in range(0, 200, 10):
    archive.add(rows[start : start + 10])
    print(start, flush=True)
    waiting = [k.number for k in archive.records()]
    archive.place([[Member(n) for n in waiting[at : at + size]] for at in range(0, len(waiting), size)])
"""


def test_killed_at_any_moment_nothing_is_lost_or_doubled(place: str) -> None:
    Archive(place).close()
    for pause in (0.0, 0.01, 0.03, 0.06, None):
        process = subprocess.Popen([sys.executable, "-c", KEEPS_PLACING, place], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        if pause is not None:
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
        process.wait()
    archive = Archive(place)
    assert [k.id for k in archive.records()] == [f"r{n}" for n in range(200)]
    assert sorted(r for reports in ids_of_all(archive) for r in reports) == sorted(f"r{n}" for n in range(200))
    assert archive.moves() == [] and len(archive.search("text", most=500)) == 40


def ids_of_all(archive: Archive) -> list[list[str]]:
    return [[r.id for r in archive.reports(s.id)] for s in archive.stories(most=500)]
