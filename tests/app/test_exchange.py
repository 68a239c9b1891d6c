"""An exported story: what comes in is what went out, and a file of anything else is refused in a sentence."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossread.app import exchange
from crossread.errors import CrossreadError
from crossread.judgements import files, making
from crossread.store import Source, Store
from crossread.store.searching import entries
from tests import made

MOST = 1_000_000
ABOUT = {"format": exchange.FORMAT, "title": "Bridge", "reports": [], "judgements": []}


def packed(about: object = ABOUT, judged: str = "", **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("story.json", about if isinstance(about, str) else json.dumps(about))
        archive.writestr("judgements.jsonl", judged)
        for name, data in more.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_what_went_out_comes_in(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "s.db"))
    fetched = "2024-05-01T00:00:00.000+00:00"
    given = [
        Source(name="a.html", data=b"<p>Shut.", url="https://x.example/a", fetched=fetched),
        Source(name="ü.txt", data="Geöffnet.".encode("cp1252")),
    ]
    story = store.add("Bridge", given)
    dossier = made.dossier()
    assert store.keep(story.id, dossier, list(entries(dossier)), story.version)
    for note in ("one", "two"):
        point = dossier.points[0].id
        record = files.line(making.make(dossier, "note", [point], at=making.now(), note=note)).decode()
        story = store.judge(story.id, record, store.story(story.id).version)
    store.undo(story.id, 1, store.story(story.id).version)

    title, sources, judged = exchange.read(exchange.write(store, story.id), MOST)
    assert (title, sources, judged) == ("Bridge", given, store.history(story.id))
    again = store.add(title, sources, judged)
    assert store.history(again.id) == store.history(story.id)
    assert again.state == "waiting"
    store.close()


def test_names_in_it_lead_nowhere() -> None:
    names = {"reports/../../etc/passwd": b"1", "reports/-": b"2", "reports/" + "ü" * 200 + ".txt": b"3"}
    _, sources, _ = exchange.read(packed(**names), MOST)
    assert [s.name for s in sources][:2] == ["passwd.txt", "-.txt"]
    assert all("/" not in s.name and len(s.name.encode()) <= 130 for s in sources)


def _locked() -> bytes:
    data = bytearray(packed())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


BROKEN: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no zip": lambda: b"PK no archive",
    "cut off": lambda: packed()[:-30],
    "locked": _locked,
    "another zip": lambda: packed({"format": "other"}),
    "a list": lambda: packed([]),
    "deep": lambda: packed("[" * 100_000),
    "no title": lambda: packed({k: v for k, v in ABOUT.items() if k != "title"}),
    "a judgement too many": lambda: packed(judged="{}\n"),
    "no judgement": lambda: packed({**ABOUT, "judgements": [{"made": "2024-05-01", "undone": None}]}, "{}\n"),
    "no time": lambda: packed({**ABOUT, "judgements": [{"made": "soon", "undone": None}]}, "{}\n"),
    "large": lambda: packed(**{"reports/a.txt": b"x" * (MOST + 1)}),
    "many": lambda: packed(**{f"reports/{n}.txt": b"" for n in range(exchange.MOST_FILES + 1)}),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_anything_else_is_refused_in_a_sentence(kind: str) -> None:
    with pytest.raises(CrossreadError) as refused:
        exchange.read(BROKEN[kind](), MOST)
    assert str(refused.value).endswith(".") and len(str(refused.value)) < 400


def test_a_title_is_made_plain() -> None:
    about: dict[str, Any] = {**ABOUT, "title": "A\x00B\ud800" + "c" * 400}
    title, _, _ = exchange.read(packed(about), MOST)
    assert title.startswith("A B") and len(title) <= 300 and title.isprintable()
