"""What must meet and what must not: the later judgement holds, of an earlier one what still fits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crossread.judgements.links import Demand, settle

IDS = st.sampled_from(["s1", "s2", "s3", "s4", "s5"])
DEMANDS = st.lists(st.tuples(st.lists(IDS, max_size=4), st.lists(st.tuples(IDS, IDS), max_size=3)), max_size=6).map(
    lambda found: [Demand(f"j{n}", tuple(t), tuple(a)) for n, (t, a) in enumerate(found)]
)


@given(demands=DEMANDS)
def test_links_never_contradict_each_other(demands: list[Demand]) -> None:
    links = settle(demands).links
    assert not links.together & links.apart
    for a, b in links.together:
        for c, d in links.together:
            if b == c:
                assert (a, d) in links.together


@given(demands=DEMANDS)
def test_the_latest_is_kept_whole(demands: list[Demand]) -> None:
    if demands:
        settled = settle(demands)
        assert demands[0].judgement not in settled.wholly


def test_the_later_of_two_holds() -> None:
    settled = settle([Demand("late", apart=(("s1", "s2"),)), Demand("early", together=("s1", "s2"))])
    assert settled.links.apart == {("s1", "s2")} and not settled.links.together
    assert settled.wholly == {"early": "late"}
    settled = settle([Demand("late", together=("s1", "s2")), Demand("early", apart=(("s1", "s2"),))])
    assert settled.links.together == {("s1", "s2")} and not settled.links.apart


def test_it_holds_through_a_third() -> None:
    demands = [
        Demand("c", together=("s1", "s2")),
        Demand("b", together=("s2", "s3")),
        Demand("a", apart=(("s1", "s3"),)),
    ]
    assert settle(demands).wholly.keys() == {"a"}


def test_what_is_split_off_later_leaves_the_rest_joined() -> None:
    off = Demand("split", together=("s2", "s3"), apart=(("s1", "s2"), ("s1", "s3")))
    settled = settle([off, Demand("join", together=("s1", "s2", "s3"))])
    assert settled.links.together == {("s2", "s3")}
    assert settled.partly == {"join": "split"}


def test_bars_reach_all_of_a_group() -> None:
    settled = settle([Demand("b", together=("s1", "s2")), Demand("a", apart=(("s2", "s3"),))])
    assert settled.links.apart == {("s1", "s3"), ("s2", "s3")}
