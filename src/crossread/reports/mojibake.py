"""UTF-8 that was read as windows-1252 on its way here ("itâ€™s", "cafÃ©") is read as what it is."""

from __future__ import annotations

import re

BYTES = {bytes([b]).decode("cp1252", "ignore") or chr(b): b for b in range(0x80, 0x100)} | {
    chr(b): b for b in range(0x80, 0xA0)
}
"""Each character by the byte it was; windows-1252 leaves five bytes open, which pass as control characters."""
LEADS = "".join(re.escape(c) for c, b in BYTES.items() if 0xC2 <= b <= 0xF4)
FOLLOWERS = "".join(re.escape(c) for c, b in BYTES.items() if 0x80 <= b <= 0xBF)
SEQUENCE = re.compile(f"[{LEADS}][{FOLLOWERS}]{{1,3}}")
LEAST = 2
"""Sequences from which a text is garbled; one alone could be meant."""


def repair(text: str) -> str:
    """The text with its garbled sequences read as UTF-8, if it has several; otherwise as it is."""
    found = [m for m in SEQUENCE.finditer(text) if _read(m[0]) != m[0]]
    return SEQUENCE.sub(lambda m: _read(m[0]), text) if len(found) >= LEAST else text


def _read(sequence: str) -> str:
    raw = bytes(BYTES[c] for c in sequence)
    for end in range(len(raw), 1, -1):
        try:
            return raw[:end].decode("utf-8") + sequence[end:]
        except UnicodeDecodeError:
            continue
    return sequence
