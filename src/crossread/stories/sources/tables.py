"""Records in tables with named columns."""

from __future__ import annotations

import csv
import importlib
from collections.abc import Iterator
from typing import Any

from crossread.errors import Refused
from crossread.stories.records import Record
from crossread.stories.sources.asked import Asked
from crossread.stories.sources.fields import readable, record
from crossread.stories.sources.lines import Lines
from crossread.stories.sources.opened import in_utf8
from crossread.values import Problem

MARKS = ",;\t|"
"""What may separate columns: that by which the first row falls into most names."""
ROWS = 64
"""Rows of Parquet that are in memory at a time."""


def separated(lines: Lines, asked: Asked) -> Iterator[Record]:
    """A record a row; the first row names the columns. Commas, semicolons, tabs or upright strokes separate them."""
    lines.file = in_utf8(lines.file)
    text = lines.text()
    head = next(text, "").removeprefix("sep=;\n").removeprefix("sep=,\n") or next(text, "")
    mark = max(MARKS, key=lambda m: len(_row(head, m)))
    columns = [name.strip() for name in _row(head, mark)]
    readable(columns, asked.columns, lines.source)
    csv.field_size_limit(lines.limit)
    rows = csv.reader(text, delimiter=mark)
    number, dropped = 1, lines.dropped
    while True:
        number += 1
        place = f"{lines.source}:{number}"
        try:
            row = next(rows)
            if lines.dropped > dropped:
                dropped = lines.dropped
                raise Refused(place, f"is too long (max_file_bytes is {lines.limit:,}); raise the limit")
            if any(row[len(columns) :]):
                raise Refused(place, f"has {len(row)} fields for {len(columns)} columns; check its quotation marks")
            if any(row):
                yield record(dict(zip(columns, row, strict=False)), place, asked.columns)
        except StopIteration:
            return
        except csv.Error as error:
            asked.refuse(Problem(source=place, message=f"is no row of a table ({error}); check its quotation marks"))
        except Refused as refused:
            if refused.source != place:
                raise
            asked.refuse(Problem(source=place, message=refused.message))


def _row(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []


def parquet(lines: Lines, asked: Asked) -> Iterator[Record]:
    """A record a row, a few rows in memory at a time. Needs pyarrow, which is an extra."""
    try:
        tables: Any = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise Refused(lines.source, "is Parquet, which needs pyarrow: pip install 'crossread[parquet]'") from None
    number = 0
    try:
        file = tables.ParquetFile(lines.file, buffer_size=1 << 20)
        readable(list(file.schema_arrow.names), asked.columns, lines.source)
        for batch in file.iter_batches(batch_size=ROWS, use_threads=False):
            for row in range(batch.num_rows):
                number += 1
                fields = batch.slice(row, 1).to_pylist()[0]
                place = f"{lines.source}:{number}"
                try:
                    found = record(fields, place, asked.columns)
                except Refused as refused:
                    asked.refuse(Problem(source=place, message=refused.message))
                    continue
                yield found
    except Refused:
        raise
    except Exception as error:  # a broken file can raise anything in the reader of Parquet
        what = " ".join(str(error).split())[:120]
        raise Refused(lines.source, f"cannot be read as Parquet ({what}); check the file") from None
