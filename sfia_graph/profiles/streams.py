"""Delimited texts of any length, read a row at a time and written as they were."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sfia_graph.errors import Place, SourceError
from sfia_graph.files import read_bytes
from sfia_graph.profiles.columns import kind_of as heads
from sfia_graph.report import Report
from sfia_graph.sources import delimited
from sfia_graph.sources.encodings import decode
from sfia_graph.sources.kinds import kind_of
from sfia_graph.spreadsheet import table_writer

_PIECE = 1 << 20
_DELIMITERS = (",", ";", "\t")
_ROWS = 1000
_SEARCHED = 10
_LONGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Stream:
    """A delimited text (RFC 4180) on disk, of which never more than a row is in memory.

    One that is not in UTF-8 is the exception: its `text` is held. `marked` says that it begins
    with a byte order mark.
    """

    path: Path
    delimiter: str
    line_end: str
    marked: bool
    text: str | None

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Give the rows from the first; raises `SourceError` for a quote out of place."""
        with self.lines() as lines:
            try:
                for cells in csv.reader(lines, delimiter=self.delimiter, strict=True):
                    yield tuple(cells)
            except csv.Error as error:
                # It knows the row in which the quote opens, for which it holds the whole text.
                delimited.stream(self.path, Report())
                raise SourceError(Place(self.path.name), f"no CSV ({error})", "mend it") from None

    def lines(self) -> io.TextIOBase:
        """Open the text."""
        if self.text is not None:
            return io.StringIO(self.text, newline="")
        return self.path.open(encoding="utf-8-sig", newline="")

    def written(self, rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
        """Write rows as this text is written, but in UTF-8, in pieces of many rows."""
        return write_rows(rows, self.delimiter, self.line_end, self.marked)


def write_rows(
    rows: Iterable[Iterable[str]], delimiter: str = ",", line_end: str = "\n", marked: bool = False
) -> Iterator[bytes]:
    """Write rows as a delimited text in UTF-8, in pieces of many rows."""
    held = io.StringIO(newline="")
    writer = table_writer(held, line_end, delimiter)
    if marked:
        yield codecs.BOM_UTF8
    for number, row in enumerate(rows, 1):
        writer.writerow(list(row))
        if number % _ROWS == 0:
            yield held.getvalue().encode("utf-8")
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode("utf-8")


def open_stream(path: Path, report: Report) -> Stream:
    """Look at a delimited text; the report says the encoding where it is not UTF-8.

    Raises `SourceError` for what cannot be read or is none.
    """
    try:
        with path.open("rb") as file:
            head = file.read(1024) if path.is_file() else b""
            kind = kind_of(head)
            if kind is not None:
                raise SourceError(Place(path.name), f"no CSV but {kind}", "export the sheet as CSV")
            text = None if head and _is_utf8(file) else decode(read_bytes(path), path.name, report)
    except OSError:
        read_bytes(path)
        raise
    marked = head.startswith(codecs.BOM_UTF8)
    with Stream(path, ",", "\n", marked, text).lines() as lines:
        head_lines = [lines.readline(_LONGEST) for _ in range(_SEARCHED)]
    line_end = "\r\n" if head_lines[0].endswith("\r\n") else "\n"
    return Stream(path, _delimiter(head_lines), line_end, marked, text)


def _is_utf8(file: BinaryIO) -> bool:
    """Whether a file is text in UTF-8, without a NUL."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(_PIECE):
            if b"\0" in piece:
                return False
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(lines: list[str]) -> str:
    """Give the delimiter by which a line is headings, or else that of the first line's most cells.

    A title may stand above the headings.
    """
    for line in lines:
        for each in _DELIMITERS:
            if heads(_cells(line, each)):
                return each
    return max(_DELIMITERS, key=lambda each: len(_cells(lines[0], each)))


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    return tuple(next(csv.reader([line], delimiter=delimiter), ()))
