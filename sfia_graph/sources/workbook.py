"""Workbooks (.xlsx) as tables of texts."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from sfia_graph.errors import Place, SourceError
from sfia_graph.files import read_bytes
from sfia_graph.sources.guard import check_workbook
from sfia_graph.sources.tables import Table

Cell = int | float | str | bool | time | date | datetime | timedelta


def read(path: Path) -> tuple[Table, ...]:
    """Read the worksheets of a workbook that have cells, hidden ones too, in their order.

    A carriage return that the file escapes as `_x000D_` reads as such (ECMA-376, ST_Xstring).
    Raises `SourceError` for what is no workbook, is damaged, has a password, or is too large.
    """
    data = read_bytes(path)
    check_workbook(data, path.name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            each.name for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet
        ]
        tables = [_table(workbook, name, path.name) for name in sheets]
    except CalamineError as error:
        problem = f"a workbook that cannot be read ({str(error).splitlines()[0]})"
        raise SourceError(Place(path.name), problem, "open it and save it once more") from None
    found = tuple(table for table in tables if table.rows)
    if not found:
        problem = "a workbook without any cell; a picture of a table is no table"
        raise SourceError(Place(path.name), problem, "import the sheet itself")
    for table in found:
        table.check_size()
    return found


def _table(workbook: CalamineWorkbook, name: str, file: str) -> Table:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    texts = tuple(tuple(_text(cell) for cell in row) for row in rows)
    return Table(file, name, texts if any(any(row) for row in texts) else ())


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
