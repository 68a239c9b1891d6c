"""The page: one file that fetches nothing, shows all, and whose lines lead to their places."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from crossread.values import Dossier, MadeBy
from crossread.views import page
from crossread.views.page.texts import blocks
from tests.made import TEXTS, dossier


class Read(HTMLParser):
    """Elements, ids and targets of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.targets.append(str(given["href"]))
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if dict(attrs).get("id"):
            self.ids.append(str(dict(attrs)["id"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_it_is_well_formed_and_every_link_leads_somewhere() -> None:
    read = Read(page.render(dossier()))
    assert read.open == []
    assert len(read.ids) == len(set(read.ids))
    assert read.targets and all(t.startswith("#") for t in read.targets)
    assert {t[1:] for t in read.targets} <= set(read.ids)


def test_nothing_is_fetched_and_nothing_of_a_report_runs() -> None:
    text = page.render(dossier())
    read = Read(text)
    assert not [a for _, a in read.elements if {"src", "style", "onclick"} & set(a)]
    assert [a.get("type") for t, a in read.elements if t == "script"] == ["application/json", None]
    policy = next(a["content"] for t, a in read.elements if t == "meta" and a.get("http-equiv"))
    for tag in ("script", "style"):
        inside = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert inside
        assert base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode() in str(policy)
    assert "default-src 'none'" in str(policy)
    assert "&lt;script&gt;alert(1)" in text
    assert not set(text) & {"\x1b", "\u202e"}


def test_the_data_for_citations_is_the_reports() -> None:
    inside = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.render(dossier()), re.DOTALL)
    assert inside and not set(inside[1]) & set("<>&\u202e\x1b")
    assert {r: told["text"] for r, told in json.loads(inside[1]).items()} == TEXTS


def test_the_pieces_of_a_report_are_its_text() -> None:
    for report in dossier().reports:
        made = blocks(report, [(0, 6), (3, 20), (40, 41)], [(3, 12, "c1"), (3, 6, "p1")])
        pieces = [p for b in made for p in b.pieces]
        assert all(TEXTS[report.id].startswith(p.text, p.start) for p in pieces)
        assert "".join("".join(p.text for p in pieces).split()) == "".join(TEXTS[report.id].split())
        assert [(p.start, p.findings) for p in pieces if p.findings] == [(3, ("c1", "p1")), (6, ("c1",))]
        assert [a for p in pieces for a in p.anchors] == [f"{report.id}-0-6", f"{report.id}-3-20", f"{report.id}-40-41"]


def test_what_was_dropped_is_there_with_its_reason() -> None:
    assert re.search(r'class="part dropped"[^>]*><small>dropped: related links</small>', page.render(dossier()))


@pytest.mark.parametrize(
    ("id", "kept"),
    [
        ("c1", {"data-nature": "sources", "data-confidence": "0.90", "data-report": "r1 r3 r2"}),
        ("u1", {"data-speaker": "1", "data-report": "r1 r3"}),
        ("l-r1-r2", {"data-report": "r1 r2"}),
    ],
)
def test_a_finding_carries_what_it_is_filtered_by(id: str, kept: dict[str, str]) -> None:
    found = next(a for _, a in Read(page.render(dossier())).elements if a.get("id") == id)
    assert {k: found.get(k) for k in kept} == kept


def test_a_finding_marks_its_places_and_the_value_in_them() -> None:
    found = next(a for _, a in Read(page.render(dossier())).elements if a.get("id") == "c1")
    places = [re.fullmatch(r"(r\d)-(\d+)-(\d+)", n) for n in str(found["data-value"]).split()]
    assert [TEXTS[p[1]][int(p[2]) : int(p[3])] for p in places if p] == ["Some 40", "Some 40", "About 60"]


def test_an_empty_dossier_is_a_page() -> None:
    assert "0 reports" in page.render(Dossier(made_by=MadeBy(crossread="0")))


def test_a_blank_is_no_link() -> None:
    report = dossier().reports[0]
    pieces = [p for b in blocks(report, [(0, 6), (7, 9)], [(0, 20, "c1")]) for p in b.pieces]
    assert [(p.text, p.findings) for p in pieces[:3]] == [("Bridge", ("c1",)), (" ", ()), ("at", ("c1",))]
