"""Judgements applied to a comparison: they hold in any order, when a report joins, and never for a lookalike."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from crossread import comparison, language, pipeline, reading
from crossread.comparison.conflicts.judged import judge
from crossread.judgements import files, making
from crossread.judgements.docket import Docket
from crossread.reports import load
from crossread.settings import Settings
from crossread.values import Conflict, Dossier, Judgement, JudgementKind, Outcome, Reading, Side
from crossread.verify import verify
from crossread.views import annotations, tables

TEXTS = {
    "b.txt": "Dam at Velm breaches\n\nA dam near Velm breached on Tuesday, killing at least 12 people, the interior "
    "ministry said.\n\n“We had no warning,” said Oskar Lind, the mayor of Velm. He said 300 homes were under water.\n\n"
    "President Mira Tolk will travel to Velm on Friday, her office said.",
    "c.txt": "Twelve killed as Velm dam fails\n\nTwelve people died when a dam close to Velm gave way on Tuesday.\n\n"
    "“There was no warning for us,” Mayor Oskar Lind told reporters. Some 250 homes were under water, rescuers say.\n\n"
    "The ministry of energy denied that the dam had been in poor repair. Tolk will travel to Velm on Friday.",
    "d.txt": "Dam near Velm breached, 15 dead\n\nAt least 15 people were killed on Tuesday when a dam near Velm "
    "breached, according to the fire service.\n\nPresident Tolk will travel to the town of Velm on Friday.\n\n"
    "Engineers had warned in 2019 that the dam was in poor repair, a union said.",
}
JOINING = {
    "a.txt": "Velm under water\n\nA dam near the town of Velm breached on Tuesday. At least 12 people were killed, the "
    "ministry said.\n\nSchools stay shut until Monday, the town council said."
}


AT = "2024-03-05T09:00:{:02d}Z"
CHECKED = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@functools.cache
def read(name: str, text: str, id: str) -> Reading:
    return reading.read(load(name, Settings(), id=id, data=text.encode()), language.load(Settings()))


def compared(texts: Mapping[str, str], judgements: Sequence[Judgement] = ()) -> Dossier:
    readings = [read(name, text, f"r{n}") for n, (name, text) in enumerate(sorted(texts.items()), 1)]
    door = language.load(Settings())
    made = comparison.compare(readings, door, Settings(), version="0", judgements=judgements)
    assert verify(made) == []
    return made


@functools.cache
def plain() -> Dossier:
    return compared(TEXTS)


def judged(kind: JudgementKind, *about: str, second: int = 0) -> Judgement:
    return making.make(plain(), kind, about, at=AT.format(second), by="Ada")


def point(of: Dossier, words: str) -> str:
    """The point that a statement with these words is in."""
    return next(p.id for p in of.points if p.shown for m in p.members if words in words_of(of)[m])


def words_of(of: Dossier) -> dict[str, str]:
    return {x.id: x.text for x in (*of.statements, *of.quotations)}


def statement(words: str) -> str:
    return next(s.id for s in plain().statements if words in s.text and s.whole)


def quotation(words: str) -> str:
    return next(q.id for q in plain().quotations if words in q.text)


def homes() -> Conflict:
    """The conflict of how many homes were under water."""
    return next(c for c in plain().conflicts if "300" in {s.value for s in c.sides})


def outcome(of: Dossier, judgement: Judgement) -> Outcome:
    return next(o for o in of.judgements if o.id == judgement.id)


def together(of: Dossier, a: str, b: str) -> bool:
    """Whether a shown point or utterance holds statements or quotations of both words."""
    texts = words_of(of)
    return any(
        any(a in texts[m] for m in f.members) and any(b in texts[m] for m in f.members)
        for f in (*of.points, *of.utterances)
        if f.shown
    )


def every() -> list[Judgement]:
    """A judgement of each kind, some of which contradict each other."""
    travel = point(plain(), "travel to Velm")
    members = next(p.members for p in plain().points if p.id == travel)
    number = homes().id
    warning = quotation("no warning")
    return [
        judged("dismiss", number, second=1),
        judged("split", travel, members[-1], second=2),
        judged("same", statement("killing at least 12"), statement("Twelve people died"), second=3),
        judged("not-same", statement("killing at least 12"), statement("Twelve people died"), second=4),
        judged("speaker", warning, "Mira Tolk", second=5),
        judged("confirm", number, second=6),
        judged("note", travel, "ask her office", second=7),
        judged("dismiss", travel, second=8),
        judged("withdraw", judged("dismiss", travel, second=8).id, second=9),
    ]


@CHECKED
@given(data=st.data())
def test_the_order_changes_nothing(data: st.DataObject) -> None:
    own = data.draw(st.lists(st.sampled_from(every()), unique_by=lambda j: j.id))
    first = compared(TEXTS, own)
    again = data.draw(st.permutations(own)) + own[:2]
    assert msgspec.json.encode(compared(TEXTS, again)) == msgspec.json.encode(first)
    assert [o.id for o in first.judgements] == [j.id for j in sorted(own, key=lambda j: j.at)]


def test_the_later_of_two_that_contradict_each_other_holds_and_it_is_said() -> None:
    made = compared(TEXTS, every())
    states = [(o.kind, o.state) for o in made.judgements]
    assert states == [
        ("dismiss", "overruled"),
        ("split", "applied"),
        ("same", "overruled"),
        ("not-same", "applied"),
        ("speaker", "applied"),
        ("confirm", "applied"),
        ("note", "applied"),
        ("dismiss", "withdrawn"),
        ("withdraw", "applied"),
    ]
    said = [p.source for p in made.problems]
    assert len(said) == 2 and all("judgement j" in s for s in said)


def test_a_dismissed_conflict_stays_and_is_not_shown() -> None:
    number = homes()
    made = compared(TEXTS, [judged("dismiss", number.id)])
    (kept,) = [c for c in made.conflicts if c.judged]
    assert not kept.shown and kept.sides == number.sides
    assert [p.standing for p in made.points if p.id == kept.point] != ["disputed"]


def test_a_confirmed_conflict_is_shown() -> None:
    number = homes()
    strict = Settings(show_confidence=0.99)
    readings = [read(name, text, f"r{n}") for n, (name, text) in enumerate(sorted(TEXTS.items()), 1)]
    confirmed = [judged("confirm", number.id)]
    made = comparison.compare(readings, language.load(strict), strict, version="0", judgements=confirmed)
    assert [c.judged != () for c in made.conflicts if c.shown] == [True]


def test_a_dismissed_point_stays_unshown_and_its_members_stay_apart() -> None:
    id = point(plain(), "travel to Velm")
    members = next(p.members for p in plain().points if p.id == id)
    judgement = judged("dismiss", id)
    made = compared(TEXTS, [judgement])
    (hidden,) = [p for p in made.points if not p.shown]
    assert (hidden.members, hidden.judged) == (members, (judgement.id,))
    assert not any(len(set(p.members) & set(members)) > 1 for p in made.points if p.shown)
    assert outcome(made, judgement).machine == (members,)


def test_join_and_split_are_kept_by_the_grouping() -> None:
    dead, travel = point(plain(), "killing at least 12"), point(plain(), "travel to Velm")
    joined = compared(TEXTS, [judged("join", dead, travel)])
    assert together(joined, "killing at least 12", "travel to Velm")
    off = next(p.members for p in plain().points if p.id == travel)[-1]
    split = compared(TEXTS, [judged("split", travel, off)])
    assert not any(off in p.members and len(p.members) > 1 for p in split.points if p.shown and p.id == travel)


def test_same_joins_what_stands_in_direct_speech_too() -> None:
    spoken = judged("same", "r1:96-104", statement("denied that the dam"))
    (place,) = spoken.groups[0]
    assert "We had" in TEXTS["b.txt"][place.start - 40 : place.end + 40]
    assert outcome(compared(TEXTS, [spoken]), spoken).state == "applied"


def test_a_corrected_speaker_keeps_the_one_that_was_read() -> None:
    id = quotation("We had no warning")
    made = compared(TEXTS, [judged("speaker", id, "mira tolk")])
    (said,) = [q for q in made.quotations if q.judged]
    assert said.speaker.name == "Mira Tolk" and said.speaker.entity
    assert said.speaker_read and said.speaker_read.name == "Oskar Lind"
    told = [s.vouched_by[0].name for s in made.statements if s.quotation == said.id and s.vouched_by]
    assert set(told) <= {"Mira Tolk"}
    unknown = compared(TEXTS, [judged("speaker", id, "")])
    assert [q.speaker.name for q in unknown.quotations if q.judged] == [None]


def test_a_report_that_joins_keeps_all() -> None:
    own = every()
    before, after = compared(TEXTS, own), compared(TEXTS | JOINING, own)
    assert [(o.id, o.state) for o in after.judgements] == [(o.id, o.state) for o in before.judgements]
    dismissed = judged("dismiss", homes().id)
    assert [c.shown for c in compared(TEXTS | JOINING, [dismissed]).conflicts if c.judged] == [False]


def ruled(judgement: Judgement, found: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Conflicts under one judgement."""
    readings = [read(name, text, f"r{n}") for n, (name, text) in enumerate(sorted(TEXTS.items()), 1)]
    door = language.load(Settings())
    story, _ = comparison.lay_out(readings, door, Settings())
    return judge(story, Docket([judgement], [r.report for r in readings]), found)


