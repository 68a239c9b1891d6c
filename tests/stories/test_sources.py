"""Archives of every kind become records; what cannot be used is refused with its reason."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import time
import tracemalloc
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


def read(
    *names: Path, settings: Settings | None = None, columns: dict[str, str] | None = None, keep: Path | None = None
) -> tuple[list[Record], list[Problem]]:
    problems: list[Problem] = []
    given = [str(n) for n in names]
    return list(records(given, settings or Settings(), problems.append, columns=columns, keep=keep)), problems


def web_archive(url: str = "https://x.example/mill", packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
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
    assert "(its first row: 1, 2, 3); name them id, url, title, date, text" in read(tmp_path / "b.csv")[1][0].message


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


def test_columns_of_the_users_own(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nr|kop|tekst\n7|Mill burns|At Orsk.\n", "utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"nr": 8, "kop": "Mill", "tekst": {"lang": "x", "stukken": ["A", "B"]}}\n', "utf-8"
    )
    found, problems = read(tmp_path / "a.csv", columns={"id": "nr", "title": "kop", "text": "tekst"})
    assert (found, problems) == ([Record(id="7", title="Mill burns", text="At Orsk.")], [])
    found, _ = read(tmp_path / "b.jsonl", columns={"id": "nr", "title": "kop", "text": "tekst.stukken"})
    assert [(r.id, r.title, r.text) for r in found] == [("8", "Mill", "A\nB")]
    assert "has no column 'tekts'" in read(tmp_path / "a.csv", columns={"text": "tekts"})[1][0].message


@pytest.mark.parametrize(
    "content",
    [
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": 1, "title": "T", "content_html": "<p>A</p>B"}],
        },
        {"status": "ok", "articles": [{"url": "1", "id": "1", "title": "T", "content": "A\nB", "publishedAt": "2031"}]},
        {"hits": {"hits": [{"_id": "1", "_source": {"headline": "T", "body": ["A", "B"]}}]}},
        [
            {
                "id": "1",
                "title": {"rendered": "T"},
                "content": {"rendered": "<div>A</div><div>B</div>", "protected": False},
            }
        ],
        {
            "uri": "1",
            "headlines": [{"role": "x", "value": "?"}, {"role": "main", "value": "T"}],
            "bodies": [{"value": "A\nB"}],
        },
    ],
)
def test_json_of_services(tmp_path: Path, content: object) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content), "utf-8")
    found, problems = read(path)
    assert ([(r.id, r.title, r.text) for r in found], problems) == ([("1", "T", "A\nB")], [])


def test_a_list_of_any_length_is_read_member_by_member(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": str(n), "text": "x" * 90} for n in range(3_000)]), "utf-8")
    found, problems = read(path, settings=Settings(max_file_bytes=100_000))
    assert (len(found), found[-1].id, problems) == (3_000, "2999", [])
    path.write_text('[{"id": "1", "text": "a"}, {"id": "2", "te', "utf-8")
    found, problems = read(path)
    assert [r.id for r in found] == ["1"] and "breaks off, behind its record 1" in problems[0].message


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("2031-03-03T08:00:59+05:30", "2031-03-03T08:00:59+05:30"),
        ("20310303T080000Z", "2031-03-03T08:00:00Z"),
        ("Mon, 03 Mar 2031 08:00:00 +0200", "2031-03-03T08:00:00+02:00"),
        ("March 3, 2031", "2031-03-03"),
        ("3 March 2031 08:30", "2031-03-03T08:30:00"),
        ("13/03/2031 8:00", "2031-03-13"),
        ("03/13/2031", "2031-03-13"),
        (1930291200, "2031-03-03T08:00:00+00:00"),
        (1930291200000, "2031-03-03T08:00:00+00:00"),
        ("03/04/2031", ""),
        ("2031-13-45", ""),
        ("lately", ""),
    ],
)
def test_dates_in_many_forms(tmp_path: Path, told: object, meant: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "1", "text": "x", "date": told}), "utf-8")
    found = read(path)[0][0]
    assert found.date == meant
    assert found.other == ({} if meant else {"date": told})


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1251"])
def test_charsets(tmp_path: Path, charset: str) -> None:
    text = (
        "Пожар на бумажной фабрике в городе Орск: рабочих вывели."
        if charset == "cp1251"
        else "Mühle brennt – „alle raus“."
    )
    for name, made in (
        ("a.csv", f'id,text\n1,"{text}"\n' * 1),
        ("b.jsonl", json.dumps({"id": "1", "text": text}, ensure_ascii=False)),
    ):
        (tmp_path / name).write_bytes(made.encode(charset))
        found, problems = read(tmp_path / name)
        assert ([r.text for r in found], problems) == ([text], [])


def test_what_other_programs_call_json(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"id": "1", "text": "half \\ud83d of a pair", "score": NaN}\n'
        b'{"id": "2", "text": "whole \\ud83d\\ude00", "n": 123456789012345678901234567890}\n'
        b'{"id": "3", "text": "nought \\u0000 and tab \t", "title": null}\n'
        b'{"id": "4", "text": "\x93stray\x94"}\n'
        b'{"id": "5", "text": ' + b"[" * 100_000 + b"\n"
    )
    found, problems = read(path)
    assert [r.text for r in found] == ["half \ufffd of a pair", "whole 😀", "nought \ufffd and tab \t", "“stray”"]
    assert [p.source for p in problems] == [f"{path}:5"]


def test_a_row_with_too_many_fields_is_no_guess(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,Fire, they said\n2,Whole,\n", "utf-8")
    found, problems = read(path)
    assert [r.id for r in found] == ["2"]
    assert "3 fields for 2 columns" in problems[0].message


def test_files_may_be_packed(tmp_path: Path) -> None:
    line = b'{"id": "1", "text": "x"}\n'
    (tmp_path / "a.jsonl.bz2").write_bytes(bz2.compress(line))
    (tmp_path / "b.jsonl").write_bytes(gzip.compress(line) + gzip.compress(line))
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(line * 1000)[:-20])
    found, problems = read(tmp_path)
    assert len(found) >= 3
    assert [(Path(p.source).name, p.message.split(" (")[0]) for p in problems] == [
        ("c.jsonl.gz", "cannot be read to its end")
    ]


def test_zstd_needs_a_library(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.compress(b'{"id": "1", "text": "x"}\n'))
    assert [r.id for r in read(path)[0]] == ["1"]


def test_parquet(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    day = __import__("datetime").datetime(2031, 3, 3, 8)
    rows = [{"id": n, "Headline": "T", "published_at": day, "body": "x", "tags": ["a"]} for n in range(200)]
    parquet.write_table(arrow.Table.from_pylist(rows), path)
    found, problems = read(path)
    assert (len(found), problems) == (200, [])
    assert found[7] == Record(id="7", title="T", date="2031-03-03T08:00:00", text="x", other={"tags": ["a"]})
    path.write_bytes(path.read_bytes()[:-30])
    assert "cannot be read as Parquet" in read(path)[1][0].message


@pytest.mark.parametrize("packed", [True, False])
def test_behind_a_broken_record_reading_goes_on(tmp_path: Path, packed: bool) -> None:
    parts = [web_archive(f"https://x.example/{n}", packed) for n in range(3)]
    half = len(parts[1]) // 3
    path = tmp_path / "a.warc"
    path.write_bytes(parts[0] + parts[1][:half] + b"\x00broken\x00" * 9 + parts[2])
    found, problems = read(path)
    assert [r.id for r in found] == ["https://x.example/0", "https://x.example/2"]
    assert any("broken record" in p.message for p in problems)


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_that_is_cut_is_no_report(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "a.warc"
    whole = web_archive("https://x.example/1", packed)
    cut = 300 if packed else whole.index(b"Smoke hung")
    path.write_bytes(web_archive("https://x.example/0", packed) + whole[:cut])
    found, problems = read(path)
    assert [r.id for r in found] == ["https://x.example/0"]
    assert any("breaks off" in p.message for p in problems)


def test_an_archive_packed_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(
        gzip.compress(web_archive("https://x.example/1", False) + web_archive("https://x.example/2", False))
    )
    assert [r.id for r in read(path)[0]] == ["https://x.example/1", "https://x.example/2"]


def test_addresses_are_no_reports(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://x.example/1\nhttps://x.example/2\n", "utf-8")
    (tmp_path / "b.xml").write_text(
        "<?xml version='1.0'?><urlset xmlns='x'><url><loc>https://x.example/</loc></url></urlset>"
    )
    (tmp_path / "c.xml").write_text("<opml version='2.0'><body><outline xmlUrl='https://x.example/rss'/></body></opml>")
    found, problems = read(tmp_path, Path("https://x.example/1"))
    assert found == [] and len(problems) == 4
    problems = problems[:3]
    assert all("`crossread fetch`" in p.message for p in problems)


def test_articles_are_found_once_where_they_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from crossread.stories.sources import pages

    (tmp_path / "a.warc.gz").write_bytes(web_archive())
    keep = tmp_path / "keep"
    first = read(tmp_path / "a.warc.gz", keep=keep)
    monkeypatch.setattr(pages, "load", lambda *_, **__: pytest.fail("read again"))
    assert read(tmp_path / "a.warc.gz", keep=keep) == first
    kept = keep / "articles"
    kept.write_bytes(kept.read_bytes()[:-3])  # as a kill leaves it: the last one, a refusal, is not whole
    with pytest.raises(pytest.fail.Exception):
        read(tmp_path / "a.warc.gz", keep=keep)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found, problems = read(tmp_path / "none.jsonl", tmp_path / "empty")
    assert found == []
    assert ["does not exist" in p.message or "folder without" in p.message for p in problems] == [True, True]


def test_what_was_told_of_a_fetched_page(tmp_path: Path) -> None:
    page = f"<html><body><article><p>{BODY}</p><p>{MORE}</p><p>{LAST} Café.</p></article></body></html>"
    (tmp_path / "mill.html").write_bytes(page.encode("cp1250"))
    told = {
        "file": "mill.html",
        "url": "https://x.example/mill",
        "kind": "text/html; charset=windows-1250",
        "title": "Mill burns",
        "date": "2031-03-03T08:00:00+00:00",
        "outlet": "The Orsk Mail",
    }
    (tmp_path / "mill.json").write_text(json.dumps(told), "utf-8")
    (found,), problems = read(tmp_path)
    assert problems == [] and "Café" in found.text and found.other == {"outlet": "The Orsk Mail"}
    assert (found.url, found.title, found.date[:10]) == ("https://x.example/mill", "Mill burns", "2031-03-03")


@pytest.mark.parametrize("hostile", ["<!DOCTYPE [" * 40_000, f"<rss><channel><item><title>{'<!-- ' * 40_000}"])
def test_a_feed_made_to_take_time_takes_little(tmp_path: Path, hostile: str) -> None:
    (tmp_path / "feed.xml").write_text(hostile, "utf-8")
    began = time.monotonic()
    read(tmp_path)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.json.gz", "a.txt.gz", "a.warc", "a.wacz"])
def test_memory_has_a_bound_whatever_a_file_unpacks_to(tmp_path: Path, name: str) -> None:
    """Eighty megabytes of one letter, in one line, one record or one file."""
    path, piece, pieces = tmp_path / name, b"a" * 1_000_000, 80
    resource = (
        b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://x.example/a\r\nContent-Type: text/html\r\n"
        b"Content-Length: %d\r\n\r\n" % (len(piece) * pieces)
    )
    if name == "a.warc":
        path.write_bytes(resource)
        with path.open("ab") as file:
            file.writelines(piece for _ in range(pieces))
            file.write(b"\r\n\r\n" + web_archive(packed=False))
    elif name == "a.wacz":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("archive/a.warc", "w") as member:
            member.write(resource)
            member.writelines(piece for _ in range(pieces))
            member.write(b"\r\n\r\n" + web_archive(packed=False))
    else:
        with gzip.open(path, "wb", compresslevel=1) as file:
            file.write({"a.csv.gz": b"id,text\n1,", "a.json.gz": b'[{"text": "'}.get(name, b""))
            file.writelines(piece for _ in range(pieces))
    (tmp_path / "first.warc").write_bytes(web_archive())
    read(tmp_path / "first.warc")  # the libraries and their models are loaded
    tracemalloc.start()
    found, problems = read(path, settings=Settings(max_file_bytes=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [r.id for r in found] == (["https://x.example/mill"] if "w" in name else [])
    assert problems
    assert peak < 20_000_000
