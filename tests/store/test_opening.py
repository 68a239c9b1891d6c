"""A found story becomes one of the library: once, with what is new added, and nothing that was taken out."""

from __future__ import annotations

from crossread.store import Member, Source, Store
from crossread.stories.records import Record


def source(n: int) -> Source:
    return Source(name=f"{n}.txt", data=f"Report {n}.".encode())


def test_a_found_story_is_opened_once_and_given_what_is_new(store: Store) -> None:
    archive = store.archive
    a, b, c = (r.number for r in archive.add([Record(id=f"r{n}", text=f"Text {n}") for n in range(3)]))
    (found,) = archive.place([[Member(a), Member(b)]]).stories
    assert archive.opened([found]) == {}
    story = store.open(found, "Mill", [(a, source(a)), (b, source(b))], 9)
    assert (story.title, story.state, story.reports) == ("Mill", "waiting", 2)
    assert store.open(found, "Other", [(a, source(a)), (b, source(b))], 9) == story
    assert archive.opened([found])[found].fresh == 0 and archive.opened_as("none") is None

    story = store.remove_source(story.id, f"{a}.txt", story.version)
    archive.place([[Member(a), Member(b), Member(c)]])
    opened = archive.opened_as(story.id)
    assert opened is not None and (opened.found, opened.story, opened.given, opened.fresh) == (found, story.id, 2, 1)
    assert (opened.room(9), opened.room(2), opened.room(1)) == (1, 0, 0)
    assert store.open(found, "Mill", [(c, source(c))], 2) == story
    grown = store.open(found, "Mill", [(n, source(n)) for n in (a, b, c)], 9)
    assert [s.name for s in store.sources(story.id)] == [f"{b}.txt", f"{c}.txt"]
    assert (grown.version, grown.state) == (story.version + 1, "waiting")


def test_what_merges_leads_to_the_story_that_was_opened(store: Store) -> None:
    archive = store.archive
    a, b, c = (r.number for r in archive.add([Record(id=f"r{n}", text=f"Text {n}") for n in range(3)]))
    small, large = archive.place([[Member(a)], [Member(b), Member(c)]]).stories
    story = store.open(small, "Mill", [(a, source(a))], 9)
    archive.place([[Member(a), Member(b), Member(c)]])
    assert archive.opened([large])[large].story == story.id
    assert store.open(large, "Mill", [(n, source(n)) for n in (a, b, c)], 9).id == story.id
    store.remove(story.id, store.story(story.id).version)
    assert archive.opened([large]) == {} and store.check() == []