def test_a_conflict_is_known_by_where_its_values_stand() -> None:
    number = homes()
    more = replace(number, sides=(*number.sides, Side(value="Twelve", members=("s14",), at=((33, 39),))))
    one = replace(number, sides=(replace(number.sides[0], at=((0, 3),)), number.sides[1]))
    merged = replace(
        more,
        sides=(replace(more.sides[0], members=("s8", "s18"), at=(*(s.at[0] for s in number.sides),)), more.sides[2]),
    )
    other = replace(number, kind="date")
    for found, dismissed, confirmed in (
        (number, True, True),
        (replace(number, sides=number.sides[::-1]), True, True),
        (more, False, True),
        (one, False, False),
        (merged, False, False),
        (other, False, False),
    ):
        assert (ruled(judged("dismiss", number.id), [found])[0].judged != ()) == dismissed
        assert (ruled(judged("confirm", number.id), [found])[0].judged != ()) == confirmed


@CHECKED
@given(data=st.data())
def test_a_changed_report_is_told_and_no_lookalike_is_taken(data: st.DataObject) -> None:
    judgement = judged("note", statement("killing at least 12"), "x")
    (anchor,) = judgement.groups[0]
    at = data.draw(st.integers(max(0, anchor.start - len(anchor.prefix)), anchor.end + len(anchor.suffix) - 1))
    text = TEXTS["b.txt"]
    changed = text[:at] + data.draw(st.sampled_from(["", "z", "Z "])) + text[at + 1 :]
    made = compared(TEXTS | {"b.txt": changed}, [judgement])
    assert outcome(made, judgement).state == "unmatched"
    assert outcome(made, judgement).touched == ()
    (problem,) = made.problems
    assert "b.txt" in problem.message and "12 people" in problem.message and not problem.refused


