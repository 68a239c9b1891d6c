"""Bytes become text: byte order mark, declared charset, UTF-8, and only then a guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from crossread.errors import Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
)
CHARSET = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MOST_CONTROL = 0.01
"""Share of control characters above which bytes are no text."""
GUESS_BYTES = 200_000
"""A guess looks at this many bytes at most, so that its time is bounded."""


def decode(data: bytes, source: str) -> str:
    """The text of a source with its line ends made ``\\n``. `Refused` if it is empty, binary or cannot be decoded."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Refused(source, "is empty; give a file with a report in it")
    if data.startswith(MAGIC):
        raise Refused(source, "is binary, not text or HTML; save the report as text and name that")
    text = _decoded(data, source)
    sample = text[:100_000]
    if len(CONTROL.findall(sample)) > MOST_CONTROL * len(sample):
        raise Refused(source, "is binary, not text or HTML; save the report as text and name that")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def _decoded(data: bytes, source: str) -> str:
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"), "strict")
        except (LookupError, UnicodeDecodeError):
            pass
    if b"\x00" in data[:4096]:
        raise Refused(source, "is binary, not text or HTML; save the report as text and name that")
    guess = from_bytes(data[:GUESS_BYTES]).best()
    if guess is None or guess.encoding.startswith(("utf_16", "utf_32")):
        raise Refused(source, "cannot be decoded; save it as UTF-8")
    try:
        return data.decode(guess.encoding, "strict" if len(data) <= GUESS_BYTES else "replace")
    except UnicodeDecodeError:
        raise Refused(source, "cannot be decoded; save it as UTF-8") from None
