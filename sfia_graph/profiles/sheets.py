"""Files of roles and people as rows, whatever kind of file and however many rows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from sfia_graph.errors import Place, SourceError, quoted
from sfia_graph.files import LIMIT
from sfia_graph.profiles.columns import Columns, find_columns, kind_of
from sfia_graph.profiles.records import Kind
from sfia_graph.report import Report
from sfia_graph.spreadsheet import unguarded
from sfia_graph.text import clean

_SEARCHED = 10
_LARGER = "save the sheet as CSV, which may have any number of rows"
WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".tsv", ".txt")
_WANTED = (
    "roles need the columns role, skill, level, importance; "
    "people need person, skill, level, basis, date"
)


Table = tuple[str, str | None, Callable[[], Iterator[tuple[str, ...]]]]
"""The names of a file and of its sheet, and what gives all rows from the first at each call."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A recognised table; `cells` gives all its rows anew at each call, the headings' too.

    `subjects` are what the rows speak of, where they come from a graph and have no number there.
    """

    file: str
    sheet: str | None
    columns: Columns
    cells: Callable[[], Iterator[tuple[str, ...]]]
    subjects: tuple[str, ...] = ()

    def place(self, number: int, field: str | None = None) -> Place:
        """Give the place of a row, or of a field's cell in it."""
        if self.subjects:
            return Place(f"{self.file}, {self.subjects[number - 1]}")
        column = self.columns.heading(field) if field else None
        return Place(self.file, self.sheet, number, column)

    @property
    def kind(self) -> Kind:
        """What its rows are about."""
        return self.columns.kind


@dataclass(slots=True)
class Row:
    """A row of a sheet; `number` counts from 1 as a spreadsheet does.

    `sound` turns False with the first fault that is noted of it.
    """

    sheet: Sheet
    number: int
    cells: tuple[str, ...]
    report: Report
    sound: bool = True

    def raw(self, field: str) -> str:
        """Give a field's cell as it stands, `""` where there is none."""
        at = self.sheet.columns.at.get(field)
        return "" if at is None or at >= len(self.cells) else self.cells[at]

    def text(self, field: str) -> str:
        """Give a field's cell on one line in clean form, `""` for a blank one."""
        raw = self.raw(field)
        if not raw:
            return ""
        if not (raw.isascii() and raw.isprintable() and raw == raw.strip()):
            raw = clean(raw, self.place(field), self.report) or ""
            raw = " ".join(raw.split())
        return unguarded(raw)

    def place(self, field: str | None = None) -> Place:
        """Give the place of a field's cell, or of the row."""
        return self.sheet.place(self.number, field)

    def reject(self, field: str | None, problem: str, remedy: str) -> None:
        """Note a fault of a cell, or of the row."""
        original = self.raw(field) if field else ""
        self.sound = False
        self.report.reject(self.place(field), original, problem, remedy)

    def repair(self, field: str, kind: str, message: str) -> None:
        """Note what was mended in a cell."""
        self.report.repair(kind, self.place(field), self.raw(field), message)

    def warn(self, field: str | None, kind: str, message: str) -> None:
        """Note what deserves a look."""
        original = self.raw(field) if field else ""
        self.report.warn(kind, self.place(field), original, message)


def read_sheets(
    path: Path, report: Report, kind: Kind | None = None, encoding: str | None = None
) -> list[Sheet]:
    """Give the sheets of a workbook that hold roles or people, or the one of a delimited text.

    `kind` is the user's word for what they hold. Raises `SourceError` for a file that cannot be
    read or holds neither, and for a sheet that lacks a column.
    """
    return recognise(list(_tables(path, report, encoding)), report, kind)


def recognise(tables: list[Table], report: Report, kind: Kind | None = None) -> list[Sheet]:
    """Give those tables that hold roles or people as sheets; raises as `read_sheets`."""
    found = [sheet for table in tables if (sheet := _recognise(*table, kind, report))]
    if found:
        taken = {sheet.sheet for sheet in found}
        for file, name, _ in tables:
            if name not in taken:
                report.warn("sheet", Place(file, name), "", "neither roles nor people, left out")
        return found
    file, name, cells = tables[0]
    first = next((row for row in cells() if any(map(str.strip, row))), ())
    headings = ", ".join(quoted(each.strip()) for each in first if each.strip())
    raise SourceError(Place(file, name), f"neither roles nor people: found {headings}", _WANTED)


def holds_profiles(path: Path) -> bool:
    """Whether a file is a sheet of roles or people; nothing is said of one that cannot be read."""
    try:
        return _heads(path) if _is_large(path) else bool(read_sheets(path, Report()))
    except (SourceError, csv.Error):
        return False


def _is_large(path: Path) -> bool:
    return path.suffix.lower() in TEXTS and path.is_file() and path.stat().st_size > LIMIT


def _heads(path: Path) -> bool:
    """Whether one of a text's first rows is the headings of roles or people."""
    from sfia_graph.sources.delimited import split_rows, stream_lines

    tables = (split_rows(stream_lines(path), mark, path.name) for mark in (",", ";", "\t"))
    return any(kind_of(tuple(row)) for table in tables for row in islice(table, _SEARCHED))


def rows(sheet: Sheet, report: Report) -> Iterator[Row]:
    """Give the rows below the headings that hold anything; one with more cells is a fault."""
    width = len(sheet.columns.headings)
    for number, cells in enumerate(sheet.cells(), 1):
        if number <= sheet.columns.row or not any(map(str.strip, cells)):
            continue
        row = Row(sheet, number, cells, report)
        if any(map(str.strip, cells[width:])):
            problem = f"{len(cells)} cells under {width} headings"
            row.reject(None, problem, "quote the text that holds a separator")
            continue
        yield row


def _tables(path: Path, report: Report, encoding: str | None) -> Iterable[Table]:
    ending = path.suffix.lower()
    if ending in WORKBOOKS:
        from sfia_graph.sources import workbook

        for table in workbook.read(path, _LARGER):
            yield table.file, table.sheet, partial(iter, table.rows)
    elif ending in TEXTS:
        from sfia_graph.sources import delimited

        yield path.name, None, delimited.stream(path, report, encoding)
    else:
        known = ", ".join((*WORKBOOKS, *TEXTS))
        problem = f"the ending '{path.suffix}' is none of a sheet's"
        raise SourceError(Place(path.name), problem, f"use one of {known}")


def _recognise(
    file: str,
    name: str | None,
    cells: Callable[[], Iterator[tuple[str, ...]]],
    wanted: Kind | None,
    report: Report,
) -> Sheet | None:
    for number, headings in enumerate(islice(cells(), _SEARCHED), 1):
        kind = kind_of(headings)
        if kind is None or (wanted and wanted != kind and name is not None):
            continue
        place = Place(file, name, number)
        return Sheet(
            file, name, find_columns(wanted or kind, number, headings, place, report), cells
        )
    return None
