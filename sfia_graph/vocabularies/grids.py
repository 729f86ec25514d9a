"""Files of any kind as tables of texts, read row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sfia_graph.errors import Place, SourceError
from sfia_graph.files import LIMIT as SMALL
from sfia_graph.files import read_bytes
from sfia_graph.report import Report
from sfia_graph.sources import workbook
from sfia_graph.sources.delimited import lines_of, split_rows, stream_lines
from sfia_graph.sources.encodings import decode
from sfia_graph.sources.kinds import kind_of

LIMIT = 512 * 1024 * 1024
"""The largest delimited text that is read, in bytes."""

MAX_ROWS = 500_000
"""The most rows of a delimited text."""

_DELIMITERS = (",", ";", "\t")
Row = tuple[int, list[str]]
"""The number of a row, from 1 as a spreadsheet counts, and its cells."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `rows` gives its rows anew at each call."""

    file: str
    sheet: str | None
    rows: Callable[[], Iterator[Row]]

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """Give a place in the table."""
        return Place(self.file, self.sheet, row, column)


def read_grids(path: Path, report: Report, encoding: str | None) -> list[Grid]:
    """Read a workbook, a delimited text or a JSON-LD of flat objects; none for another file.

    A text may be separated by commas, semicolons or tabs (RFC 4180): it gives a grid for each
    delimiter that its first record has, of which one will be recognised. Raises `SourceError` for
    a file that cannot be read, and for a quote that never closes when its rows are read.
    """
    ending = path.suffix.lower()
    if ending in {".xlsx", ".xlsm"}:
        return [_of_rows(each.file, each.sheet, each.rows) for each in workbook.read(path)]
    if ending in {".csv", ".tsv", ".txt"}:
        return _read_text(path, report, encoding)
    if ending in {".json", ".jsonld"}:
        return _read_objects(path)
    return []


def _of_rows(file: str, sheet: str | None, rows: Any) -> Grid:
    return Grid(file, sheet, lambda: ((at, list(row)) for at, row in enumerate(rows, 1)))


def _read_text(path: Path, report: Report, encoding: str | None) -> list[Grid]:
    if path.is_file() and SMALL < path.stat().st_size <= LIMIT:
        lines = partial(stream_lines, path, encoding)
        head = "".join(islice(lines(), 1))
    else:
        data = read_bytes(path)
        if kind_of(data) is not None:
            return []
        head = decode(data, path.name, report, encoding)
        lines = partial(lines_of, head)
    first = head.lstrip().split("\n", 1)[0]
    return [_delimited(path.name, lines, mark) for mark in _DELIMITERS if mark in first]


def _delimited(file: str, lines: Callable[[], Iterator[str]], delimiter: str) -> Grid:
    def rows() -> Iterator[Row]:
        number = 0
        try:
            for number, row in enumerate(split_rows(lines(), delimiter, file), 1):
                if number > MAX_ROWS:
                    raise SourceError(Place(file), f"more than {MAX_ROWS} rows", "split it")
                yield number, row
        except csv.Error as error:
            place = Place(file, row=number + 1)
            remedy = 'close each quote, and double it inside a cell ("")'
            raise SourceError(place, f"no valid CSV ({error})", remedy) from None

    return Grid(file, None, rows)


def _read_objects(path: Path) -> list[Grid]:
    try:
        data = json.loads(read_bytes(path))
    except (ValueError, RecursionError):
        return []
    objects = data.get("@graph") if isinstance(data, dict) else data
    if not isinstance(objects, list) or not all(isinstance(each, dict) for each in objects):
        return []
    types: dict[str, list[dict[str, Any]]] = {}
    for each in objects:
        types.setdefault(str(each.get("@type", "")), []).append(each)
    return [_of_objects(path.name, kind, held) for kind, held in types.items()]


def _of_objects(file: str, kind: str, objects: list[dict[str, Any]]) -> Grid:
    keys = list(dict.fromkeys(key for each in objects for key in each if key != "@type"))
    rows = [keys, *([_text(each.get(key)) for key in keys] for each in objects)]
    return _of_rows(file, kind, rows)


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)
