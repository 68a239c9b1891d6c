"""Archives of every kind become records; what cannot be used is refused with its reason."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crossread.settings import Settings
from crossread.stories.records import Record
from crossread.stories.sources import records
from crossread.values import Problem

BODY = "The paper mill at Orsk caught fire on Monday. Mayor Ilse Noor said forty workers were led out and unhurt. "
MORE = "The fire began in a drying hall, the brigade said. Work would begin again in two weeks, the mill's owner said. "
LAST = "Smoke hung over the town until Tuesday, and the school by the river stayed closed. The cause is not known yet. "
PAGE = (
    "<html><head><title>Mill burns</title><meta property='article:published_time' content='2031-03-03T08:00Z'></head>"
    f"<body><article><h1>Mill burns</h1><p>{BODY}</p><p>{MORE}</p><p>{LAST}</p></article></body></html>"
)


def read(*names: Path, settings: Settings | None = None) -> tuple[list[Record], list[Problem]]:
    problems: list[Problem] = []
    return list(records([str(n) for n in names], settings or Settings(), problems.append)), problems


def web_archive(url: str = "https://x.example/mill") -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for place, kind, body in (
        (url, "text/html", PAGE),
        ("https://x.example/logo", "image/png", "x"),
        ("https://x.example/empty", "text/html", "<html><body></body></html>"),
    ):
        head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                place,
                "response",
                payload=io.BytesIO(body.encode()),
                http_headers=head,
                warc_headers_dict={"WARC-Date": "2031-03-05T00:00:00Z"},
            )
        )
    return out.getvalue()


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": "1", "headline": "Mill  burns", "published": "2031-03-03", "body": "x", "tags": ["fire"]}\n\nnot json\n'
        '{"id": "2"}\n{"title": "No id"}\n',
        "utf-8",
    )
    found, problems = read(path)
    assert found == [
        Record(id="1", title="Mill burns", date="2031-03-03", text="x", other={"tags": ["fire"]}),
        Record(id=f"{path}:5", title="No id"),
    ]
    assert [(p.source, p.message.split(";")[0]) for p in problems] == [
        (f"{path}:3", "is no JSON object"),
        (f"{path}:4", "has neither a title nor a text"),
    ]


def test_ninjs_is_read_where_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{"uri": "urn:1", "headline": "Mill burns", "versioncreated": "2031-03-03", "body_text": "x"}', "utf-8"
    )
    assert read(path)[0] == [Record(id="urn:1", title="Mill burns", date="2031-03-03", text="x")]
    assert "folder without" in read(tmp_path)[1][0].message


def test_a_line_over_the_limit_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"title": "' + b"x" * 5_000 + b'"}\n{"id": "2", "title": "Short"}\n'))
    found, problems = read(path, settings=Settings(max_file_bytes=1_000))
    assert [r.id for r in found] == ["2"]
    assert "too long" in problems[0].message


def test_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('\ufeffID;Title;Date;Text\n1;Mill burns;2031-03-03;"two\nlines; one row"\n2;;;\n', "utf-8")
    found, problems = read(path)
    assert found == [Record(id="1", title="Mill burns", date="2031-03-03", text="two\nlines; one row")]
    assert [p.source for p in problems] == [f"{path}:3"]
    (tmp_path / "b.csv").write_text("1,2,3\n", "utf-8")
    assert "name them id, url, title, date, text" in read(tmp_path / "b.csv")[1][0].message


def test_parquet_needs_an_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1")
    assert "crossread[parquet]" in read(path)[1][0].message


def test_web_archives(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(web_archive())
    with zipfile.ZipFile(tmp_path / "b.wacz", "w") as packed:
        packed.writestr("archive/data.warc.gz", web_archive("https://x.example/second"))
    found, problems = read(tmp_path)
    assert [(r.id, r.title, r.date[:10]) for r in found] == [
        ("https://x.example/mill", "Mill burns", "2031-03-03"),
        ("https://x.example/second", "Mill burns", "2031-03-03"),
    ]
    assert BODY.strip() in found[0].text
    assert len(problems) == 2
    assert "no article" in problems[0].message


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wacz", "a.pdf", "a.xml", "a.jsonl.gz"])
def test_what_is_something_else_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x00\x01 something else\n")
    found, problems = read(path)
    assert (found, len(problems)) == ([], 1)


def test_feeds(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel><title>X</title><item>'
        "<title>Mill burns</title><link>https://x.example/mill</link><pubDate>Mon, 03 Mar 2031 08:00:00 GMT</pubDate>"
        "<description>&lt;p&gt;At Orsk.&lt;/p&gt;&lt;p&gt;On Monday.&lt;/p&gt;</description></item></channel></rss>",
        "utf-8",
    )
    found, problems = read(path)
    assert (problems, [(r.id, r.title, r.date, r.text) for r in found]) == (
        [],
        [("https://x.example/mill", "Mill burns", "2031-03-03T08:00:00+00:00", "At Orsk.\nOn Monday.")],
    )


def test_a_letter_and_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(
        b"From: desk@x.example\r\nSubject: =?utf-8?q?M=C3=BChle_burns?=\r\n"
        b"Date: Mon, 03 Mar 2031 08:00:00 +0000\r\n\r\nAt Orsk."
    )
    (tmp_path / "b.txt").write_text(f"Mill burns\n\n{BODY}\n", "utf-8")
    found, problems = read(tmp_path)
    assert problems == []
    assert [(r.id, r.title, r.text.strip()) for r in found] == [
        (str(tmp_path / "a.eml"), "Mühle burns", "At Orsk."),
        (str(tmp_path / "b.txt"), "Mill burns", BODY.strip()),
    ]
    assert found[0].date.startswith("2031-03-03T08:00:00")


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found, problems = read(tmp_path / "none.jsonl", tmp_path / "empty")
    assert found == []
    assert ["does not exist" in p.message or "folder without" in p.message for p in problems] == [True, True]
