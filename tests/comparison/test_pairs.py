"""One fact in other words is told from another fact in the same words."""

from __future__ import annotations

from crossread import language
from crossread.comparison import pairs, profiles
from crossread.comparison.alignment import shares
from crossread.comparison.profiles import Profile
from crossread.comparison.story import Story
from crossread.reading import read
from crossread.settings import Settings
from crossread.values import Part, Report

SANK = "The ferry Lady of Lunna sank off Port Elm on Monday night with 212 people on board."
WENT_DOWN = "A ferry carrying 212 passengers went down near Port Elm late on Monday."
SAILED = "The ferry had sailed from Lunna on Sunday morning with a cargo of timber."
VOTE = "Parliament in Orlun voted on Tuesday to raise the fishing tax to nine crowns a barrel."


def known(*sentences: str) -> list[Profile]:
    settings = Settings()
    door = language.load(settings)
    reports = [
        Report(id=f"r{n}", source="", text=s, parts=(Part(start=0, end=len(s), kind="body"),), language="en")
        for n, s in enumerate(sentences)
    ]
    story = Story(readings=tuple(read(r, door) for r in reports), language=door, settings=settings)
    return profiles.of(story, [next(s for s in r.statements if s.whole) for r in story.readings])


def test_the_same_fact_is_more_probable_than_another_of_the_same_thing() -> None:
    found = pairs.one_fact(known(SANK, WENT_DOWN, SAILED, VOTE), least=-1.0)
    assert sorted(found) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    assert found[0, 1] > 0.5 > max(found[0, 2], found[1, 2], found[0, 3])


def test_shares_are_of_each_side() -> None:
    clause, sentence = known("The ferry sank.", SANK)
    of_clause, of_sentence = shares([clause, sentence], [(0, 1)], {})[0]
    assert of_clause > 0.7 > of_sentence


def test_far_pairs_are_left_out() -> None:
    assert pairs.candidates(known(SANK, WENT_DOWN, VOTE), pairs.LEAST_COSINE) == [(0, 1)]
