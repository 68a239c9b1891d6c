"""What a store keeps: whole or not at all, and never over somebody else's change."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from crossread.store import Source, Stale, Store, Unknown, Unusable, checking
from crossread.store.library import UNTITLED
from crossread.store.searching import entries
from tests import made

TWO = [
    Source(name="a.txt", data=b"The bridge is shut."),
    Source(name="b.html", data=b"<p>Shut.", url="https://x.example"),
]


def test_a_story_keeps_its_reports_as_they_were_given(store: Store) -> None:
    story = store.add("Bridge", TWO)
    assert (story.state, story.reports, story.dossier) == ("waiting", 2, 0)
    assert store.sources(story.id) == TWO
    assert store.add("Empty", TWO[:1]).state == "new"


def test_the_same_bytes_are_one_report_and_a_taken_name_gets_a_number(store: Store) -> None:
    story = store.add("Bridge", TWO)
    again = store.add_sources(story.id, [TWO[0], Source(name="a.txt", data=b"Another text.")])
    assert [s.name for s in store.sources(again.id)] == ["a-2.txt", "a.txt", "b.html"]


def test_a_change_on_an_old_version_is_refused_and_nothing_is_lost(store: Store) -> None:
    story = store.add("Bridge", TWO)
    renamed = store.rename(story.id, "The bridge", story.version)
    with pytest.raises(Stale, match="changed in another window"):
        store.rename(story.id, "A bridge", story.version)
    with pytest.raises(Stale):
        store.judge(story.id, "{}", story.version)
    assert store.story(story.id) == renamed
    assert store.history(story.id) == []


def test_a_dossier_of_an_older_version_is_not_kept(store: Store) -> None:
    story = store.add("Bridge", TWO)
    running = store.take()
    assert running is not None and running.state == "running" and store.take() is None
    store.add_sources(story.id, [Source(name="c.txt", data=b"More.")])
    assert not store.keep(story.id, made.dossier(), [], running.version)
    again = store.take()
    assert again is not None and store.keep(story.id, made.dossier(), list(entries(made.dossier())), again.version)
    assert store.story(story.id).state == "done"
    assert store.dossier(story.id) == made.dossier()


def test_dossiers_are_kept_by_number(store: Store) -> None:
    story = store.add("Bridge", TWO)
    first, second = made.dossier(), replace(made.dossier(), points=())
    for dossier in (first, second):
        assert store.keep(story.id, dossier, [], story.version)
    assert (store.dossier(story.id), store.dossier(story.id, 1)) == (second, first)
    store.saw(story.id, 2)
    assert (store.story(story.id).seen, store.story(story.id).dossier) == (2, 2)


def test_a_story_without_a_title_takes_the_first_headline(store: Store) -> None:
    dossier = replace(
        made.dossier(),
        reports=tuple(
            replace(r, headline=h)
            for r, h in zip(made.dossier().reports, (None, "Dam holds", "No flood"), strict=False)
        ),
    )
    for given, title in ((UNTITLED, "Dam holds"), ("The dam", "The dam")):
        story = store.add(given, [])
        assert store.keep(story.id, dossier, [], story.version)
        assert store.story(story.id).title == title
    story = store.add(UNTITLED, [])
    bare = tuple(replace(r, headline=None) for r in dossier.reports)
    store.keep(story.id, replace(dossier, reports=bare), [], story.version)
    assert store.story(story.id).title == UNTITLED


def test_a_judgement_taken_back_stays_in_the_history(store: Store) -> None:
    story = store.add("Bridge", TWO)
    story = store.judge(story.id, '{"kind": "note"}', story.version)
    story = store.undo(story.id, 1, story.version)
    (judged,) = store.history(story.id)
    assert judged.record == '{"kind": "note"}' and judged.undone is not None
    with pytest.raises(Unknown):
        store.undo(story.id, 1, story.version)


def test_words_are_found_in_reports_quotations_and_points(store: Store) -> None:
    story = store.add("Bridge", TWO)
    store.keep(story.id, made.dossier(), list(entries(made.dossier())), story.version)
    hits = store.search("heard br")
    assert {h.kind for h in hits} == {"report", "quotation"}
    assert any("heard" in part for h in hits for part in h.excerpt[1::2])
    assert store.search('") OR NEAR(* AND -"') == []
    store.remove(story.id, story.version)
    assert store.search("heard") == [] and store.check() == []


def test_what_cannot_be_opened_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="there is no folder"):
        Store(str(tmp_path / "none" / "stories.db"))
    (tmp_path / "text.db").write_text("no database at all, only words" * 100)
    for opened in (Store, checking.look, checking.upgrade):
        with pytest.raises(Unusable, match=r"text\.db: the store cannot be opened"):
            opened(str(tmp_path / "text.db"))


def test_a_store_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "stories.db"
    Store(str(place)).close()
    with sqlite3.connect(place) as there:
        there.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Unusable, match="later version"):
        Store(str(place))


KEEPS_ADDING = """
import sys
from crossread.store import Source, Store
store = Store(sys.argv[1])
n = 0
while True:
    story = store.add(f"Story {n}", [Source(name="a", data=b"a"), Source(name="b", data=b"b")])
    print(story.id, flush=True)
    n += 1
