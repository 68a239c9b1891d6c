"""Which publication a report names as its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.reports import dates, wire
from crossread.reports.furniture import plain

WORD = r"[A-Z][\w&-]*(?:\.\w+){0,3}"
NAME = rf"(?P<name>(?-i:(?:[Tt]he )?{WORD}(?:(?: (?:of|de|the|del))? {WORD}){{0,4}}))"
DOMAIN = re.compile(
    r"\b(?:(?:https?://(?:www\.|edition\.|m\.|amp\.)?|www\.)(?P<named>(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})"
    r"|(?P<domain>(?:[a-z0-9-]{1,63}\.){1,8}(?:com|org|net|info|news|tv|co|io|eu|[a-z]{2})))(?=[/\s,;:)?]|\.?$)",
    re.I,
)
FOREIGN = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|youtube|youtu|t|linkedin|whatsapp|google|bit|tinyurl"
    r"|pinterest|reddit|telegram|wp|example|apple|amazon)\.(?:com|co|be|org|me|ly|net)$",
    re.I,
)
OWN = [  # in furniture: the page speaks of itself
    rf"^{NAME}['’]s (?-i:[A-Z])\w+ .{{2,120}}\bcontributed to (?:this|the) ",
    rf"\b(?:edited|reviewed|written|verified|published|produced) by (?:the )?{NAME}(?: editorial| news"
    rf"| online| web)? (?:team|staff|desk|editors)\b",
    rf"\bstory for {NAME}(?: news)? (?:team|newsroom|desk)\b",
    rf"\b(?:download|get) (?:the )?(?:free |new )?{NAME} app\b",
    rf"\b(?:follow|like|find) {NAME} on (?:facebook|twitter|x|instagram|telegram|google|youtube|whatsapp"
    rf"|linkedin|tiktok)\b",
    rf"\b(?:this (?:article|story|post|report|piece)) (?:was )?(?:first |originally |also )*(?:published"
    rf"|appeared|ran) (?:in|on|by|at) {NAME}",
    rf"^(?:first|originally) published (?:in|on|by|at) {NAME}",
    rf"^(?:copyright|©|\(c\))\s*(?:©\s*)?(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?,?\s*)?(?:by\s+)?{NAME}",
    rf"\b(?:subscribe|sign up) (?:to|for) {NAME}(?:['’]s)? (?:newsletter|daily|weekly|morning|channel)\b",
    rf"\bjoin {NAME}['’]s? (?:\w+ )?(?:channel|community|group)\b",
]
AUTHOR = re.compile(
    r"\b(?:reporter|journalist|correspondent|editor|columnist|producer|writer|chief|news|affairs"
    r"|stories)\b[^.]{0,60}? (?:at|for|with|of) " + NAME
)
ASKED = re.compile(
    rf"\b(?:respond|reply|replied|responded)(?: \w+)? to {NAME}['’]s? (?:requests?|inquir|enquir|questions?|emails?)"
)
TOLD = re.compile(rf"\btold (?:[Tt]he )?(?P<name>{WORD}(?: {WORD}){{0,3}})")
HOST = re.compile(r"(?:@|https?://|\bwww\.)(?:www\.)?((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})\b", re.I)
SOUGHT = re.compile(rf"\b{NAME} has (?:reached out|contacted|approached|asked|sought)\b[^.]{{0,80}}\bcomment")
MASTHEAD = re.compile(
    r"(?:The )?(?:[A-Z][\w’'-]+ ){1,3}(?:Times|Post|Herald|Tribune|Gazette|Journal|Observer|Telegraph"
    r"|Courier|Chronicle|Packet|"
    r"Mercury|Echo|Argus|Guardian|Independent|Standard|Star|Sun|Mail|Express|Mirror|Dispatch|Examiner"
    r"|Inquirer|Register|"
    r"Sentinel|Record|Monitor|Today|Daily|News|Online|Press)|(?:The )?(?:Daily|Sunday|Morning|Evening) [A-Z]\w+"
)
DATED = re.compile(r"The (?:[A-Z][\w’'-]+ ){0,3}[A-Z][\w’'-]+")
"""What names a publication if a date stands beside it."""
STRIP = re.compile(r"(?:['’]s|['’])$|\s(?:Online|News Team|Team|Staff|Limited|Ltd|LLC|Inc|Pte|Media Group|Group)\.?$")


def own_name(text: str) -> str | None:
    """The publication that a line of furniture names as the page's own."""
    line = plain(text)
    for rule in OWN:
        for match in re.finditer(rule, line, re.I):
            name = _tidy(match["name"])
            if name:
                return name
    return None


def of_author(text: str) -> str | None:
    """The publication of an author whom a line introduces."""
    match = AUTHOR.search(plain(text))
    return _tidy(match["name"]) if match else None


def of_body(paragraphs: Sequence[str]) -> str | None:
    """The publication that the reporter's own voice names: it asked for comment, or was told something twice."""
    body = "\n".join(paragraphs)
    asked = ASKED.search(body) or SOUGHT.search(body)
    return _tidy(asked["name"]) if asked else None


def told(paragraphs: Sequence[str], hosts: Sequence[str]) -> str | None:
    """The newspaper that was told something in the report, if a host in the page's furniture bears its name.

    The host is given if it bears more than the name ("told the Packet" and skerrinpacket.org).
    """
    names = [m["name"] for p in paragraphs for m in TOLD.finditer(p)]
    for host in hosts:
        label = re.sub(r"^the|[^a-z0-9]", "", host.split(".")[-2])
        for name in names:
            squeezed = re.sub(r"^the|[^a-z0-9]", "", name.lower())
            if squeezed == label:
                return name
            if len(squeezed) >= 4 and label.endswith(squeezed):
                return host
    return None


def hosts(text: str) -> list[str]:
    """The hosts of a text, those of addresses of mail too."""
    return [h for h in (m[1].lower() for m in HOST.finditer(text)) if not FOREIGN.search(h)]


def masthead(line: str) -> str | None:
    """The name of a newspaper that stands alone above or below a headline, or before a date."""
    stamp = dates.first(line)
    bare = (line[: stamp.start] + line[stamp.end :] if stamp else line).strip(" ,|·–—-")
    named = MASTHEAD.fullmatch(bare) or (stamp and DATED.fullmatch(bare))
    return bare if named else None


def domain(text: str) -> str | None:
    """The first host of a text that can be the page's own."""
    for match in DOMAIN.finditer(re.sub(r"\S+@\S+", " ", text)):
        host = (match["named"] or match["domain"]).lower()
        if not FOREIGN.search(host):
            return host
    return None


def _tidy(name: str | None) -> str | None:
    if not name:
        return None
    before = None
    while before != name:
        before, name = name, STRIP.sub("", name.strip(" .,;:-–—"))
    generic = name.lower() in {
        "us",
        "this",
        "the",
        "our",
        "all",
        "reuse",
        "all rights reserved",
        "copyright",
        "news",
        "it",
        "a",
    }
    return (
        None
        if generic or wire.agency(name) or len(name) < 2 or not name[:1].isalpha() or not re.search("[A-Z]", name)
        else name
    )