def test_a_note_on_what_is_no_longer_found_is_told() -> None:
    judgement = judged("note", homes().id, "ask the rescuers")
    alike = {"c.txt": TEXTS["c.txt"] + "\n\nNobody was hurt.", "d.txt": TEXTS["d.txt"]}
    made = compared(alike | {"b.txt": TEXTS["b.txt"].replace("He said 300 homes", "He said many homes")}, [judgement])
    assert outcome(made, judgement).state == "unmatched"
    made = compared(TEXTS, [replace(judgement, conflict="date")])
    assert outcome(made, judgement).state == "moot"
    assert ["no such finding" in p.message for p in made.problems] == [True]


def test_a_report_that_moved_its_words_keeps_them() -> None:
    judgement = judged("note", statement("killing at least 12"), "x")
    made = compared(TEXTS | {"b.txt": "Update\n\n" + TEXTS["b.txt"]}, [judgement])
    (touched,) = outcome(made, judgement).touched
    assert "killing at least 12" in words_of(made)[touched]


def test_a_part_that_is_gone_is_told_and_the_rest_holds() -> None:
    id = point(plain(), "travel to Velm")
    judgement = judged("confirm", id)
    made = compared(TEXTS | {"d.txt": TEXTS["d.txt"].replace("the town of", "the city of")}, [judgement])
    assert outcome(made, judgement).state == "applied"
    assert [p.message.startswith("in part only") for p in made.problems] == [True]


def test_python_takes_files_and_values(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    own = every()
    files.append(tmp_path / "x.jsonl", own[0])
    sources = [tmp_path / n for n in TEXTS]
    made = pipeline.compare(sources, judgements=[tmp_path / "x.jsonl", *own[1:]])
    assert [o.state for o in made.judgements] == [o.state for o in compared(TEXTS, own).judgements]


def test_what_was_dismissed_leaves_the_exports() -> None:
    id = point(plain(), "travel to Velm")
    made = compared(TEXTS, [judged("dismiss", id)])
    (hidden,) = [p for p in made.points if not p.shown]
    rows = tables.tables(made)
    assert hidden.id not in {r["point"] for r in rows["statements"]}
    assert [r["judged"] for r in rows["points"] if not r["shown"]] == list(hidden.judged)
    assert f"urn:crossread:{hidden.id}" not in {a["id"] for a in annotations.records(made)}
    assert f"urn:crossread:{id}" in {a["id"] for a in annotations.records(plain())}
