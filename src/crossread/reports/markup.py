"""A page's tree made ready for the extraction: what nobody sees and what stands beside the article goes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from crossread.reports import runs
from crossread.reports.naming import named
from crossread.reports.several import keep_one
from crossread.reports.weights import Weights, weigh

UNSEEN_TAGS = ("script", "style", "template", "svg", "iframe", "object", "embed", "canvas")
DOUBTFUL_TAGS = ("form", "button", "noscript")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
MOST_BESIDE = 0.3
"""Share of a page's paragraphs above which an element is not beside the article whatever it is called."""
MOST_COMMENTS = 0.9
"""The same for readers' comments, which are often longer than the article."""
LEAST_PARAGRAPH, LEAST_CHUNK = 80, 2
"""Characters of a paragraph, and how many such each of several containers must hold to be one text in chunks."""
LEAST_OF_WHOLE = 0.6
"""Share of the paragraphs round them that lies in the chunks of one text."""
ROUND_A_POST = 1.2
"""What holds a post and little more has at most so many times its characters."""


def prepare(tree: Any, headline: str | None = None, live: bool = False) -> bool:
    """Change a parsed page in place; whether it held several articles, of which one is left."""
    _drop(tree.iter(*UNSEEN_TAGS))
    weights = weigh(tree)
    _drop_beside(tree, tree.iter(*DOUBTFUL_TAGS), weights)
    _drop_beside(tree, (e for e in tree.iter() if isinstance(e.tag, str) and _hidden(e)), weights)
    _drop_beside(tree, (e for e in tree.iter() if named(e, "beside")), weights)
    _drop_beside(tree, (e for e in tree.iter() if named(e, "comments")), weights, MOST_COMMENTS)
    several = keep_one(tree, headline, live)
    _posts(tree, weigh(tree))
    runs.wrap(tree, weigh(tree).paragraphs[tree])
    _chunks(tree)
    return several


def _drop(elements: Iterable[Any]) -> None:
    for element in list(elements):
        if element.getparent() is not None:
            element.drop_tree()


def _drop_beside(tree: Any, elements: Iterable[Any], weights: Weights, most: float = MOST_BESIDE) -> None:
    """Drop elements, but none that holds a good part of the page's paragraphs: it is the page, not beside it."""
    _drop([e for e in elements if weights.paragraphs[e] <= most * weights.paragraphs[tree]])


def _hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None or bool(HIDDEN.search(element.get("style") or "")) or named(element, "unseen")
    )


def _posts(tree: Any, weights: Weights) -> None:
    """An embedded post loses the names by which extraction would take it, and what stands round it, for furniture."""
    for post in list(tree.iter("blockquote")):
        if not named(post, "post"):
            continue
        here = post
        for _ in range(4):
            for key in ("class", "id"):
                here.attrib.pop(key, None)
            here = here.getparent()
            if (
                here is None
                or here.tag not in ("div", "span", "figure")
                or weights.whole[here] > ROUND_A_POST * weights.whole[post]
            ):
                break
            here.tag = "div" if here.tag == "figure" else here.tag


def _chunks(tree: Any) -> None:
    """One text in several containers of one kind, with adverts between them, is marked as one article's body."""
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for element in tree.iter("div", "section"):
        name = element.get("class")
        long = [c for c in element.iterchildren("p") if len(c.text_content()) > LEAST_PARAGRAPH]
        if name and len(long) >= LEAST_CHUNK:
            groups[element.tag, name].append(element)
    weights = weigh(tree)
    for members in groups.values():
        if len(members) < 2 or any(m.find(".//h1") is not None or runs.beside_picture(m) for m in members[1:]):
            continue
        among = set(members)
        if any(m.getparent().tag in ("li", "article") or among & set(m.iterancestors()) for m in members):
            continue
        above = set(members[0].iterancestors())
        whole = next(a for a in members[-1].iterancestors() if a in above)
        inside = sum(weights.paragraphs[m] for m in members)
        if whole.tag in ("body", "html", "ul", "ol", "table") or inside < LEAST_OF_WHOLE * weights.paragraphs[whole]:
            continue
        whole.set("itemprop", "articleBody")
        for member in members:
            for key in ("class", "id", "itemprop"):
                member.attrib.pop(key, None)
