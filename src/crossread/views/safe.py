"""Text is data: control and bidirectional override characters are shown, not obeyed."""

from __future__ import annotations

import unicodedata

# Bidirectional embeddings, overrides, isolates and marks (Unicode Technical Report 36, section 2.10.2), line and
# paragraph separators, the byte order mark inside a text.
_SHOWN = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0x2028, 0x2029, 0xFEFF}


def shown(character: str) -> str:
    """One character as it may stand in a view: itself, a control picture (␛), or its number in ⟨U+202E⟩."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if code in _SHOWN or unicodedata.category(character) in ("Cc", "Cs"):
        return f"⟨U+{code:04X}⟩"
    return character


def visible(text: str) -> str:
    """A text for one line of a terminal: white space made single, what could steer the terminal shown."""
    return "".join(map(shown, " ".join(text.split(" ")).replace("\n", " ").replace("\t", " ")))


def escaped(json: str) -> str:
    """JSON that can stand inside a page: what could end its element, or steer an eye in the source, as ``\\u202e``."""
    return "".join(f"\\u{ord(c):04x}" if c in "<>&" or shown(c) != c else c for c in json)
