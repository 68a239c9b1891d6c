"""Tables as files, row by row: CSV, JSON Lines, Parquet. A table's columns and kinds are fixed, also without rows."""

from __future__ import annotations

import contextlib
import csv
import importlib
import io
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol

import msgspec

from crossread.errors import CrossreadError

Row = Mapping[str, str | int | float | bool | None]
Columns = Mapping[str, str]
"""What each column holds: text, whole, number or truth."""

_TABLE: dict[str, dict[str, tuple[str, str]]] = tomllib.loads(
    Path(__file__).with_name("tables.toml").read_text("utf-8")
)
COLUMNS: dict[str, dict[str, str]] = {t: {name: kind for name, (kind, _) in c.items()} for t, c in _TABLE.items()}
MEANINGS: dict[str, dict[str, str]] = {t: {name: what for name, (_, what) in c.items()} for t, c in _TABLE.items()}
GROUP = 20_000
"""Rows of a row group of Parquet: what is in memory at most."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


class Writer(Protocol):
    """Takes rows, then is closed."""

    def add(self, rows: Iterable[Row]) -> None: ...
    def close(self) -> None: ...


class _Csv:
    def __init__(self, file: IO[bytes], columns: Columns, spreadsheet: bool) -> None:
        self._text = io.TextIOWrapper(file, "utf-8-sig" if spreadsheet else "utf-8", newline="", write_through=True)
        self._guard = spreadsheet
        self._rows = csv.DictWriter(self._text, list(columns), lineterminator="\n", extrasaction="raise")
        self._rows.writeheader()

    def add(self, rows: Iterable[Row]) -> None:
        self._rows.writerows(map(_guarded, rows) if self._guard else rows)

    def close(self) -> None:
        self._text.detach()


def _guarded(row: Row) -> Row:
    return {k: f"'{v}" if isinstance(v, str) and v.startswith(FORMULA) else v for k, v in row.items()}


class _Lines:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._file.write(msgspec.json.encode(row) + b"\n")

    def close(self) -> None:
        pass


class _Parquet:
    def __init__(self, file: IO[bytes], columns: Columns) -> None:
        try:
            self._arrow: Any = importlib.import_module("pyarrow")
            parquet: Any = importlib.import_module("pyarrow.parquet")
        except ImportError:
            message = "Parquet needs pyarrow: `pip install 'crossread[parquet]'`, or take --format csv."
            raise CrossreadError(message) from None
        kinds = {"text": "string", "whole": "int64", "number": "float64", "truth": "bool_"}
        self._schema = self._arrow.schema([(name, getattr(self._arrow, kinds[k])()) for name, k in columns.items()])
        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._rows.append(row)
            if len(self._rows) >= GROUP:
                self._write()

    def close(self) -> None:
        if self._rows:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        self._writer.write_table(self._arrow.Table.from_pylist(self._rows, self._schema))
        self._rows = []


ENDINGS = ("csv", "jsonl", "parquet")


class Tables:
    """Files of tables; each takes its name when all rows are in it, so that none is ever there half."""

    def __init__(self, spreadsheet: bool = False) -> None:
        self._spreadsheet = spreadsheet
        self._open: list[tuple[Writer, IO[bytes], Path]] = []

    def __enter__(self) -> Tables:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer, file, place in self._open:
            if error is None:
                writer.close()
                file.close()
                _part(place).replace(place)
                continue
            with contextlib.suppress(Exception):
                file.close()
            _part(place).unlink(missing_ok=True)

    def open(self, place: Path, columns: Columns) -> Callable[[Iterable[Row]], None]:
        """What adds rows to a new file; how it is written is told by its ending."""
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            file = _part(place).open("wb")
        except OSError as error:
            raise CrossreadError(f"{place} cannot be written: {error.strerror}.") from error
        ending = place.suffix.removeprefix(".").lower()
        writer: Writer
        try:
            if ending == "parquet":
                writer = _Parquet(file, columns)
            else:
                writer = _Lines(file) if ending == "jsonl" else _Csv(file, columns, self._spreadsheet)
        except CrossreadError:
            file.close()
            _part(place).unlink(missing_ok=True)
            raise
        self._open.append((writer, file, place))
        return writer.add


def _part(place: Path) -> Path:
    return place.with_name(f"{place.name}.part")
