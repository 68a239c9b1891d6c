"""An analyst at a terminal: a judgement made of a dossier's file and added to a file of judgements."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from crossread.errors import CrossreadError
from crossread.judgements import files, making
from crossread.judgements.bearing import moment
from crossread.values import SCHEMA_VERSION, Dossier, Judgement, JudgementKind

AGAIN = "`crossread compare … --json` makes one"


def judge(
    file: str,
    kind: JudgementKind,
    given: Sequence[str],
    *,
    dossier: str | None = None,
    note: str | None = None,
    by: str | None = None,
    at: str | None = None,
) -> Judgement:
    """Make the record and add it to the file. Raises `CrossreadError` if it cannot be made or written."""
    if at is None:
        at = making.now()
    try:
        moment(at)
    except (ValueError, OverflowError):
        raise CrossreadError(f"--at takes a time like 2024-03-05T09:00:00Z; not {at!r}.") from None
    if kind != "withdraw" and dossier is None:
        raise CrossreadError("--dossier FILE is missing: the dossier (JSON) that shows what is judged.")
    shown = _dossier(dossier) if dossier is not None and kind != "withdraw" else None
    judgement = making.make(shown, kind, given, at=at, by=by, note=note)
    _check(file)
    files.append(file, judgement)
    return judgement


def _dossier(path: str) -> Dossier:
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise CrossreadError(f"{path} cannot be read ({error.strerror}): {AGAIN}.") from error
    try:
        found = msgspec.json.decode(data, type=Dossier)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CrossreadError(f"{path} is no dossier ({' '.join(str(error).split())[:120]}): {AGAIN}.") from None
    if found.schema > SCHEMA_VERSION:
        raise CrossreadError(f"{path} is a dossier of a newer Crossread (schema {found.schema}): {AGAIN}.")
    return found


def _check(file: str) -> None:
    """That a file which exists already holds judgements: anything else would be spoilt."""
    if Path(file).is_file() and files.is_other(file):
        raise CrossreadError(f"{file} is no file of judgements: name another, or one that is not there yet.")
