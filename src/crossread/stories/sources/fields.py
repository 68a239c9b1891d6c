"""Named fields, however an export names them, become a record."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from crossread.errors import Refused
from crossread.stories.records import Record
from crossread.stories.sources import markup, stamps

_TABLE: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
HOLDS = ("id", "url", "title", "date", "text")
"""What a record is made of: the names a user can give a column for."""
NO_TEXT = "has neither a title nor a text; name its columns with --column text=NAME"


def record(fields: Mapping[str, Any], place: str, columns: Mapping[str, str]) -> Record:
    """The record of named fields; ``place`` is its id where it has none. `Refused` if there is nothing to read.

    ``columns`` are the names a user gave; dots lead into objects. A date that cannot be told is kept among
    the other fields.
    """
    looked = _looked(tuple(fields), tuple(columns.items()))
    values = dict.fromkeys(HOLDS, "")
    used: set[str] = set()
    told = None
    for what in HOLDS:
        for name in looked[what]:
            values[what] = plain(_at(fields, name))
            if values[what].strip():
                used.add(name)
                told = name if what == "date" else told
                break
    date = stamps.iso(values["date"])
    title, text = markup.read(values["title"]), markup.read(values["text"])
    if not title.strip() and not text.strip():
        raise Refused(place, NO_TEXT)
    return Record(
        id=values["id"] or place,
        url=values["url"],
        title=" ".join(title.split()),
        date=date,
        text=text,
        other={str(k): v for k, v in fields.items() if k not in used or (k == told and not date)},
    )


@lru_cache(maxsize=1_024)
def _looked(fields: tuple[str, ...], columns: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    """Which fields are looked into, one after the other, for what a record is made of."""
    known, given = names(fields), dict(columns)
    return {what: [given[what]] if what in given else [known[n] for n in _TABLE[what] if n in known] for what in HOLDS}


def names(fields: Mapping[str, Any] | Sequence[str]) -> dict[str, str]:
    """Each field's own name by the name that it is looked for."""
    out: dict[str, str] = {}
    for name in fields:
        out.setdefault(re.sub(r"[^\w@#]|(?<=.)_", "", str(name)).lower(), name)
    return out


def readable(columns: Sequence[str], given: Mapping[str, str], source: str) -> None:
    """`Refused` if none of a table's columns can hold a title or a text, or if one that was named is not there."""
    for what, name in given.items():
        if name not in columns and name.partition(".")[0] not in columns:
            there = ", ".join(columns)[:200]
            raise Refused(source, f"has no column {name!r} for --column {what}=…; it has {there}")
    known = names(columns)
    if not {"title", "text"} & given.keys() and not known.keys() & {*_TABLE["title"], *_TABLE["text"]}:
        there = ", ".join(columns)[:200]
        remedy = "name them id, url, title, date, text, or say which is which with --column text=NAME"
        raise Refused(source, f"has no column known as a title or a text (its first row: {there}); {remedy}")


def listed(found: Any, depth: int = 2) -> list[Any] | None:
    """The records of a JSON object that holds a list of them; None if it is itself one."""
    if isinstance(found, list):
        return found
    if isinstance(found, dict) and depth:
        for name in _TABLE["lists"]:
            inner = listed(found.get(name), depth - 1)
            if inner and all(isinstance(i, dict) for i in inner):
                return [
                    i["_source"] | {"_id": i.get("_id")} if isinstance(i.get("_source"), dict) else i for i in inner
                ]
    return None


def _at(fields: Any, name: str) -> Any:
    if isinstance(fields, Mapping) and name in fields:
        return fields[name]
    head, _, rest = name.partition(".")
    inner = fields.get(head) if isinstance(fields, Mapping) else None
    if isinstance(inner, list):
        inner = inner[0] if inner else None
    return _at(inner, rest) if rest and inner is not None else None


def plain(value: Any) -> str:
    """A field's value as text: of an object what stands in it, of a list its main part or all its lines."""
    if value is None or value != value or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return next((plain(value[n]) for n in _TABLE["inside"] if value.get(n)), "")
    if isinstance(value, list | tuple):
        if value and all(isinstance(v, Mapping) for v in value):
            return plain(next((v for v in value if v.get("role") == "main"), value[0]))
        return "\n".join(v for v in map(plain, value) if v)
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
