"""A scraped text becomes a report: every paragraph is told apart, what is no article dropped with its reason."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from crossread.reports import controls, credits, dates, endings, headlines, mail, outlets, people, scrambled, wire
from crossread.reports.dateline import split
from crossread.reports.furniture import data, ended, plain, reason
from crossread.reports.pieces import LONGEST, TAIL, Found, Piece
from crossread.values import Part, Stretch

LEAST_BODY_WORDS = 10
"""A finished line of at least so many words opens the body."""
MOST_SUBHEAD_WORDS = 10
LEAST_REPEAT = 40
"""A second copy of a paragraph is a repeat from this many characters on."""
STAMPED = re.compile(rf"^(?:{wire.pattern()}(?!\w)|(?:[A-Z][\w’'-]+[ ]?){{1,3}},\s)")
"""An agency or a place before a date."""
OF_A_LIST = frozenset({"related", "copyright", "advert", "share", "cookies", "embed", "reading-time"})
"""Reasons for which an item of an article's own list is dropped; by the others' words it may be of the article."""
LEAST_MENU = 3
"""So many short lines together, each of which stands on the page twice, are a menu."""


def sort(
    text: str, paragraphs: list[Stretch], headline: str | None = None, marks: Sequence[str] | None = None
) -> Found:
    """Parts and metadata of a text whose paragraphs are given.

    Of a page, ``headline`` is what it has told already, and ``marks`` what its markup says of each paragraph.
    """
    pieces = [
        Piece(a, b, text[a:b], "body" if b - a > LONGEST else None, mark=marks[n] if marks else None)
        for n, (a, b) in enumerate(paragraphs)
    ]
    if marks is None:
        pieces = _labels(pieces)
    found = Found(headline=headline)
    if marks is None:
        found.headline = mail.sort(pieces)
    scrambled.drop(pieces)
    for piece in pieces:
        _alone(piece)
    _address(pieces)
    if marks is None:
        _menus(pieces)
    _lists(pieces)
    _names(pieces)
    _head(pieces, found)
    _repeats(pieces)
    _middle(pieces)
    _tail(pieces, found)
    pieces = _cut(text, pieces, found)
    credits.tell(pieces, found)
    endings.drop(pieces, found.byline)
    found.parts = [
        Part(start=p.start, end=p.end, kind=p.kind or "body", why=p.why, of=p.of) for p in pieces if p.start < p.end
    ]
    return found


def _labels(pieces: list[Piece]) -> list[Piece]:
    """A heading that a scrape has run together with the first point of a summary is a piece of its own."""
    labels = "|".join(re.escape(label) for label in data("heads.toml")["labels"])
    out = []
    for piece in pieces:
        label = len(piece.text) <= LONGEST and re.match(
            rf"({labels})(?::\s+|\s+(?=[\"“‘'A-Z]))(?=\S)", piece.text, re.I
        )
        if label and piece.text[0].isupper():
            cut = piece.start + len(label[1])
            rest = piece.start + label.end()
            out.append(Piece(piece.start, cut, piece.text[: len(label[1])], "dropped", "label"))
            piece = Piece(rest, piece.end, piece.text[label.end() :])
        out.append(piece)
    return out


def _alone(piece: Piece) -> None:
    """What a line says of itself, wherever it stands."""
    if piece.kind:
        return
    if piece.mark == "standfirst":
        piece.kind = "standfirst"
        return
    if piece.held:
        why = reason(piece.text) if piece.mark == "item" else None
        if why in OF_A_LIST:
            piece.drop(why)
        else:
            piece.kind = "body"
        return
    line = plain(piece.text)
    if dates.only(line) or (dates.first(line) and dates.only(STAMPED.sub("", line)) and not outlets.masthead(line)):
        piece.drop("timestamp")
    elif people.opens_byline(line) and (
        people.byline(line) or wire.several(people.OPENING.sub("", line), loose=True) or len(line.split()) <= 4
    ):
        piece.kind = "byline"
    elif wire.line(line):
        piece.drop("sign-off")
    else:
        why = reason(piece.text) or controls.why(piece.text)
        if why:
            piece.drop(why)


def _menus(pieces: list[Piece]) -> None:
    """A block of short lines that the page shows twice is its menu."""
    short = [
        plain(p.text).lower() if p.kind is None and len(p.text) <= 40 and not ended(p.text) else None for p in pieces
    ]
    count = Counter(s for s in short if s)
    twice = [s is not None and count[s] >= 2 for s in short]
    for again, run in itertools.groupby(range(len(pieces)), lambda at: twice[at] or pieces[at].why == "menu"):
        block = list(run)
        if again and len(block) >= LEAST_MENU:
            for at in block:
                pieces[at].drop("menu")


def _lists(pieces: list[Piece]) -> None:
    """Unfinished lines under a heading such as "Most read" are headlines of other stories."""
    heads = frozenset(data("heads.toml")["lists"])
    under = caption = False
    for piece in pieces:
        folded = plain(piece.text).lower().strip(" :.!»>")
        if piece.kind == "dropped" and folded in heads:
            under = True
        elif under and piece.kind is None and _titled(plain(piece.text)):
            piece.drop("related")
        elif caption and piece.kind is None:
            piece.drop("caption")
        elif piece.kind is None:
            under = False
        caption = piece.why == "caption" and len(piece.text) <= 40 and piece.text.rstrip().endswith((",", ":"))


def _titled(line: str) -> bool:
    """It may be another story's headline: short, and no finished sentence unless a question."""
    return len(line) <= 140 and (not ended(line) or (line.endswith("?") and len(line.split()) <= 12))


