"""A file of judgements: JSON Lines, a record a line, only ever added to."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec
from msgspec.structs import replace

from crossread.errors import CrossreadError
from crossread.judgements.bearing import moment
from crossread.values import Judgement, JudgementKind, Problem

SCHEMA = 1
"""Version of the record that is written, and the newest that is read."""
MEND = "mend or remove the line"
FIELDS = frozenset(Judgement.__struct_fields__) - {"more"}
GROUPS = {"join": 2, "split": 2, "same": 2, "not-same": 2, "speaker": 1, "note": 1, "confirm": 1, "dismiss": 1}
"""Groups of anchors that a judgement has at least."""


def load(paths: Sequence[str | os.PathLike[str]], largest: int) -> tuple[list[Judgement], list[Problem]]:
    """The judgements of some files, of at most ``largest`` bytes each, and what is wrong with a line of them.

    A line that cannot be used is refused and the rest goes on. Raises `CrossreadError` if a file cannot be read.
    """
    found: list[Judgement] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(os.fspath(p) for p in paths):
        for n, line in enumerate(_bytes(path, largest).split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                found.append(parse(line))
            except ValueError as error:
                problems.append(Problem(source=f"{path}, line {n}", message=f"{error}: {MEND}"))
    return found, problems


def _bytes(path: str, largest: int) -> bytes:
    try:
        with Path(path).open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError:
        raise CrossreadError(
            f"{path} does not exist: `crossread judge {path} …` begins a file of judgements."
        ) from None
    except OSError as error:
        raise CrossreadError(f"{path} cannot be read ({error.strerror}): name a file of judgements.") from error
    if len(data) > largest:
        raise CrossreadError(f"{path} has more than {largest} bytes (max_file_bytes): split it, or raise the limit.")
    return data.removeprefix(b"\xef\xbb\xbf")


def is_other(path: str | os.PathLike[str]) -> bool:
    """Whether a file has lines and none of them is a record."""
    written = False
    try:
        with Path(path).open("rb") as file:
            for line in file:
                written = written or bool(line.strip())
                with contextlib.suppress(ValueError):
                    parse(line)
                    return False
    except OSError as error:
        raise CrossreadError(f"{path} cannot be read ({error.strerror}): name a file of judgements.") from error
    return written


def parse(line: bytes) -> Judgement:
    """The judgement of one line. Raises ValueError with what is wrong with it."""
    try:
        raw = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise ValueError("is no JSON") from None
    if not isinstance(raw, dict):
        raise ValueError("is no record of a judgement")
    if isinstance(raw.get("schema"), int) and raw["schema"] > SCHEMA:
        raise ValueError(f"is a record of a newer Crossread (schema {raw['schema']}, read is {SCHEMA})")
    if raw.get("kind") not in get_args(JudgementKind):
        raise ValueError(f"has a kind that is none of {', '.join(get_args(JudgementKind))}")
    known: dict[str, Any] = {k: v for k, v in raw.items() if k in FIELDS}
    try:
        judgement = msgspec.convert({**known, "more": {k: v for k, v in raw.items() if k not in FIELDS}}, Judgement)
    except msgspec.ValidationError as error:
        raise ValueError(f"is no record of a judgement ({error})") from None
    _check(judgement)
    return judgement


def _check(j: Judgement) -> None:
    try:
        moment(j.at)
    except (ValueError, OverflowError):
        raise ValueError(f"has a time that is none ({j.at[:40]!r})") from None
    if j.kind == "withdraw":
        if not j.withdraws:
            raise ValueError("withdraws nothing")
        return
    if j.on is None or (j.on == "conflict") != (j.conflict is not None):
        raise ValueError("does not say what kind of finding it is about")
    if len(j.groups) < GROUPS[j.kind] or not all(j.groups):
        raise ValueError("names too few stretches")
    if j.on == "conflict" and (j.kind not in ("confirm", "dismiss", "note") or len(j.groups) < 2):
        raise ValueError(f"cannot be about a conflict in this way ({j.kind})")


def line(judgement: Judgement) -> bytes:
    """A judgement as one line, without its end; fields that a newer or another program added are kept."""
    raw = msgspec.to_builtins(replace(judgement, more={}))
    return msgspec.json.encode({**raw, **judgement.more})


def named(judgement: Judgement) -> Judgement:
    """The judgement with its id: a hash of all else it says, so that one record has one id wherever it was written."""
    return replace(judgement, id="j" + hashlib.sha256(line(replace(judgement, id=""))).hexdigest()[:12])


def append(path: str | os.PathLike[str], judgement: Judgement) -> None:
    """Add a record at the file's end, in one write that is on the disk when this returns; what is there stays.

    A last line that breaks off (a machine that died) keeps its own line.
    """
    file = Path(path)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
        try:
            with _alone(handle):
                size = os.fstat(handle).st_size
                torn = size > 0 and _last(handle, size) != b"\n"
                data = memoryview((b"\n" if torn else b"") + line(judgement) + b"\n")
                while data:
                    data = data[os.write(handle, data) :]
                os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise CrossreadError(f"{file} cannot be written ({error.strerror}): name another file.") from error


def _last(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


@contextlib.contextmanager
def _alone(handle: int) -> Iterator[None]:
    """No other writer of the file meanwhile, where the system has such locks; they end with the handle."""
    with contextlib.suppress(ImportError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
    yield
