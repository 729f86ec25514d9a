"""The cells of one row under their meanings, each knowing where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sfia_graph.errors import Place
from sfia_graph.report import Report
from sfia_graph.sources.headers import Header
from sfia_graph.text import clean


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a recognised table; `index` is its place in `header.table.rows`."""

    header: Header
    index: int
    report: Report

    def raw(self, field: str) -> str:
        """The cell as it stands in the source, `""` where it is blank or has no column."""
        column = self.header.columns.get(field)
        cells = self.header.table.rows[self.index]
        return "" if column is None or column >= len(cells) else cells[column]

    def place(self, field: str) -> Place:
        """Where the field's cell stands."""
        table, column = self.header.table, self.header.columns.get(field)
        heading = ""
        if column is not None:
            heading = table.rows[self.header.row][column].strip() or letter(column)
        return Place(table.file, table.sheet, self.index + 1, heading or None)

    def text(self, field: str, *, essence: bool = False) -> str | None:
        """The cell's text in clean form, None for a blank one; repairs go to the report."""
        return clean(self.raw(field), self.place(field), self.report, essence=essence)

    def required(self, field: str, what: str) -> str:
        """The cell's clean text; a blank one is a fault."""
        text = self.text(field)
        if text is None:
            self.reject(field, f"no {what}", f"write the {what} or delete the row")
        return text or ""

    def reject(self, field: str, problem: str, remedy: str) -> None:
        """Note a fault of this cell."""
        self.report.reject(self.place(field), self.raw(field), problem, remedy)


def rows(header: Header, report: Report) -> Iterator[Row]:
    """Give the rows below the header that hold anything; one longer than the header is a fault."""
    table = header.table
    width = len(table.rows[header.row])
    for index in range(header.row + 1, len(table.rows)):
        cells = table.rows[index]
        if any(cell.strip() for cell in cells[width:]):
            extra = Place(table.file, table.sheet, index + 1)
            problem = f"{len(cells)} cells where the header has {width}"
            report.reject(extra, "", problem, "quote the text that holds a delimiter")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) < width:
            short = Place(table.file, table.sheet, index + 1)
            problem = f"{len(cells)} cells where the header has {width}; the rest read as blank"
            report.warn("short-row", short, "", problem)
        yield Row(header, index, report)


def letter(column: int) -> str:
    """Name a column as a spreadsheet does.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name
