"""What a report says it is about: its headline and lead without the site's furniture, and their words."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from importlib import resources
from urllib.parse import unquote, urlsplit

from crossread.stories.furniture import Site, lines

LEAD_CHARS = 300
"""Characters of the lead that the sentence encoder reads after the headline."""
LEAD_WORDS = 80
"""Words of the lead that are counted beside the headline's."""
LEAST_LINE = 40
"""A shorter line without a full stop is a menu's, a byline or a heading, not the lead's."""
SAYS = 3
"""A headline of fewer counted words says next to nothing: it is the site's name, or that of a kind of page."""
SPELT = 4
"""Words of an address that spell a headline out."""
WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:['’][^\W_]+)?")
TAIL = re.compile(r"\s+[-|–—•·»]+\s+([^-|–—•·»]{2,40})$")


@functools.cache
def stop_words() -> frozenset[str]:
    """Words that are not counted."""
    data = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    return frozenset(data["stop"].split())


@functools.lru_cache(maxsize=200_000)
def folded(word: str) -> str | None:
    """The word without case, possessive and plural; None for one that is not counted."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if word in stop_words() or len(word) < 2:
        return None
    if word[-1] != "s" or len(word) < 4 or word.endswith("ss") or word[0].isdigit():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith("es") and word[-3] in "sxzh" and len(word) > 4 else word[:-1]


def terms(headline: str, lead: str) -> Counter[str]:
    """How often each word stands in the headline, counted twice, and in the lead."""
    found = Counter(w for w in map(folded, WORD.findall(headline)) if w)
    found.update(found.copy())
    found.update(w for w in map(folded, WORD.findall(" ".join(lead.split(None, LEAD_WORDS)[:LEAD_WORDS]))) if w)
    return found


def read(headline: str, lead: str) -> str:
    """What the sentence encoder reads of a report."""
    return f"{headline}. {lead[:LEAD_CHARS]}" if headline and lead else headline or lead[:600]


def host(url: str) -> str:
    """The host of an address without ``www.``; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def headline(title: str, host: str) -> str:
    """The title without the outlet's name behind a dash or bar.

    What stands there is the outlet's if the host has its letters, or if it is short beside what stands before it.
    """
    site = re.sub(r"[^a-z]", "", host.lower())
    while tail := TAIL.search(title):
        letters = re.sub(r"[^a-z]", "", tail[1].lower())
        named = len(letters) > 2 and (letters in site or site.startswith(letters[:6]))
        if not named and not (len(tail[1].split()) <= 4 and tail.start() > 25):
            break
        title = title[: tail.start()]
    return title.strip()


def told(title: str, url: str) -> str:
    """What a report says it is about: its headline, or the words of its address where the headline says nothing."""
    short = headline(title, host(url))
    return short if len(terms(short, "")) >= SAYS else spelt(url) or short


def spelt(url: str) -> str:
    """The words that a part of an address joins with hyphens or underscores; empty if they spell no headline."""
    try:
        parts = unquote(urlsplit(url).path).split("/")
    except ValueError:
        return ""
    found = [re.findall(r"[^\W_]+", re.sub(r"\.\w{2,5}$", "", part)) for part in parts]
    longest = max(found, key=lambda words: sum(w.isalpha() for w in words), default=[])
    return " ".join(longest) if sum(w.isalpha() for w in longest) >= SPELT else ""


def lead(text: str, host: str, title: str, site: Site) -> str:
    """The first lines of a text that are the report's own, without the headline; empty if there is none."""
    own: list[str] = []
    length = 0
    for line in lines(text):
        if line == title or site(host, line) or (len(line) < LEAST_LINE and line[-1] not in '.?!”"'):
            continue
        own.append(line)
        length += len(line)
        if length > LEAD_WORDS * 8:
            break
    return "\n".join(own)
