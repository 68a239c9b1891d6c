"""The guarantee: what breaks it is found, and goes with all that refers to it."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from crossread.values import Dossier, Part
from crossread.verify import sound, verify
from tests.made import dossier


def test_a_sound_dossier_is_left_as_it_is() -> None:
    assert verify(dossier()) == []
    assert sound(dossier()) == (dossier(), [])


def test_a_wrong_extract_goes_with_what_refers_to_it() -> None:
    made = dossier()
    wrong = replace(made.statements[0], start=made.statements[0].start + 1)
    broken = replace(made, statements=(wrong, *made.statements[1:]))
    assert verify(broken)[0].startswith("statements s1: its text is not r1[")
    kept, said = sound(broken)
    assert verify(kept) == []
    assert [s.id for s in kept.statements] == ["s2", "s3", "s4", "s5", "s6", "s7", "s8"]
    assert [p.id for p in kept.points] == ["p2", "p3", "p4"]
    assert kept.timeline == ()
    assert len(said) >= 3


def _changed(made: Dossier, path: str, value: object) -> Dossier:
    """The dossier with one value changed, given as section/index/field."""
    data = msgspec.json.decode(msgspec.json.encode(made))
    *steps, last = [int(s) if s.isdigit() else s for s in path.split("/")]
    at = data
    for step in steps:
        at = at[step]
    at[last] = value
    return msgspec.convert(data, Dossier)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("quotations/0/text", "We heard it gone"),
        ("quotations/0/source", [0, 10_000]),
        ("quotations/0/speaker/entity", "e9"),
        ("statements/0/report", "r9"),
        ("statements/0/quotation", "q9"),
        ("utterances/0/members", ["q1", "q9"]),
        ("utterances/0/collation/0/variants/0/end", 10_000),
        ("points/0/clearest", "s6"),
        ("conflicts/0/sides/0/value", "41"),
        ("conflicts/0/point", "p9"),
        ("lineage/0/from", "r9"),
        ("lineage/0/passages/0/1/1", 10_000),
        ("families/0/reports", ["r1", "r9"]),
        ("timeline/0/members", ["s9"]),
        ("omissions/0/point", "p9"),
        ("omissions/0/searched", [[0, 10_000]]),
        ("points/0/id", "p2"),
    ],
)
def test_each_promise_is_checked(path: str, value: object) -> None:
    broken = _changed(dossier(), path, value)
    assert verify(broken)
    assert verify(sound(broken)[0]) == []


def test_of_a_report_only_the_part_that_is_wrong_goes() -> None:
    made = dossier()
    parts = made.reports[0].parts
    broken = replace(
        made, reports=(replace(made.reports[0], parts=(*parts, Part(start=0, end=5, kind="body"))), *made.reports[1:])
    )
    assert verify(broken)
    assert sound(broken)[0] == made
