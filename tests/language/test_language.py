"""The door to the models: lazy, deterministic, and the figures by which the encoder is known."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from crossread import language
from crossread.errors import CrossreadError
from crossread.language import Language
from crossread.settings import Settings

TEXTS = ["The ferry sank off Port Elm.", "At least 40 died.", "", "The ferry went down near Port Elm — 40 are dead."]


@pytest.fixture(scope="module")
def door() -> Language:
    return language.load(Settings())


def test_importing_crossread_loads_no_model() -> None:
    heavy = ("spacy", "onnxruntime", "tokenizers", "trafilatura")
    code = f"import sys, crossread, crossread.language; print([m for m in {heavy!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_one_door_for_the_same_settings(door: Language) -> None:
    assert language.load(Settings()) is door


def test_vectors_are_unit(door: Language) -> None:
    vectors = door.vectors(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert door.vectors([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_its_neighbours(door: Language) -> None:
    together = door.vectors(TEXTS)
    assert together.tobytes() == door.vectors(TEXTS).tobytes()
    assert door.vectors(TEXTS[::-1])[::-1].tobytes() == together.tobytes()
    assert door.vectors([TEXTS[1]])[0].tobytes() == together[1].tobytes()


@pytest.mark.parametrize(
    ("one", "other", "cosine"),
    [
        ("The minister resigned.", "The cabinet member stepped down.", 0.519),
        ("The minister resigned.", "The minister would not resign.", 0.727),
        ("The bank raised its rate to 5.25%.", "Borrowing costs went up to 5.25%.", 0.667),
        ("The bank raised its rate to 5.25%.", "The bank kept its rate at 5% last month.", 0.758),
    ],
)
def test_cosine_finds_candidates_and_does_not_decide(door: Language, one: str, other: str, cosine: float) -> None:
    """A fact lies nearer to its denial, or to another figure, than to its own paraphrase.

    0.02 is wider than what int8 kernels of other processors make of it, and narrower than another model would be off.
    """
    a, b = door.vectors([one, other])
    assert float(a @ b) == pytest.approx(cosine, abs=0.02)


def test_parse_keeps_every_character(door: Language) -> None:
    docs = door.parse(["Ms. Orr left the U.S. on Friday.  “No,” she said.", "Twelve died."])
    assert [doc.text for doc in docs] == ["Ms. Orr left the U.S. on Friday.  “No,” she said.", "Twelve died."]
    assert len(list(docs[1].sents)) == 1


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    door = Language(Settings(pipeline="xx_no_such_pipeline"))
    with pytest.raises(CrossreadError, match=r"'xx_no_such_pipeline' is not installed: install it"):
        door.parse(["Text."])
