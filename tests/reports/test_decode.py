"""Bytes that say something else of their charset than they hold, and text that was garbled before it came."""

from __future__ import annotations

import pytest

from crossread.reports import load
from crossread.reports.decode import decode
from crossread.reports.mojibake import repair
from crossread.settings import Settings

SAID = (
    "“We were lucky,” the mayor of Odrel said. It wasn’t the first crane to fall, and the café was empty – as always."
)


@pytest.mark.parametrize(
    ("declared", "held"),
    [
        ("utf-8", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("x-none", "utf-8"),
    ],
)
def test_a_charset_that_is_declared_wrongly_is_read_as_what_it_is(declared: str, held: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{SAID}</p></body></html>'
    assert SAID in decode(page.encode(held), "page.html")


@pytest.mark.parametrize("held", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_wide_characters_are_read_with_and_without_their_mark(held: str) -> None:
    assert decode(SAID.encode(held), "r.txt").lstrip("\ufeff") == SAID


def test_single_bytes_pasted_into_utf_8_are_read() -> None:
    data = f"{SAID}\n".encode() * 2 + b"\x93No,\x94 said the skipper, who wasn\x92t asked.\n"
    assert decode(data, "r.txt").endswith("“No,” said the skipper, who wasn’t asked.\n")


def test_utf_8_that_was_read_as_windows_1252_is_read_again() -> None:
    garbled = SAID.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")
    assert repair(garbled) == SAID
    assert repair("The Ãlvares family lives in Odrel.") == "The Ãlvares family lives in Odrel."
    assert repair(SAID) == SAID


def test_a_page_in_a_language_that_is_not_read_is_kept_and_said() -> None:
    told = "周二，一台起重机倒在主码头上，奥德雷尔港口关闭，港口办公室表示没有人受伤，南部港池将在本周末之前重新开放。"
    body = "".join(
        f"<p>{told}{n}号泊位仍然关闭，渔船被送往邻近的小港口，市长要求志愿者帮助清理那里的码头。</p>" for n in range(8)
    )
    page = f'<html><head><meta charset="gb2312"></head><body><article><h1>起重机倒塌</h1>{body}</article></body></html>'
    report = load("page.html", Settings(), data=page.encode("gb18030"))
    assert (report.language, report.notes) == ("zh", ("unread-language",)) and told in report.text
