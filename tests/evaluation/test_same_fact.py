"""The public sets of pairs, on made-up rows in their forms: word for word is found, other facts are not."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from evaluation import given, same_fact

SUNK = "The ferry Lady of Lunna sank off Port Elm on Monday night with 212 people on board."
VOTE = "Parliament in Orlun voted on Tuesday to raise the fishing tax to nine crowns a barrel."
FROST = "Frost killed most of the apple blossom in the Kelmor valley last spring."
FIELDS = ("topic", "scuOffsets", "scuText", "documentFile", "docSpanOffsets", "docSpanText")


def write(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([FIELDS, *rows])
    return path


def test_aligned(tmp_path: Path) -> None:
    right = ("t", "0, 80", SUNK, "1.txt", "90, 170", SUNK), ("t", "200, 280", VOTE, "2.txt", "0, 80", VOTE)
    odd = ("t", "0, 80", SUNK, "1.txt", "90, 160", FROST), ("t", "200, 280", VOTE, "2.txt", "0, 80", VOTE)
    tuned = write(tmp_path / "dev.csv", *right)
    assert same_fact.aligned(tuned, tuned) == 1.0
    assert same_fact.aligned(tuned, write(tmp_path / "test.csv", *odd)) == 2 * 1 / (1 + 2)


def test_a_clause_cut_otherwise_is_the_same(tmp_path: Path) -> None:
    rows = (
        ("t", "0, 80", SUNK, "1.txt", "90, 170", SUNK),
        ("t", "200, 280", VOTE, "1.txt", "90, 120;140, 170", SUNK[:30] + "..." + SUNK[50:]),
        ("t", "200, 280", VOTE, "1.txt", "300, 340", FROST),
    )
    (topic,) = given.topics(write(tmp_path / "rows.csv", *rows))
    assert len(topic.pairs) == 2 * 3
    assert sum(topic.same) == 2 + 3


def test_answers(tmp_path: Path) -> None:
    answers = [
        {"Paragraph": text, "Answer": text[4:], "Article URL": url, "cluster_global": group}
        for text, url, group in [(SUNK, "a", 1), (SUNK, "b", 1), (VOTE, "c", 2), (FROST, "d", 3)]
    ]
    questions = [{"question": f"What happened on day {n}?", "answers": answers} for n in (1, 2)]
    (tmp_path / "questions.json").write_text(json.dumps(questions), "utf-8")
    assert same_fact.answers(tmp_path / "questions.json") == 1.0