"""


def test_nothing_that_was_kept_is_lost_when_the_process_is_killed(place: str) -> None:
    Store(place).close()
    said: list[str] = []
    for pause in (0.0, 0.05, 0.1):
        process = subprocess.Popen([sys.executable, "-c", KEEPS_ADDING, place], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        said += [process.stdout.readline().strip()]
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().split()
        process.wait()
    store = Store(place)
    there = store.stories()
    assert store.check() == []
    assert {s for s in said if len(s) == 16} <= {s.id for s in there}
    assert all(len(store.sources(s.id)) == 2 for s in there)


def test_many_writers_wait_for_one_another(place: str) -> None:
    """Every change of eight processes at once is there, none twice."""
    store = Store(place)
    story = store.add("Bridge", TWO)
    adds = (
        "import sys; from crossread.store import Source, Store; s = Store(sys.argv[1])\n"
        "for n in range(10): s.add_sources(sys.argv[2], [Source(name='x.txt', data=f'{sys.argv[3]} {n}'.encode())])"
    )
    running = [subprocess.Popen([sys.executable, "-c", adds, place, story.id, str(n)]) for n in range(8)]
    assert [p.wait() for p in running] == [0] * 8
    assert len(store.sources(story.id)) == 82
    assert store.story(story.id).version == story.version + 80


def test_an_address_waits_is_fetched_once_or_refused_with_its_reason(store: Store) -> None:
    story = store.add("Bridge", TWO)
    wanted = store.want(story.id, ["https://x.example/a", "https://x.example/b", "https://x.example/a"])
    assert (wanted.fetching, wanted.state) == (2, "waiting")
    assert store.take() is None  # it is compared when all its reports are there
    first, second = store.waiting()
    page = Source(name="a.html", data=b"<p>Shut!", url=first.url, fetched="2024-05-01T00:00:00+00:00")
    assert store.fetched(first, page) and not store.fetched(first, page)
    assert store.sources(story.id)[0] == page
    store.unfetched(second, "is not to be had (404): check the address")
    story = store.story(story.id)
    assert (story.fetching, story.unfetched, story.reports, story.version) == (0, 1, 3, wanted.version + 1)
    taken = store.take()
    assert taken is not None and taken.id == story.id
    assert store.want(story.id, [second.url]).fetching == 1  # again
    store.cancel(story.id, "Cancelled.", "was not fetched")
    assert [(a.url, a.state, a.message) for a in store.addresses(story.id)] == [
        (second.url, "refused", "was not fetched")
    ]
    assert not store.fetched(second, replace(page, data=b"Late."))
    store.forget(story.id, second.number)
    with pytest.raises(Unknown):
        store.forget(story.id, second.number)


def test_an_address_that_gives_what_is_there_says_so(store: Store) -> None:
    story = store.add("Bridge", TWO)
    store.want(story.id, ["https://x.example/a"])
    assert store.fetched(store.waiting()[0], TWO[0])
    (told,) = store.addresses(story.id)
    assert told.state == "refused" and "already" in told.message
    assert store.story(story.id).version == story.version


def test_who_reads_waits_for_no_writer(tmp_path: Path) -> None:
    place = str(tmp_path / "stories.db")
    store = Store(place)
    story = store.add("Bridge", TWO)
    writer = sqlite3.connect(place, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    assert store.story(story.id) == story and time.monotonic() - began < 1
    writer.close()
    store.close()
