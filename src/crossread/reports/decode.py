"""Bytes become text: byte order mark, declared charset, UTF-8, and only then a guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from crossread.errors import Refused
from crossread.reports import mojibake

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
MEANT = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
}
"""What a declared charset is read as (WHATWG's Encoding Standard): a superset that pages mean by it."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MOST_CONTROL = 0.01
"""Share of control characters above which bytes are no text."""
MOSTLY = 0.7
"""Share of every other byte that is nought in UTF-16 of Latin letters."""
GUESS_BYTES = 200_000
"""A guess looks at this many bytes at most, so that its time is bounded."""


def decode(data: bytes, source: str) -> str:
    """The text of a source with its line ends made ``\\n``. `Refused` if it is empty, binary or cannot be decoded."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Refused(source, "is empty; give a file with a report in it")
    if data.startswith(MAGIC):
        raise Refused(source, "is binary, not text or HTML; save the report as text and name that")
    text = mojibake.repair(_decoded(data, source))
    sample = text[:100_000]
    if len(CONTROL.findall(sample)) > MOST_CONTROL * len(sample):
        raise Refused(source, "is binary, not text or HTML; save the report as text and name that")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def _decoded(data: bytes, source: str) -> str:
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    wide = _wide(data)
    if wide is not None:
        return wide
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = CHARSET.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        try:
            return data.decode(MEANT.get(name, name), "strict")
        except (LookupError, UnicodeDecodeError):
            pass
    both = mixed(data)
    if both is not None:
        return both
    if b"\x00" in data[:4096]:
        raise Refused(source, "is binary, not text or HTML; save the report as text and name that")
    guess = from_bytes(data[:GUESS_BYTES]).best()
    if guess is None or guess.encoding.startswith(("utf_16", "utf_32")):
        raise Refused(source, "cannot be decoded; save it as UTF-8")
    try:
        return data.decode(guess.encoding, "strict" if len(data) <= GUESS_BYTES else "replace")
    except UnicodeDecodeError:
        raise Refused(source, "cannot be decoded; save it as UTF-8") from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a Latin text is nought."""
    sample = data[:4096]
    for name, noughts in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(sample) >= 20 and noughts.count(0) >= MOSTLY * len(noughts) and sample.count(0) < 0.6 * len(sample):
            return data.decode(name, "replace")
    return None


def mixed(data: bytes) -> str | None:
    """UTF-8 into which single bytes of windows-1252 were pasted; None if the other way round or neither."""
    text = data.decode("utf-8", "surrogateescape")
    strays = [ord(c) - 0xDC00 for c in text if "\udc80" <= c <= "\udcff"]
    whole = sum(c > "\x7f" and not "\udc80" <= c <= "\udcff" for c in text)
    if len(strays) > whole:
        return None
    return re.sub("[\udc80-\udcff]", lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text)
