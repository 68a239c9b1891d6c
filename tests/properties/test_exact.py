"""Extracts are exact whatever stands in a text: accents, emoji, combining marks, bidirectional marks, line ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossread import pipeline
from crossread.verify import sound_reading, verify

ODD = [
    "é",
    "e\u0301",
    "😀",
    "👩\u200d🚒",
    "\u202eabc\u202c",
    "\u200f",
    "שלום",
    "ﬁ",
    "\u00a0",
    "\u2028",
    "\r\n",
    "\r",
    "\x0c",
    "𝔄",
    "İ",
    "ß",
]
WORDS = [
    *("Lind", "said", "the", "dam", "broke", "on", "Tuesday", ".", ",", "“", "”", '"', "40", "people", "at least"),
    *("were", "killed", "not", "will", "$5 million", "(€4 million)", "\n\n", "—", "it", "that", "according to", "Velm"),
]
TEXT = st.lists(st.sampled_from(ODD + WORDS * 2), min_size=5, max_size=60).map(" ".join)
CHECKED = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def put(folder: Path, name: str, text: str) -> str:
    place = folder / name
    place.write_bytes(text.encode())
    return str(place)


@CHECKED
@given(first=TEXT, second=TEXT)
def test_all_extracts_are_exact(tmp_path: Path, first: str, second: str) -> None:
    head = "Dam at Velm breaches\n\nThe dam at Velm broke on Tuesday and 40 people were killed, Lind said.\n\n"
    made = pipeline.compare([put(tmp_path, "a.txt", head + first), put(tmp_path, "b.txt", head + second)])
    assert verify(made) == []
    assert [p.message for p in made.problems if not p.source] == []


@CHECKED
@given(text=TEXT)
def test_a_reading_is_exact(tmp_path: Path, text: str) -> None:
    head = "The dam at Velm broke on Tuesday. “It broke,” Lind said.\n\n"
    found = list(pipeline.read_each([put(tmp_path, "a.txt", head + text)]))
    assert all(sound_reading(f)[1] == [] for f in found)


@pytest.mark.parametrize("lead", ["", "é😀\u202e שלום e\u0301 — "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_offsets_count_code_points(tmp_path: Path, lead: str, end: str) -> None:
    text = end.join(["Dam at Velm breaches", "", f"{lead}The dam broke. “We had no warning,” said Oskar Lind.", ""])
    found = pipeline.read(put(tmp_path, "a.txt", text))
    assert "\r" not in found.report.text
    said = next(q for q in found.quotations if "warning" in q.text)
    assert found.report.text[said.start : said.end] == said.text
    assert said.start == text.replace("\r\n", "\n").index("We had no warning")
