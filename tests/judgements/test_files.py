"""A file of judgements is only added to, and a line that is wrong is named."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from crossread.errors import CrossreadError
from crossread.judgements import files, making
from crossread.values import Judgement
from tests.made import dossier

AT = "2024-03-05T09:00:00Z"


def record(note: str = "seen") -> Judgement:
    return making.make(dossier(), "note", ["p1"], at=AT, note=note)


def load(path: Path) -> tuple[list[Judgement], list[str]]:
    found, problems = files.load([path], 1_000_000)
    return found, [f"{p.source}: {p.message}" for p in problems]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "j.jsonl"
    for n in range(3):
        files.append(path, record(str(n)))
    assert load(path) == ([record(str(n)) for n in range(3)], [])


def test_one_record_has_one_id() -> None:
    assert record().id == record().id != record("other").id


def test_unknown_fields_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    raw = json.loads(files.line(record())) | {"mood": "sure"}
    path.write_text(json.dumps(raw), "utf-8")
    (found,), problems = load(path)
    assert found.more == {"mood": "sure"} and not problems
    assert json.loads(files.line(found)) == raw
    files.append(path, record("second"))
    assert path.read_text("utf-8").startswith(json.dumps(raw) + "\n")


def test_a_torn_line_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    files.append(path, record())
    path.write_bytes(path.read_bytes() + files.line(record("torn"))[:40])
    files.append(path, record("after"))
    found, problems = load(path)
    assert [j.note for j in found] == ["seen", "after"]
    assert problems == [f"{path}, line 2: is no JSON: mend or remove the line"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": 9}, "newer Crossread"),
        ({"kind": "shout"}, "none of confirm, dismiss"),
        ({"at": "yesterday"}, "a time that is none"),
        ({"groups": []}, "too few"),
        ({"groups": 3}, "no record"),
        ({"on": "mood"}, "no record"),
        ({"kind": "withdraw"}, "withdraws nothing"),
        ({"kind": "split"}, "too few"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = tmp_path / "j.jsonl"
    path.write_text("\n[]\n" + json.dumps(json.loads(files.line(record())) | change), "utf-8")
    found, problems = load(path)
    assert not found and len(problems) == 2
    assert problems[1].startswith(f"{path}, line 3: ") and said in problems[1]


def test_deep_or_foreign_bytes_are_no_json(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(b"[" * 100_000 + b"\n\xff\xfe\n")
    assert [p.split(": ")[1] for p in load(path)[1]] == ["is no JSON", "is no JSON"]


def test_a_missing_or_large_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CrossreadError, match="does not exist"):
        files.load([tmp_path / "none"], 10)
    files.append(tmp_path / "j.jsonl", record())
    with pytest.raises(CrossreadError, match="max_file_bytes"):
        files.load([tmp_path / "j.jsonl"], 10)
    with pytest.raises(CrossreadError, match="cannot be written"):
        files.append(tmp_path, record())


def test_several_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    writers = [threading.Thread(target=files.append, args=(path, record(str(n)))) for n in range(20)]
    for w in writers:
        w.start()
    for w in writers:
        w.join()
    found, problems = load(path)
    assert sorted(int(j.note or "") for j in found) == list(range(20)) and not problems
