"""Text that stands bare in a container, without a paragraph of its own, gets one."""

from __future__ import annotations

from typing import Any

import lxml.html

from crossread.reports.furniture import ended
from crossread.reports.naming import named

INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
HOLDERS = ("div", "section", "article", "main", "td", "body", "center")
"""Elements whose bare text is made paragraphs."""
PLAIN = ("span", "font", "b", "i", "em", "strong")
NEVER = ("figure", "figcaption", "header", "footer", "nav", "aside")
LEAST_BARE = 120
"""Characters from which a bare finished sentence is taken for a paragraph."""
LEAST_SCARCE, LEAST_MARKED = 60, 500
"""The same where a page has fewer characters than the second in paragraphs, that is, does not use them."""
MOST_LINKED = 0.5
"""Share of a bare stretch that may lie in links."""


def wrap(tree: Any, in_paragraphs: int) -> None:
    """Give bare stretches that read as running text a paragraph; ``in_paragraphs`` characters of the page have one."""
    scarce = in_paragraphs < LEAST_MARKED
    for holder in list(tree.iter(*HOLDERS)):
        _wrap(holder, scarce)


def _wrap(holder: Any, scarce: bool) -> None:
    bare = any((t or "").strip() for t in (holder.text, *(c.tail for c in holder)))
    if not bare and not any(c.tag in PLAIN for c in holder):
        return
    if beside_picture(holder):
        return
    runs = _runs(holder)
    good = [_sentence(run, scarce) for run in runs]
    if not any(good):
        return
    for child in list(holder):
        child.tail = None
        holder.remove(child)
    holder.text = None
    for run, good_one in zip(runs, good, strict=True):
        into = holder
        if _inline(run) and (good_one or (len(_text(run).split()) >= 2 and _linked(run) < MOST_LINKED)):
            into = lxml.html.Element("p")
            holder.append(into)
        for node in run:
            if not isinstance(node, str):
                into.append(node)
            elif len(into):
                into[-1].tail = (into[-1].tail or "") + node
            else:
                into.text = (into.text or "") + node


def _runs(holder: Any) -> list[list[Any]]:
    """Its content in stretches of text and inline elements, each block alone; two line breaks part stretches."""
    nodes: list[Any] = [holder.text or ""]
    for child in holder:
        nodes += [child, child.tail or ""]
    single = _lines_end(nodes)
    runs: list[list[Any]] = [[]]
    breaks = 0
    for node in nodes:
        if not isinstance(node, str) and not _inline([node]):
            runs += [[node], []]
            breaks = 0
            continue
        runs[-1].append(node)
        if isinstance(node, str):
            breaks = 0 if node.strip() else breaks
        elif node.tag == "br":
            breaks += 1
            if breaks >= 2 or single:
                runs.append([])
        else:
            breaks = 0
    return [run for run in runs if run]


def _lines_end(nodes: list[Any]) -> bool:
    """Single line breaks part paragraphs: most lines are long and end as sentences do."""
    lines: list[list[Any]] = [[]]
    for node in nodes:
        if not isinstance(node, str) and node.tag == "br":
            lines.append([])
        else:
            lines[-1].append(node)
    texts = [text for text in map(_text, lines) if text]
    return len(texts) >= 3 and sum(len(t) >= LEAST_SCARCE and ended(t) for t in texts) * 3 >= 2 * len(texts)


def _inline(run: list[Any]) -> bool:
    return all(
        isinstance(n, str)
        or (n.tag in INLINE and all(e.tag in INLINE for e in n.iterdescendants() if isinstance(e.tag, str)))
        for n in run
    )


def _text(run: list[Any]) -> str:
    texts = [n if isinstance(n, str) else n.text_content() for n in run if isinstance(n, str) or isinstance(n.tag, str)]
    return " ".join("".join(texts).split())


def _linked(run: list[Any]) -> float:
    links = [a for n in run if not isinstance(n, str) for a in n.iter("a")]
    return sum(len(a.text_content()) for a in links) / (len(_text(run)) or 1)


def _sentence(run: list[Any], scarce: bool) -> bool:
    """It is bare and reads as a paragraph."""
    if not _inline(run) or not (scarce or any(isinstance(n, str) and n.strip() for n in run)):
        return False
    text = _text(run)
    return len(text) >= (LEAST_SCARCE if scarce else LEAST_BARE) and ended(text) and _linked(run) < MOST_LINKED


def beside_picture(element: Any) -> bool:
    """It, or what holds it, is a caption, a menu or another place where bare text is no paragraph."""
    for _ in range(3):
        if element is None:
            return False
        if element.tag in NEVER or named(element, "caption"):
            return True
        element = element.getparent()
    return False