def _names(pieces: list[Piece]) -> None:
    """A name alone above a stamp or a role is a byline, a role or desk alone below a byline belongs to it."""
    for at, piece in enumerate(pieces):
        if piece.mark and (piece.held or (ended(piece.text) and len(piece.text.split()) >= LEAST_BODY_WORDS)):
            break
        line = plain(piece.text)
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.kind is None and at and pieces[at - 1].kind == "byline" and people.role(line):
            piece.kind = "byline"
        elif piece.kind is None and at and after and people.person(line) and len(line.split()) <= 3:
            if people.role(plain(after.text)) and after.kind is None:
                piece.kind = after.kind = "byline"
            elif after.why == "timestamp" and any(p.kind is None for p in pieces[:at]):
                piece.kind = "byline"


def _address(pieces: list[Piece]) -> None:
    """A line with a number beside a line of an address belongs to it, as the second half of a torn URL to the first."""
    for at, piece in enumerate(pieces):
        torn = at and pieces[at - 1].why == "url" and re.fullmatch(r"\S*[-/_]\S+", piece.text)
        if piece.kind is None and torn:
            piece.drop("url")
        beside = [p.why for p in pieces[max(0, at - 1) : at + 2] if p is not piece]
        if piece.kind is None and "address" in beside and re.match(r"^\d+\b", piece.text) and len(piece.text) <= 60:
            piece.drop("address")


def _head(pieces: list[Piece], found: Found) -> None:
    """Headline, standfirst and what stands above them: the unfinished lines before the first finished one."""
    head: list[Piece] = []
    for piece in pieces:
        if piece.kind is None:
            line = plain(piece.text)
            if (
                (ended(line) and len(line.split()) >= LEAST_BODY_WORDS)
                or (split(piece.text) and (ended(line) or len(line.split()) > MOST_SUBHEAD_WORDS * 2))
                or len(line) > 300
                or line.endswith(":")
            ):
                break
            head.append(piece)
    if found.headline is None:
        body = [p.text for p in pieces if p.kind is None and p not in head]
        title = headlines.choose(_below_menu(pieces, head), body)
        last = title is not None and not any(p.kind is None for p in pieces if p.start > title.start)
        if title is not None and not last and len(plain(title.text).split()) >= 2:
            title.kind = "headline"
            found.headline = plain(title.text)
            for piece in head:
                if piece.start < title.start:
                    piece.drop("timestamp" if dates.first(plain(piece.text)) else "menu")
                    found.outlet = found.outlet or outlets.masthead(plain(piece.text))
    found.standfirst = found.standfirst or next((plain(p.text) for p in pieces if p.mark == "standfirst"), None)
    below = [p for p in head if p.kind is None and found.headline]
    for piece in below:
        line = plain(piece.text)
        masthead = outlets.masthead(line)
        if line.lower() == (found.headline or "").lower():
            piece.kind = "headline"
        elif masthead:
            piece.drop("timestamp" if dates.first(line) else "menu")
            found.outlet = found.outlet or masthead
        elif len(line.split()) >= 5:
            piece.kind = "standfirst"
            found.standfirst = found.standfirst or line


def _below_menu(pieces: list[Piece], head: list[Piece]) -> list[Piece]:
    """The lines below the page's menu, if there are any: what stands above it is its name and motto."""
    menus = [p.start for p in pieces if p.why == "menu" and len(p.text.split()) > LEAST_MENU]
    last = max((m for m in menus if head and m < head[-1].start), default=-1)
    below = [p for p in head if p.start > last and len(plain(p.text).split()) > 1]
    return below or head


