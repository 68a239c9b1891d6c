"""What a user names becomes a list of single sources: folders opened, each place once, what is missing said."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from crossread.errors import Refused
from crossread.settings import Settings
from crossread.values import Problem

STDIN = "-"
PAGES = frozenset({".html", ".htm", ".xhtml"})
TEXTS = frozenset({".txt", ".text", ".md"})
SUFFIXES = PAGES | TEXTS
"""Endings of the files that are taken from a folder; a file that is named itself may have any."""


def expand(names: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """Sources in the order of their names, folders opened with all their folders; and what is to be said of them.

    A file that cannot be read is still in the list: `read` refuses it with its reason.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for name in sorted(names):
        inside = _inside(Path(name)) if name != STDIN and Path(name).is_dir() else [name]
        if not inside:
            endings = " ".join(sorted(SUFFIXES))
            problems.append(Problem(source=name, message=f"is a folder without reports (files ending in {endings})"))
        for place in inside:
            real = place if place == STDIN else os.path.realpath(place)
            if real in found:
                problems.append(Problem(source=place, message="named twice; read once", refused=False))
            else:
                found[real] = place
    return sorted(found.values()), problems


def read(source: str, settings: Settings) -> bytes:
    """The bytes of one source. Its size is looked at before anything is read; `Refused` if it cannot be used."""
    limit = settings.max_file_bytes
    if source == STDIN:
        data = sys.stdin.buffer.read(limit + 1)
    else:
        path = Path(source)
        if path.is_dir():
            raise Refused(source, "is a folder; name the report in it")
        try:
            size = path.stat().st_size
            if size > limit:
                raise Refused(source, too_large(size, limit))
            with path.open("rb") as file:
                data = file.read(limit + 1)
        except FileNotFoundError:
            raise Refused(source, "does not exist; check the path") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "not a usable path"
            raise Refused(source, f"cannot be read ({reason}); check the path and its permissions") from None
    if len(data) > limit:
        raise Refused(source, too_large(len(data), limit))
    return data


def too_large(size: int, limit: int) -> str:
    """The sentence that refuses a source for its size."""
    return f"is too large ({size:,} bytes or more; max_file_bytes is {limit:,}); name a smaller file or raise the limit"


def _inside(folder: Path) -> list[str]:
    places = []
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        places += [str(Path(here) / f) for f in files if Path(f).suffix.lower() in SUFFIXES and not f.startswith(".")]
    return sorted(places)
