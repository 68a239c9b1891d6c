"""What is told beside a fetched page completes what the page itself does not tell."""

from __future__ import annotations

import json
from pathlib import Path

from crossread.reports import load
from crossread.settings import Settings

BODY = "The café ferry to Osk was late today. " * 8
PAGE = f"<html><head><title>Café ferry late</title>{{head}}</head><body><p>{BODY}</p></body></html>"
TOLD = {"url": "https://osk.example/feed-link", "final": "https://osk.example/1", "date": "2024-03-04T08:00:00+00:00"}


def saved(folder: Path, head: str = "", **told: str) -> str:
    place = folder / "osk-1.html"
    place.write_bytes(PAGE.format(head=head).encode("cp1250"))
    (folder / "osk-1.json").write_text(json.dumps({**TOLD, "file": "osk-1.html", **told}), "utf-8")
    return str(place)


def test_address_date_and_charset_are_taken_from_beside(tmp_path: Path) -> None:
    report = load(saved(tmp_path, kind="text/html; charset=windows-1250"), Settings())
    assert (report.url, report.published) == ("https://osk.example/1", "2024-03-04T08:00:00Z")
    assert "café" in report.text


def test_what_the_page_tells_itself_goes_before(tmp_path: Path) -> None:
    head = (
        '<link rel="canonical" href="https://osk.example/own">'
        '<meta property="article:published_time" content="2024-03-01T07:00:00Z">'
    )
    report = load(saved(tmp_path, head), Settings())
    assert (report.url, report.published) == ("https://osk.example/own", "2024-03-01T07:00:00Z")


def test_json_about_something_else_is_left(tmp_path: Path) -> None:
    assert load(saved(tmp_path, file="other.html"), Settings()).url is None
    place = saved(tmp_path)
    Path(place).with_suffix(".json").write_text("[1]", "utf-8")
    assert load(place, Settings()).published is None
