"""Finding the header row of a table and which layout it follows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches

from sfia_graph.errors import Place, SourceError, quoted
from sfia_graph.report import Report
from sfia_graph.sources.layouts import LAYOUTS, Layout
from sfia_graph.sources.tables import Table

_SEARCHED_ROWS = 10
_RECOGNISED = 0.5


@dataclass(frozen=True, slots=True)
class Header:
    """A table with its layout: `row` is the header's index, `columns` give each field's index."""

    table: Table
    layout: Layout
    row: int
    columns: dict[str, int]


def find_header(table: Table, report: Report) -> Header | None:
    """Recognise a table by its headers; None when it is none of SFIA's sheets.

    Raises `SourceError` for a sheet that is recognised but lacks a column (with the nearest header
    that there is) or has one twice.
    """
    candidates = [
        (_score(layout, cells), -row, layout)
        for row, cells in enumerate(map(_normal_row, table.rows[:_SEARCHED_ROWS]))
        for layout in LAYOUTS
    ]
    if not candidates:
        return None
    (share, _), minus_row, layout = max(candidates, key=lambda each: (each[0], each[1]))
    if share < _RECOGNISED:
        return None
    row = -minus_row
    cells = _normal_row(table.rows[row])
    _refuse_missing(table, layout, row, cells)
    _refuse_doubled(table, layout, row, cells)
    _tell_the_rest(table, layout, row, cells, report)
    return Header(table, layout, row, _columns(layout, cells))


def _normal(header: str) -> str:
    return " ".join(header.split()).casefold()


def _normal_row(cells: tuple[str, ...]) -> list[str]:
    return [_normal(cell) for cell in cells]


def _columns(layout: Layout, cells: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in layout.columns:
        for header in map(_normal, column.headers):
            if header in cells and column.field not in found:
                at = cells.index(header)
                if column.span == 1:
                    found[column.field] = at
                elif not any(cells[at + 1 : at + column.span]):
                    stem, first = column.field.rsplit(".", 1)
                    for offset in range(column.span):
                        found[f"{stem}.{int(first) + offset}"] = at + offset
    return found


def _score(layout: Layout, cells: list[str]) -> tuple[float, int]:
    found = _columns(layout, cells)
    required = [column.field for column in layout.columns if column.required]
    worded = any(
        not column.headers[0].isdigit() for column in layout.columns if column.field in found
    )
    share = sum(name in found for name in required) / len(required) if worded else 0
    return share, len(found)


def _refuse_missing(table: Table, layout: Layout, row: int, cells: list[str]) -> None:
    found = _columns(layout, cells)
    for column in layout.columns:
        if column.required and column.field not in found:
            header = column.headers[0]
            known = {_normal(name) for each in layout.columns for name in each.headers}
            strangers = [cell for cell in cells if cell and cell not in known]
            near = get_close_matches(_normal(header), strangers, n=1)
            written = table.rows[row][cells.index(near[0])].strip() if near else ""
            remedy = (
                f"rename the column {quoted(written)} to '{header}'"
                if near
                else f"add the column '{header}' (layout: {layout.name})"
            )
            raise SourceError(
                Place(table.file, table.sheet, row + 1), f"no column '{header}'", remedy
            )


def _refuse_doubled(table: Table, layout: Layout, row: int, cells: list[str]) -> None:
    known = {_normal(name) for each in layout.columns for name in each.headers if name}
    for header, times in Counter(cell for cell in cells if cell in known).items():
        if times > 1:
            written = table.rows[row][cells.index(header)].strip()
            raise SourceError(
                Place(table.file, table.sheet, row + 1, written),
                f"the column stands {times} times",
                "keep one of them",
            )


def _tell_the_rest(
    table: Table, layout: Layout, row: int, cells: list[str], report: Report
) -> None:
    if row:
        place = Place(table.file, table.sheet, row + 1)
        report.warn("header-row", place, "", f"the header stands in row {row + 1}, not in row 1")
    known = {_normal(name) for each in layout.columns for name in each.headers}
    ignored = {_normal(name) for name in layout.ignored}
    left = [table.rows[row][index].strip() for index, cell in enumerate(cells) if cell in ignored]
    if left:
        place = Place(table.file, table.sheet, row + 1)
        message = f"columns that say nothing of skills, left out: {', '.join(left)}"
        report.warn("ignored-columns", place, "", message)
    known |= ignored
    for index, cell in enumerate(cells):
        if cell and cell not in known:
            written = table.rows[row][index].strip()
            place = Place(table.file, table.sheet, row + 1, written)
            report.warn("unknown-column", place, written, "a column of no known use, left out")
