"""An anchor finds its own words in their surroundings, or says why not; nothing alike is taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from crossread.judgements import anchors
from crossread.judgements.anchors import AROUND, Lost, Place
from crossread.values import Report

TEXT = st.text(st.sampled_from("ab \n😀é"), min_size=1, max_size=60)


def report(text: str, id: str = "r1", source: str = "x/a.txt", outlet: str | None = None) -> Report:
    return Report(id=id, source=source, text=text, outlet=outlet, headline="Mill burns")


def located(anchor: anchors.Anchor, *reports: Report) -> Place | Lost:
    return anchors.locate(anchor, reports, [anchors.fingerprint(r) for r in reports])


def why(found: Place | Lost) -> str:
    assert isinstance(found, Lost)
    return found.why


@given(text=TEXT, data=st.data())
def test_an_unchanged_text_gives_the_same_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = anchors.make(report(text), start, end)
    assert located(anchor, report("other", "r1", "x/b.txt"), report(text, "r2", "y/c.txt")) == Place("r2", start, end)


@given(text=TEXT, changed=TEXT, data=st.data())
def test_nothing_alike_is_ever_taken(text: str, changed: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = anchors.make(report(text), start, end)
    found = located(anchor, report(changed))
    whole = text[max(0, start - AROUND) : end + AROUND]
    places = [n for n in range(len(changed)) if changed.startswith(whole, n)]
    if isinstance(found, Place):
        assert changed[found.start : found.end] == anchor.exact
        assert changed == text or [found.start - len(anchor.prefix)] == places
    else:
        assert len(places) != 1


LEAD = "A mill at Orsk burned down on Monday. "
BODY = LEAD + "Some 40 people fled from the fire, said Ilse Noor, the mayor of the town."


def test_a_moved_stretch_is_found_by_its_surroundings() -> None:
    at = BODY.index("40 people")
    anchor = anchors.make(report(BODY), at, at + 9)
    assert located(anchor, report("Update: " + BODY)) == Place("r1", at + 8, at + 17)


def test_changed_surroundings_are_said_and_nothing_is_taken() -> None:
    at = BODY.index("40 people")
    anchor = anchors.make(report(BODY), at, at + 9)
    assert "other words around" in why(located(anchor, report(BODY.replace("Some", "About"))))
    assert "no longer" in why(located(anchor, report(LEAD)))
    assert "2 places with the same words" in why(located(anchor, report(BODY + "\n" + BODY)))
    assert "2 places, none" in why(located(anchor, report("40 people here, 40 people there")))


def test_a_report_is_known_by_hash_then_source_then_title() -> None:
    at = BODY.index("40 people")
    anchor = anchors.make(report(BODY, outlet="Orsk Courier"), at, at + 9)
    changed = "Update: " + BODY
    assert isinstance(located(anchor, report(changed, source="a.txt")), Place), "seen from another folder"
    assert isinstance(located(anchor, report(changed, source="z.txt", outlet="Orsk Courier")), Place), "renamed"
    assert "not among" in why(located(anchor, report(changed, source="z.txt")))
    assert "not among" in why(located(anchor, report(changed, source="a.txt", outlet="Norlys"))), "another outlet's"
    assert "not among" in why(located(anchor, report(changed, source="y/a.txt")))
    two = [report(changed, "r1", "z.txt", "Orsk Courier"), report(changed, "r2", "y.txt", "Orsk Courier")]
    assert "more than one" in why(located(anchor, *two))


def test_standard_input_has_no_name() -> None:
    anchor = anchors.make(report(BODY, source="-"), 0, 6)
    assert "not among" in why(located(anchor, report("Update: " + BODY, source="-")))


def test_a_record_without_words_is_lost() -> None:
    anchor = replace(anchors.make(report(BODY), 0, 6), exact="")
    assert isinstance(located(anchor, report(BODY)), Lost)
