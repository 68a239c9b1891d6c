"""What analysts said stands at each finding and in a section of its own, also what is without effect."""

from __future__ import annotations

import re

from msgspec.structs import replace

from crossread.values import Dossier, JudgementState, Outcome, Problem
from crossread.views import page
from tests import made
from tests.views.page.test_page import Read


def judged() -> Dossier:
    """The small dossier, judged: confirmed, dismissed, corrected, unmatched, overruled."""
    d = made.dossier()

    def said(id: str, kind: str, touched: tuple[str, ...], state: JudgementState = "applied", **more: str) -> Outcome:
        return Outcome(id=id, kind=kind, state=state, at="2024-05-12T09:00:00Z", touched=touched, **more)  # type: ignore[arg-type]

    return replace(
        d,
        judgements=(
            said("ja1", "confirm", ("c1",), by="Ada"),
            said("ja2", "dismiss", ("p4",), note="a <b>joke</b>"),
            said("ja3", "speaker", ("q2",), speaker="Ilse Noor"),
            said("ja4", "note", (), "unmatched", note="ask the guard"),
            said("ja5", "confirm", ("p2",), "overruled"),
        ),
        points=tuple(replace(p, shown=p.id != "p4", judged=("ja2",) * (p.id == "p4")) for p in d.points),
        conflicts=tuple(replace(c, judged=("ja1",) * (c.id == "c1")) for c in d.conflicts),
        problems=(Problem(source="judgement ja4 (note)", message="“go” was looked for", refused=False),),
    )


def _finding(text: str, id: str) -> str:
    """The markup from a finding's begin to the next one's."""
    return re.split(r'<li id="|</section>\n</main>|<section id="', text[text.index(f'<li id="{id}"') + 5 :])[0]


def test_each_judged_finding_says_so_in_words() -> None:
    text = page.render(judged())
    assert '<b class="badge confirm">confirmed</b> by <bdi>Ada</bdi>, 12 May 2024' in _finding(text, "c1")
    assert "a &lt;b&gt;joke&lt;/b&gt;" in _finding(text, "p4")
    assert '<b class="badge speaker">speaker corrected</b> to <bdi>Ilse Noor</bdi>' in _finding(text, "u1")
    assert "badge" not in _finding(text, "p1")


def test_a_dismissed_finding_is_folded_away_but_there() -> None:
    text = page.render(judged())
    folded = text[text.index('<details class="dismissed"><summary>1 dismissed point</summary>') :]
    assert folded.index('<li id="p4"') < folded.index("</details>")


def test_the_section_leads_from_each_judgement_to_its_finding() -> None:
    text = page.render(judged())
    assert 'href="#c1">conflict c1</a>: <bdi>Some 40</bdi> ↔ <bdi>About 60</bdi>' in _finding(text, "ja1")
    assert 'href="#u1">utterance u1</a>' in _finding(text, "ja3")
    assert 'href="#c1">conflict c1</a>' in _finding(text, "ja5"), "a disputed point stands under its conflict"
    read = Read(text)
    assert {t[1:] for t in read.targets} <= set(read.ids) and len(read.ids) == len(set(read.ids))


def test_what_is_without_effect_says_why() -> None:
    text = page.render(judged())
    assert text.index("Without effect now") < text.index('<li id="ja4"')
    assert "not applied: its words are not there</b> · “go” was looked for" in _finding(text, "ja4")