def _repeats(pieces: list[Piece]) -> None:
    seen: dict[str, int] = {}
    for piece in pieces:
        if piece.kind not in (None, "standfirst", "headline"):
            continue
        key = " ".join(plain(piece.text).lower().split())
        if key in seen and (len(key) >= LEAST_REPEAT or piece.kind is not None):
            piece.kind, piece.of = "repeat", seen[key]
        else:
            seen.setdefault(key, piece.start)


def _middle(pieces: list[Piece]) -> None:
    """Body and subheads; unfinished lines with nothing of the article behind them are no subheads."""
    rest = [p for p in pieces if p.kind is None]
    finished = [p for p in rest if ended(plain(p.text))]
    last = finished[-1].start if finished else -1
    for piece in rest:
        line = plain(piece.text)
        words = len(line.split())
        asks = line.endswith("?") and words <= 8 and not re.search('[:"“”]', line)
        runs_on = ended(line) or line.endswith((":", "...", "…", ",")) or ": " in line[:40]
        if piece.start < last and (asks or piece.mark == "head"):
            piece.kind = "subhead"
        elif runs_on or words > MOST_SUBHEAD_WORDS or piece.mark == "p":
            piece.kind = "body"
        elif piece.start < last:
            piece.kind = "subhead"
        elif finished and len(finished) >= 3:
            if line.isupper() or words < 3 or people.person(line):
                piece.drop("menu")
            else:
                piece.drop("caption")
        else:
            piece.kind = "body"


def _tail(pieces: list[Piece], found: Found) -> None:
    """Who wrote it and for whom, from the last lines: an author's biography, the name of the body that issued it."""
    for piece in [p for p in pieces if (p.kind == "body" and len(p.text) <= LONGEST) or p.why in ("contact", "share")][
        -TAIL:
    ]:
        name = people.biography(piece.text)
        if name:
            piece.drop("author-bio")
            found.byline = [*found.byline, name]
            found.outlet = found.outlet or outlets.of_author(piece.text)
    for at, piece in enumerate(pieces):
        line = plain(piece.text)
        stamped = at + 1 < len(pieces) and at + 2 >= len(pieces) - 1 and pieces[at + 1].why == "timestamp"
        if (
            stamped
            and piece.why == "menu"
            and line.isupper()
            and len(line.split()) >= 2
            and not people.person(line.title())
        ):
            piece.kind, piece.why = "byline", None
            found.outlet = found.outlet or line.title()


def _cut(text: str, pieces: list[Piece], found: Found) -> list[Piece]:
    """Datelines, sign-offs, credits and reading times that stand within a line become parts of their own."""
    out: list[Piece] = []
    bodies = 0
    for piece in pieces:
        if piece.kind == "byline":
            time = people.READING_TIME.search(piece.text)
            if time:
                start = piece.start + time.start() + len(time[0]) - len(time[0].lstrip(" |·•,(–-"))
                head = text[piece.start : start].rstrip(" |·•,(–-")
                out.append(Piece(piece.start, piece.start + len(head), head, "byline"))
                out.append(Piece(start, piece.end, text[start : piece.end], "dropped", "reading-time"))
                continue
        if piece.kind == "body" and len(piece.text) <= LONGEST:
            bodies += 1
            whole = ended(plain(piece.text)) or len(piece.text.split()) > MOST_SUBHEAD_WORDS * 2
            line = split(piece.text) if whole and bodies <= 3 and found.dateline is None else None
            if line:
                found.dateline = line.place
                found.agencies += [a for a in line.agencies if a not in found.agencies]
                found.outlet = found.outlet or line.outlet
                found.credit, found.dated = line.wire, line.published
                cut = piece.start + line.length
                end = piece.start + len(piece.text[: line.length].rstrip())
                out.append(Piece(piece.start, end, text[piece.start : end], "dateline"))
                piece = Piece(cut, piece.end, text[cut : piece.end], "body")
            tail = re.search(
                r"(?<=[.!?\"”’])\s*\((?:additional )?(?:reporting|writing|editing|compiled"
                r"|with inputs?)\b[^()]{3,250}\)\.?$",
                piece.text,
                re.I,
            )
            tail = tail or re.search(r"\s+(?:Enditem|ENDS|END|\(END\)|-30-|###|\[End\])\.?$", piece.text)
            signed = wire.signed_off(piece.text)
            at = tail.start() if tail else signed[0] if signed else None
            if at is not None:
                if signed and not tail:
                    found.agencies += [a for a in signed[1] if a not in found.agencies]
                cut = piece.start + at
                rest = text[cut : piece.end]
                out.append(Piece(piece.start, cut, text[piece.start : cut], "body"))
                start = piece.end - len(rest.lstrip())
                piece = Piece(
                    start,
                    piece.end,
                    text[start : piece.end],
                    "dropped",
                    "credit" if tail and "(" in tail[0] else "sign-off",
                )
        out.append(piece)
    return out
