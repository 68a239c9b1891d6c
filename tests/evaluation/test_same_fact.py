"""The public sets of pairs, on made-up rows in their forms: word for word is found, other facts are not."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from evaluation import same_fact

SUNK = "The ferry Lady of Lunna sank off Port Elm on Monday night with 212 people on board."
VOTE = "Parliament in Orlun voted on Tuesday to raise the fishing tax to nine crowns a barrel."
FROST = "Frost killed most of the apple blossom in the Kelmor valley last spring."
FIELDS = ("topic", "scuSentCharIdx", "scuSentence", "documentFile", "docSentCharIdx", "docSentText")


def test_aligned(tmp_path: Path) -> None:
    rows = [("t", 0, SUNK, "1.txt", 90, SUNK), ("t", 200, VOTE, "1.txt", 0, VOTE), ("t", 200, VOTE, "2.txt", 5, VOTE)]
    with (tmp_path / "rows.csv").open("w", newline="") as file:
        csv.writer(file).writerows([FIELDS, *rows])
    assert same_fact.aligned([tmp_path / "rows.csv"]) == 1.0
    with (tmp_path / "rows.csv").open("w", newline="") as file:
        csv.writer(file).writerows([FIELDS, ("t", 0, SUNK, "1.txt", 90, FROST), ("t", 200, VOTE, "1.txt", 0, VOTE)])
    assert same_fact.aligned([tmp_path / "rows.csv"]) == 2 * 1 / (2 + 1)


def test_answers(tmp_path: Path) -> None:
    answers = [
        {"Paragraph": text, "Answer": text[4:30], "Article URL": url, "cluster_global": group}
        for text, url, group in [(SUNK, "a", 1), (SUNK, "b", 1), (VOTE, "c", 2), (FROST, "d", 3)]
    ]
    (tmp_path / "questions.json").write_text(json.dumps([{"question": "What happened?", "answers": answers}]), "utf-8")
    assert same_fact.answers(tmp_path / "questions.json") == 1.0
