"""Several articles on one page: which is the page's own."""

from __future__ import annotations

from typing import Any

from crossread.reports.titles import same
from crossread.reports.weights import weigh

LEAST_OWN = 250
"""Characters in paragraphs from which an article is more than a teaser."""

HEADINGS = ("h1", "h2", "h3", "h4")


def keep_one(tree: Any, headline: str | None, live: bool) -> bool:
    """Drop every ``article`` but the page's own; whether another whole one, with a first heading of its own, went.

    The page's own is the one under the page's headline, else the first with an ``h1``, else the first of several. Posts
    of a live blog, which are articles within one, stay, and so does an inner article without a heading of its own.
    """
    articles = list(tree.iter("article"))
    if len(articles) < 2:
        return False
    length = weigh(tree).paragraphs
    own = {a: length[a] for a in articles}
    for article in articles:
        outer = next(article.iterancestors("article"), None)
        if outer is not None:
            own[outer] -= length[article]
    main = _main(articles, length, own, headline)
    if main is None:
        return False
    inside = set(main.iter("article")) - {main}
    above = set(main.iterancestors())
    several = False
    for other in articles:
        if other is main or other in above or (other in inside and (live or own[main] < LEAST_OWN)):
            continue
        if other in inside and not any(other.find(f".//{name}") is not None for name in HEADINGS):
            continue
        several = several or (other not in inside and other.find(".//h1") is not None and own[other] >= LEAST_OWN)
        if other.getparent() is not None:
            other.drop_tree()
    return several


def _main(articles: list[Any], length: dict[Any, int], own: dict[Any, int], headline: str | None) -> Any:
    whole = {a for a in articles if length[a] >= LEAST_OWN}
    longest = max((own[a] for a in whole), default=0)
    long = [a for a in articles if a in whole and 2 * own[a] >= longest]
    titled = [a for a in long if headline and same(_heading(a), headline)]
    first = [a for a in long if a.find(".//h1") is not None]
    if titled or first:
        # the innermost of those that share a heading: the others only stand round it
        chosen = (titled or first)[0]
        return [a for a in (titled or first) if a is chosen or chosen in set(a.iterancestors())][-1]
    apart = [a for a in long if _heading(a) and not whole & set(a.iterancestors())]
    return apart[0] if len(apart) >= 2 and longest >= LEAST_OWN else None


def _heading(article: Any) -> str:
    found = next((h for h in map(article.find, (".//h1", ".//h2")) if h is not None), None)
    return "" if found is None else " ".join(found.text_content().split())
