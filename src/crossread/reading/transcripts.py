"""Lines that open with who speaks and a colon: transcripts ("WEBER (voice-over): …"), headlines ("Poll: …")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crossread.reading import cues
from crossread.reading.blocks import Block
from crossread.values import Stretch

CAPITALS = r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,3}"
LABEL = re.compile(
    rf"[\"“]?(?P<name>{CAPITALS}|Q|A|Question|Answer)(?:,? [^:()\n]{{0,30}})?(?: ?\([^)\n]{{1,40}}\))?"
    r"(?P<colon>:)\s+(?=\S)"
)
HEAD = re.compile(r"(?P<name>[A-Z][\w.’'-]*(?: [\w.’'-]+){0,3})(?P<colon>:)\s+(?=[\w“\"‘'])")
ASKED = frozenset({"Q", "A", "Question", "Answer"})
"""Labels that name nobody."""
LEAST_SPEAKERS = 2
"""Names that make a transcript, one of which must come back: a single one may be a place or a notice ("LUNNA: …")."""
LEAST_TURNS = 2
LONGEST_HEAD = 25
"""Words of a headline that opens with who says it, at most."""


@dataclass(frozen=True)
class Line:
    """What one speaker says: the name (None if nobody is named), the colon, the words."""

    name: Stretch | None
    colon: Stretch
    words: Stretch


def find(text: str, paragraphs: Sequence[Stretch]) -> list[Line]:
    """The lines of a transcript. One in quotation marks goes on over paragraphs that open with a mark and no name."""
    opened = [(n, m) for n, (start, end) in enumerate(paragraphs) if (m := LABEL.match(text, start, end))]
    opened = [(n, m) for n, m in opened if not {*m["name"].lower().split()} & cues.words("labels", "excluded")]
    often = Counter(m["name"] for _, m in opened)
    if len(often) < LEAST_SPEAKERS or (max(often.values()) < LEAST_TURNS and not {*often} >= {"Q", "A"}):
        return []
    labelled = {n for n, _ in opened}
    lines = []
    for n, match in opened:
        last = n
        quoted = text[paragraphs[n][0]] in '"“'
        while (
            quoted and last + 1 < len(paragraphs) and last + 1 not in labelled and _goes_on(text, paragraphs[last + 1])
        ):
            last += 1
        start, end = match.end(), paragraphs[last][1]
        while end > start and text[end - 1] in '"” ':
            end -= 1
        name = None if match["name"] in ASKED else match.span("name")
        lines.append(Line(name, match.span("colon"), (start, end)))
    return lines


def _goes_on(text: str, paragraph: Stretch) -> bool:
    return text[paragraph[0]] in '"“' and "(" not in text[paragraph[0] : paragraph[0] + 3]


def headed(block: Block, text: str) -> Line | None:
    """A headline that opens with a person or a kind of source, and a colon; a body or a place may be its topic."""
    start, end = block.part.start, block.part.end
    match = HEAD.match(text, start, end)
    if match is None or len(text[start:end].split()) > LONGEST_HEAD:
        return None
    span = block.span(match.span("name"))
    known = span is not None and any(t.ent_type_ == "PERSON" for t in span[-1:])
    if not known and match["name"].split()[-1].lower() not in cues.words("heads", "nouns"):
        return None
    return Line(match.span("name"), match.span("colon"), (match.end(), end))
