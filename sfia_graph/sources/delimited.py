"""CSV files as tables of texts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from sfia_graph.errors import Place, SourceError
from sfia_graph.files import read_bytes
from sfia_graph.report import Report
from sfia_graph.sources.encodings import decode
from sfia_graph.sources.tables import MAX_CELLS, MAX_ROWS, Table

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}


def read(path: Path, report: Report, encoding: str | None = None) -> Table:
    """Read a CSV file (RFC 4180), its cells separated by commas, semicolons or tabs.

    The report says the encoding and the delimiter where they are not UTF-8 and a comma.
    Raises `SourceError` for an unclosed quote with the row in which it opens, and for a file
    beyond the limits.
    """
    text = decode(read_bytes(path), path.name, report, encoding)
    delimiter = _delimiter(text)
    if delimiter != ",":
        report.warn("delimiter", Place(path.name), "", f"read as {_DELIMITERS[delimiter]}")
    rows: list[tuple[str, ...]] = []
    cells = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append(tuple(row))
            cells += len(row)
            if len(rows) > MAX_ROWS or cells > MAX_CELLS:
                problem = f"more than {MAX_ROWS} rows or {MAX_CELLS} cells"
                raise SourceError(Place(path.name), problem, "a sheet of SFIA is far smaller")
    except csv.Error as error:
        raise _explain(error, path.name, len(rows) + 1) from None
    table = Table(path.name, None, tuple(rows))
    table.check_size()
    return table


def _delimiter(text: str) -> str:
    """Give the delimiter that the first line uses most, outside of quotes."""
    outside = "".join(text.lstrip().splitlines()[0].split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _explain(error: csv.Error, file: str, row: int) -> SourceError:
    message = str(error)
    if "unexpected end of data" in message:
        return SourceError(Place(file, row=row), "a quote opens and never closes", "close it")
    if "field larger" in message:
        problem = "a cell of more than 131072 characters; a quote may never close"
        return SourceError(Place(file, row=row), problem, "close the quote")
    if "expected after" in message:
        problem = "text behind a closing quote"
        return SourceError(Place(file, row=row), problem, 'double a quote inside a cell ("")')
    return SourceError(Place(file, row=row), f"no CSV ({message})", "save it as CSV once more")
