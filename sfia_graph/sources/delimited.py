"""CSV files as tables of texts."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from sfia_graph.errors import Place, SourceError, UsageError
from sfia_graph.files import LIMIT, open_source, read_bytes
from sfia_graph.report import Report
from sfia_graph.sources.encodings import decode
from sfia_graph.sources.kinds import kind_of
from sfia_graph.sources.tables import MAX_CELL_LENGTH, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Table

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SMALLER = "a sheet of SFIA is far smaller"
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_LINE_END = re.compile(r"\r\n|\r|\n")
_RECORD_END = re.compile(r'"[^"]*+(?:"|\Z)|(\r\n|\r|\n)')
_DELIMITER = re.compile(r'"[^"]*+(?:"|\Z)|([,;\t])')
_FIRST_RECORD = re.compile(r'\s*+((?:[^"\r\n]++|"[^"]*+(?:"|\Z))*+)')


_WIDEST = 131_072
"""How many characters of a cell are looked at, unless it is refused for fewer."""
_LONGEST = 16_000_000

LARGEST = 1024 * 1024 * 1024
"""The largest file that is read row by row, in bytes."""


def read(path: Path, report: Report, encoding: str | None = None) -> Table:
    """Read a CSV file (RFC 4180), its cells separated by commas, semicolons or tabs.

    Cells stay as they stand, line breaks inside quotes too; a row is a record, and a blank line
    one without cells. The report says the encoding and the delimiter where they are not UTF-8 and
    a comma. Raises `SourceError` for a file of another kind, for one that `decode` refuses, for a
    quote out of place with the row and line where its cell begins, and for a file beyond the
    limits; `UsageError` for an unknown `encoding`.
    """
    text, delimiter = _open(path, LIMIT, report, encoding)
    table = Table(path.name, None, tuple(_limited(_rows(text, delimiter, path.name), path.name)))
    table.check_size()
    return table


def stream(
    path: Path, report: Report, encoding: str | None = None
) -> Callable[[], Iterator[tuple[str, ...]]]:
    """Give what reads the rows of a CSV file, from the first at each call, as many as there are.

    In memory is the text, not the rows. The report gets what `read` tells it, and what is raised
    is the same, but for the limits on rows and cells, which there are none of.
    """
    text, delimiter = _open(path, LARGEST, report, encoding)
    return partial(_rows, text, delimiter, path.name)


def _open(path: Path, limit: int, report: Report, encoding: str | None) -> tuple[str, str]:
    data, file = read_bytes(path, limit), path.name
    kind = kind_of(data)
    if kind is not None:
        raise SourceError(Place(file), f"no CSV but {kind}", "export the sheet as CSV")
    text = decode(data, file, report, encoding).removeprefix("\ufeff")
    if not text.strip():
        raise SourceError(Place(file), "an empty file", "name a file that holds something")
    delimiter = _find_delimiter(text, file, report)
    _refuse_loose_quotes(text, delimiter, file)
    return text, delimiter


def _find_delimiter(text: str, file: str, report: Report) -> str:
    """Give the delimiter that the first record uses most, outside of quotes."""
    header = _FIRST_RECORD.match(text)
    found = _DELIMITER.finditer(header[1] if header else "")
    counts = Counter(each[1] for each in found if each[1])
    most = [mark for mark in _DELIMITERS if mark in counts and counts[mark] == max(counts.values())]
    if len(most) > 1:
        problem = f"as many {_DELIMITERS[most[0]]} as {_DELIMITERS[most[1]]} in its header"
        raise SourceError(Place(file), problem, "quote the headings that hold one")
    delimiter = most[0] if most else ","
    if counts and list(counts) != [","]:
        report.warn("delimiter", Place(file), "", f"separated by {_DELIMITERS[delimiter]}")
    return delimiter


def _refuse_loose_quotes(text: str, delimiter: str, file: str) -> None:
    """Find the first cell whose quotes break rules 5 to 7 of RFC 4180, section 2.

    The csv module notices an unclosed quote at the end of the file, a thousand rows too late, and
    a quote inside an unquoted cell never.
    """
    end = rf"[{delimiter}\r\n]"
    quoted = rf'"[^"]*+(?:""[^"]*+)*+"(?={end}|\Z)'
    plain = rf'[^"{delimiter}\r\n]++(?!")'
    sound = re.match(rf"(?:{quoted}|{plain}|{end}++)*+", text)
    start = sound.end() if sound else 0
    if start == len(text):
        return
    row = sum(1 for end in _RECORD_END.finditer(text, 0, start) if end[1]) + 1
    line = sum(1 for _ in _LINE_END.finditer(text, 0, start)) + 1
    place = Place(file, row=row, line=line)
    if text[start] == '"':
        problem = "a quote opens here and does not close at the end of its cell"
        raise SourceError(place, problem, 'close it, and double each quote inside the cell ("")')
    problem = "a quote inside a cell that does not begin with one"
    raise SourceError(place, problem, 'quote the whole cell, and double each quote inside it ("")')


def _rows(text: str, delimiter: str, file: str) -> Iterator[tuple[str, ...]]:
    rows = 0
    try:
        for cells in split_rows(lines_of(text), delimiter, file):
            rows += 1
            yield tuple(cells)
    except csv.Error:
        problem = f"a cell of more than {MAX_CELL_LENGTH} characters"
        raise SourceError(Place(file, row=rows + 1), problem, _SMALLER) from None


def lines_of(text: str) -> Iterator[str]:
    """Give the lines of a text, ends included; a StringIO would hold it anew, as UCS-4."""
    return (found[0] for found in _LINE.finditer(text))


def stream_lines(path: Path, encoding: str | None = None) -> Iterator[str]:
    """Give the lines of a text on disk, in UTF-8 unless another encoding is given.

    Raises `SourceError` for one in another encoding and for a line beyond any sheet's.
    """
    number = 0
    try:
        with io.TextIOWrapper(open_source(path), encoding or "utf-8-sig", newline="") as text:
            while line := text.readline(_LONGEST):
                number += 1
                if len(line) == _LONGEST:
                    problem = f"a line of {_LONGEST} characters or more"
                    raise SourceError(Place(path.name, line=number), problem, _SMALLER)
                yield line
    except UnicodeDecodeError:
        problem = f"no {encoding or 'UTF-8'}"
        raise SourceError(Place(path.name, line=number + 1), problem, "save it as UTF-8") from None
    except LookupError:
        raise UsageError(f"--encoding {encoding}: no encoding of text") from None


def split_rows(lines: Iterable[str], delimiter: str, file: str) -> Iterator[list[str]]:
    """Give the rows of a delimited text, as the csv module does, none of them beyond memory.

    Raises `SourceError` for a row of more than `MAX_CELLS` separators, quoted ones too, before its
    cells are made, and `csv.Error` as that module does.
    """
    row, marks = 1, 0

    def counted() -> Iterator[str]:
        nonlocal marks
        for line in lines:
            marks += line.count(delimiter)
            if marks > MAX_CELLS:
                problem = f"more than {MAX_CELLS} separators in one row"
                raise SourceError(Place(file, row=row), problem, _SMALLER)
            yield line

    # One number for all readers of a process, and others want more.
    csv.field_size_limit(_WIDEST)
    for cells in csv.reader(counted(), delimiter=delimiter, strict=True):
        yield cells
        row, marks = row + 1, 0


def _limited(rows: Iterator[tuple[str, ...]], file: str) -> Iterator[tuple[str, ...]]:
    cells = 0
    for number, row in enumerate(rows, 1):
        cells += len(row)
        if number > MAX_ROWS:
            raise SourceError(Place(file), f"more than {MAX_ROWS} rows", _SMALLER)
        if len(row) > MAX_COLUMNS:
            problem = f"{len(row)} columns, more than {MAX_COLUMNS}"
            raise SourceError(Place(file, row=number), problem, _SMALLER)
        if cells > MAX_CELLS:
            raise SourceError(Place(file, row=number), f"more than {MAX_CELLS} cells", _SMALLER)
        yield row
