"""The page: one file that fetches nothing, shows all, and whose lines lead to their places."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from crossread.values import Dossier, MadeBy
from crossread.views import page
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
        if tag not in ("meta", "br"):
            self.open.append(tag)

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
    assert [t for t, _ in read.elements].count("script") == 1
    policy = next(a["content"] for t, a in read.elements if t == "meta" and a.get("http-equiv"))
    for tag in ("script", "style"):
        inside = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert inside
        assert base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode() in str(policy)
    assert "default-src 'none'" in str(policy)
    assert "&lt;script&gt;alert(1)" in text
    assert not set(text) & {"\x1b", "\u202e"}


def test_the_pieces_of_a_report_are_its_text() -> None:
    for report in dossier().reports:
        blocks = page.blocks(report, [(0, 6), (3, 20), (40, 41)])
        pieces = [p for b in blocks for p in b.pieces]
        assert all(TEXTS[report.id].startswith(p.text, p.start) for p in pieces)
        assert "".join("".join(p.text for p in pieces).split()) == "".join(TEXTS[report.id].split())
        assert [a for p in pieces for a in p.anchors] == [f"{report.id}-0-6", f"{report.id}-3-20", f"{report.id}-40-41"]


def test_what_was_dropped_is_there_with_its_reason() -> None:
    assert re.search(r'class="part dropped"[^>]*><small>dropped: related links</small>', page.render(dossier()))


def test_an_empty_dossier_is_a_page() -> None:
    assert "0 reports" in page.render(Dossier(made_by=MadeBy(crossread="0")))
