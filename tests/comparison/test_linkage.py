"""Groups hold together as a whole."""

from crossread.comparison.linkage import groups, left_over, widened


def test_a_chain_is_no_group() -> None:
    edges = {(0, 1): 0.9, (1, 2): 0.5}
    assert groups(3, edges, ["a", "b", "c"], 0.4) == [[0, 1]]


def test_whole_groups_are_found_with_what_they_share() -> None:
    edges = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7, (3, 4): 0.6}
    assert groups(5, edges, list("abcde"), 0.5) == [[0, 1, 2], [3, 4]]


def test_two_of_one_report_say_nothing_about_each_other() -> None:
    # 0 and 1 stand in one report: both near 2, and nothing between them
    edges = {(0, 2): 0.8, (1, 2): 0.8}
    assert groups(3, edges, ["a", "a", "b"], 0.5) == [[0, 1, 2]]


def test_what_must_stay_apart_stays_apart() -> None:
    edges = {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}
    found = groups(3, edges, ["a", "b", "c"], 0.3, apart=frozenset({(0, 2)}))
    assert found == [[0, 1]]


def test_the_order_of_edges_does_not_matter() -> None:
    edges = {(0, 1): 0.6, (1, 2): 0.6, (2, 3): 0.6, (0, 3): 0.6}
    turned = dict(reversed(edges.items()))
    assert groups(4, edges, list("abcd"), 0.2) == groups(4, turned, list("abcd"), 0.2)


def test_what_is_to_be_together_is_joined_before_all_else_and_its_bars_hold() -> None:
    edges = {(0, 1): 0.9, (1, 2): 0.9}
    colours = ["a", "b", "c", "d"]
    assert groups(4, edges, colours, 0.5, frozenset(), frozenset({(0, 3)})) == [[0, 3], [1, 2]]
    assert groups(4, edges, colours, 0.4, frozenset({(1, 3)}), frozenset({(0, 3)})) == [[0, 3], [1, 2]]
    assert groups(3, {}, colours, 0.5, frozenset(), frozenset({(0, 1), (0, 2), (1, 2)})) == [[0, 1, 2]]


def test_an_item_belongs_to_a_second_group_that_it_goes_with() -> None:
    # 2 says what 0 and 1 say, and what 3 and 4 say
    edges = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (2, 3): 0.7, (2, 4): 0.7, (3, 4): 0.8}
    found = groups(5, edges, list("abcde"), 0.6)
    assert found == [[0, 1, 2], [3, 4]]
    assert widened(found, edges, list("abcde"), 0.6) == [[0, 1, 2], [2, 3, 4]]
    assert widened(found, edges, list("abcde"), 0.75) == found


def test_strong_edges_that_no_group_holds_make_groups() -> None:
    edges = {(0, 1): 0.9, (1, 2): 0.85, (1, 3): 0.85, (2, 3): 0.9, (0, 3): 0.1}
    assert left_over([[0, 1]], edges, list("abcd"), 0.8) == [[1, 2, 3]]
    assert left_over([[0, 1]], edges, list("abcd"), 0.95) == []
