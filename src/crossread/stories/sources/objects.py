"""Records in JSON: a line each, a list of any length, or one file of a service."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from crossread.errors import Refused
from crossread.stories.records import Record
from crossread.stories.sources.asked import Asked
from crossread.stories.sources.fields import listed, record
from crossread.stories.sources.lines import Lines, text_of
from crossread.stories.sources.opened import in_utf8
from crossread.values import Problem

STEP = 1 << 16
LONE = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u(?:d[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab]..\\u)d[c-f][0-9a-f]{2})", re.I
)
"""Half of a pair of surrogates, as JSON writes it."""
NO_OBJECT = "is no JSON object; give one in a line"


def json_lines(lines: Lines, asked: Asked) -> Iterator[Record]:
    """A record a line; a line that is none is refused alone."""
    lines.file = in_utf8(lines.file)
    decode = msgspec.json.Decoder(dict[str, Any]).decode
    for number, line in enumerate(lines, 1):
        place = f"{lines.source}:{number}"
        try:
            if line is None:
                raise Refused(place, f"is too long (max_file_bytes is {lines.limit:,}); raise the limit")
            if not line.strip(b" \t\r\n\x00\x1e"):
                continue
            try:
                fields = decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                fields = _leniently(text_of(line).strip(" \t\r\n\x00\x1e"), place)
            yield record(fields, place, asked.columns)
        except RecursionError:
            asked.refuse(Problem(source=place, message=NO_OBJECT))
        except Refused as refused:
            asked.refuse(Problem(source=place, message=refused.message))


def _leniently(line: str, place: str) -> dict[str, Any]:
    """What other programs write for JSON: NaN, bare control characters, halves of surrogates."""
    try:
        fields = json.loads(LONE.sub(r"\1\\ufffd", line), strict=False, parse_int=_whole)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        raise Refused(place, NO_OBJECT)
    return fields


def _whole(digits: str) -> int | str:
    """A whole number; as text if it is longer than any that is kept as a number."""
    return int(digits) if len(digits) < 19 else digits


def json_whole(lines: Lines, asked: Asked) -> Iterator[Record]:
    """The record of a JSON file (ninjs, say), or the records of a list; JSON Feed and exports hold one.

    A list may be of any length, since its members are read one at a time; anything else is read whole.
    """
    lines.file = in_utf8(lines.file)
    if lines.file.peek(STEP)[:STEP].lstrip()[:1] == b"[":
        yield from _each(lines, asked)
        return
    try:
        found = json.loads(LONE.sub(r"\1\\ufffd", text_of(lines.whole())), strict=False, parse_int=_whole)
    except (ValueError, RecursionError):
        raise Refused(lines.source, "is no JSON; check the file (JSON lines end in .jsonl)") from None
    members = listed(found)
    if members is None:
        yield from _made(found, lines.source, asked)
    for number, fields in enumerate(members or (), 1):
        yield from _made(fields, f"{lines.source}:{number}", asked)


def _made(fields: Any, place: str, asked: Asked) -> Iterator[Record]:
    try:
        if not isinstance(fields, dict):
            raise Refused(place, "is no JSON object with named fields")
        yield record(fields, place, asked.columns)
    except Refused as refused:
        asked.refuse(Problem(source=place, message=refused.message))


def _each(lines: Lines, asked: Asked) -> Iterator[Record]:
    """The members of a list, of which only one is in memory at a time."""
    decoder, decode = (
        codecs.getincrementaldecoder("utf-8")("replace"),
        json.JSONDecoder(strict=False, parse_int=_whole).raw_decode,
    )
    text, at, step, number = "", 0, STEP, 0
    ended = False

    def more() -> None:
        nonlocal text, at, step, ended
        data = lines.file.read(step)
        ended = not data
        text, at, step = text[at:] + decoder.decode(data, final=ended), 0, step * 2

    more()
    at = text.index("[") + 1
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        if at == len(text) and not ended:
            more()
            continue
        if text[at : at + 1] == "]":
            return
        try:
            fields, end = decode(text, at)
            if end == len(text) and not ended:  # a number may go on
                raise ValueError
        except RecursionError:
            raise Refused(
                lines.source, f"is nested too deep behind its record {number}; the rest is not read"
            ) from None
        except ValueError:
            if ended:
                message = f"is no JSON, or breaks off, behind its record {number}; the rest of it is not read"
                raise Refused(lines.source, message) from None
            if len(text) - at > lines.limit:
                message = f"has no JSON, or one too long (max_file_bytes is {lines.limit:,}), behind record {number}"
                raise Refused(lines.source, f"{message}; the rest of it is not read") from None
            more()
            continue
        number, at, step = number + 1, end, STEP
        yield from _made(fields, f"{lines.source}:{number}", asked)
