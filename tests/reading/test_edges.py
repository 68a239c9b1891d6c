"""Marks at the edges of a statement."""

import pytest
import spacy

from crossread.reading import edges


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The ministry (MOZ). ", "The ministry (MOZ)"),
        ("They sent “boats and divers”. ", "They sent “boats and divers”"),
        ("They sent “boats and divers.” ", "They sent “boats and divers.”"),
        ("They sent boats and divers.” ", "They sent boats and divers"),
        (") the ministry", "the ministry"),
    ],
)
def test_a_closing_mark_stays_only_with_its_opening_one(text: str, kept: str) -> None:
    doc = spacy.blank("en")(text)
    start, end = edges.trimmed(doc[:], 0, len(doc))
    assert doc[start:end].text == kept
